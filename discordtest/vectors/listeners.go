package vectors

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// errListener is the error of the listeners that fail.
var errListener = errors.New("a listener's own error")

// Each listener does what the interaction's name says. "echo" answers with the decoded values, so
// the table shows that a payload was decoded correctly.

func command(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	switch i.Data.Name {
	case "echo", "Echo user", "Echo message", "launch":
		return echo(i, fmt.Sprintf("command %d", i.Data.Type), &i.Data), nil
	case "deferred":
		return discord.DeferredMessage{}, nil
	case "deferred-private":
		return discord.DeferredMessage{Flags: discord.Ephemeral}, nil
	case "activity":
		return discord.LaunchActivity{}, nil
	case "message":
		return discord.Message{
			Content: "蛍 <@218436509120135168>", Flags: discord.Ephemeral,
			Embeds: []discord.Embed{{Title: "Tonight", Description: "Seventeen"}},
			Components: []discord.MessageComponent{
				discord.ActionRow{Components: []discord.RowComponent{
					discord.Button{Style: discord.ButtonPrimary, Label: "One more", CustomID: "echo:count:18"},
				}},
			},
		}, nil
	case "file":
		return discord.Message{Content: "Two files", Files: []discord.File{
			{Name: "count.csv", Content: strings.NewReader("male,female\n12,5\n")},
			{Name: "螢 \"a\".txt", Description: "from the ditch", ContentType: "text/plain", Content: strings.NewReader("glows")},
		}}, nil
	case "modal":
		return discord.Modal{CustomID: "echo:report", Title: "Report", Components: []discord.ModalComponent{
			discord.Label{Label: "Notes", Component: discord.TextInput{CustomID: "notes", Style: discord.TextInputParagraph}},
		}}, nil
	case "too-long":
		return discord.Message{Content: strings.Repeat("x", 2001)}, nil
	case "work":
		core.After(ctx, func(context.Context, *rest.Interaction) error { return nil })
		return discord.DeferredMessage{}, nil
	case "raw-array":
		return discord.RawAnswer(`[4]`), nil
	case "raw-cut":
		return discord.RawAnswer(`{"type":4,"data":`), nil
	case "nothing":
		return nil, nil
	}
	return nil, misbehave(i.Data.Name)
}

func autocomplete(_ context.Context, i *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error) {
	switch i.Data.Name {
	case "echo":
		focused := i.Data.Focused()
		if focused == nil {
			return discord.Choices{}, nil
		}
		choices := discord.Choices{{Name: core.RouteOf(i) + " " + focused.Name + " " + string(focused.Value)}}
		switch focused.Type {
		case discord.OptionInteger:
			choices[0].Value = discord.Integer(9007199254740991)
		case discord.OptionNumber:
			choices[0].Value = discord.Number(0.5)
		default:
			choices[0].Value = discord.String(focused.Value)
		}
		return choices, nil
	case "empty":
		return discord.Choices(nil), nil
	}
	return nil, misbehave(i.Data.Name)
}

func component(_ context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
	name, _, _ := strings.Cut(i.Data.CustomID, ":")
	switch name {
	case "echo":
		return echo(i, fmt.Sprintf("component %d values=%v", i.Data.ComponentType, i.Data.Values), nil), nil
	case "update":
		return discord.Update{Content: new(""), Components: []discord.MessageComponent{}}, nil
	case "deferred-update":
		return discord.DeferredUpdate{}, nil
	}
	return nil, misbehave(name)
}

func modal(_ context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error) {
	name, _, _ := strings.Cut(i.Data.CustomID, ":")
	if name == "echo" {
		return echo(i, "modal", nil), nil
	}
	return nil, misbehave(name)
}

// event accepts all events except those whose name says that they must fail.
func event(_ context.Context, e *discord.Event) error {
	switch e.Name {
	case discord.EventLobbyMessageDelete:
		return errListener
	case discord.EventEntitlementDelete:
		panic(secretMark)
	}
	return nil
}

func misbehave(name string) error {
	switch name {
	case "fail":
		return errListener
	case "panic":
		panic(secretMark + ": a panic's value may hold what a person wrote")
	case "panic-error":
		panic(errListener)
	case "panic-runtime":
		letters := strings.Split(name, "")
		_ = letters[len(name)]
	case "panic-nil":
		panic(nil)
	}
	return core.ErrNoListener
}

// raw answers with the type and the ID, unlike any known answer.
func raw(_ context.Context, i *discord.RawInteraction) (discord.RawAnswer, error) {
	return discord.RawAnswer(fmt.Sprintf(`{"type":13,"data":{"heard":%d,"id":"%d","bytes":%d}}`, i.Type, i.ID, len(i.Raw()))), nil
}

// echo answers with raw JSON, so the answer does not depend on how messages are encoded.
func echo(i discord.Interaction, what string, data *discord.CommandData) discord.RawAnswer {
	common := i.Common()
	var b strings.Builder
	fmt.Fprintf(&b, "%s %q id=%d guild=%d channel=%d user=%d locale=%s limit=%d", what, core.RouteOf(i),
		common.ID, common.GuildID, common.ChannelID, common.Invoker().ID, common.Locale, common.AttachmentSizeLimit)
	if data != nil {
		for _, option := range data.Values() {
			fmt.Fprintf(&b, " %s=%s", option.Name, option.Value)
		}
		if data.TargetID != 0 {
			fmt.Fprintf(&b, " target=%d", data.TargetID)
		}
	}
	text, err := json.Marshal(b.String())
	if err != nil {
		panic(err)
	}
	return discord.RawAnswer(`{"type":4,"data":{"content":` + string(text) + `}}`)
}

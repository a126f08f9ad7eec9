package core_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// bot makes a server with the routes, and a user who uses it.
func bot(routes ...core.Route) (*discordtest.Discord, *discordtest.Person) {
	d := discordtest.NewDiscord(discordtest.APIOptions{})
	server, err := core.NewServer(d.API.CoreOptions())
	if err == nil {
		err = errors.Join(server.Handle(routes...), d.Serve(server))
	}
	if err != nil {
		panic(err)
	}
	return d, d.Person()
}

// say prints what the user sees.
func say(reply *discordtest.Reply, err error) *discordtest.Reply {
	if err != nil {
		fmt.Println(err)
		return reply
	}
	if reply.Message != nil {
		fmt.Println(reply.Message.Content)
	}
	return reply
}

func ExampleCommand() {
	d, person := bot(
		core.Command("ping", "Asks whether the bot is there", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "pong"}, nil
		}),
	)
	defer d.Close()
	say(person.Slash(context.Background(), "ping"))
	// Output: pong
}

func ExampleCommandWith() {
	type options struct {
		Card  string `description:"Name of the card" option:",required"`
		Count int    `description:"How many" min:"1" max:"10"`
	}
	d, person := bot(
		core.CommandWith("draw", "Draws cards", func(_ context.Context, _ *discord.CommandInteraction, o options) (discord.CommandAnswer, error) {
			return discord.Message{Content: fmt.Sprintf("%d × %s", max(o.Count, 1), o.Card)}, nil
		}),
	)
	defer d.Close()
	say(person.Slash(context.Background(), "draw", discordtest.Values{"card": "Lantern", "count": 3}))
	say(person.Slash(context.Background(), "draw", discordtest.Values{"card": "Moth"}))
	// Output:
	// 3 × Lantern
	// 1 × Moth
}

func ExampleRoute_Autocomplete() {
	type options struct {
		Card string `description:"Name of the card" option:",required,autocomplete"`
	}
	draw := func(_ context.Context, _ *discord.CommandInteraction, o options) (discord.CommandAnswer, error) {
		return discord.Message{Content: o.Card}, nil
	}
	complete := func(_ context.Context, i *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error) {
		typed, _ := i.Data.String("card")
		var choices discord.Choices
		for _, card := range []string{"Lantern", "Moth", "Lamp"} {
			if strings.HasPrefix(card, typed) {
				choices = append(choices, discord.Choice{Name: card, Value: discord.String(card)})
			}
		}
		return choices, nil
	}
	d, person := bot(core.CommandWith("draw", "Draws a card", draw).Autocomplete("card", complete))
	defer d.Close()
	choices, err := person.Type(context.Background(), "draw", "card", "La")
	for _, choice := range choices {
		fmt.Println(choice.Name)
	}
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// Lantern
	// Lamp
}

func ExampleGroup() {
	answer := func(text string) core.CommandListener {
		return func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: text}, nil
		}
	}
	d, person := bot(core.Group("deck", "Your deck",
		core.Command("show", "Shows it", answer("52 cards")),
		core.Group("card", "Its cards", core.Command("add", "Adds one", answer("53 cards"))),
	))
	defer d.Close()
	say(person.Slash(context.Background(), "deck show"))
	say(person.Slash(context.Background(), "deck card add"))
	// Output:
	// 52 cards
	// 53 cards
}

// A button keeps its state in its custom ID, so no store is needed, and any instance of a function
// can answer.
func ExampleCustomID() {
	type counter struct{ Count int }
	custom := core.NewCustomID[counter]("count:{count}")
	buttons := func(c counter) []discord.MessageComponent {
		return []discord.MessageComponent{discord.ActionRow{Components: []discord.RowComponent{
			discord.Button{Style: discord.ButtonPrimary, Label: "One more", CustomID: custom.ID(c)},
		}}}
	}
	d, person := bot(
		core.Command("count", "Counts", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "0", Components: buttons(counter{})}, nil
		}),
		custom.Component(func(_ context.Context, _ *discord.ComponentInteraction, c counter) (discord.ComponentAnswer, error) {
			c.Count++
			return discord.Update{Content: new(fmt.Sprint(c.Count)), Components: buttons(c)}, nil
		}),
	)
	defer d.Close()
	counting := say(person.Slash(context.Background(), "count"))
	counting = say(person.Click(context.Background(), counting.Message, "One more"))
	say(person.Click(context.Background(), counting.Message, "One more"))
	// Output:
	// 0
	// 1
	// 2
}

func ExampleModal() {
	d, person := bot(
		core.Command("feedback", "Tells us what you think", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Modal{CustomID: "feedback", Title: "Feedback", Components: []discord.ModalComponent{
				discord.Label{Label: "What do you think?", Component: discord.TextInput{CustomID: "text", Style: discord.TextInputParagraph}},
			}}, nil
		}),
		core.Modal("feedback", func(_ context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error) {
			return discord.Message{Content: "Thank you for: " + i.Data.Text("text"), Flags: discord.Ephemeral}, nil
		}),
	)
	defer d.Close()
	form := say(person.Slash(context.Background(), "feedback"))
	say(person.Submit(context.Background(), form.Modal, discordtest.Values{"text": "More fireflies"}))
	// Output: Thank you for: More fireflies
}

func ExampleCommand_file() {
	d, person := bot(
		core.Command("export", "Gives you your cards", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "Here:", Files: []discord.File{{Name: "cards.txt", Content: strings.NewReader("Lantern\nMoth\n")}}}, nil
		}),
	)
	defer d.Close()
	reply := say(person.Slash(context.Background(), "export"))
	fmt.Printf("%s: %q\n", reply.Files[0].Name, reply.Files[0].Data)
	// Output:
	// Here:
	// cards.txt: "Lantern\nMoth\n"
}

// A listener defers work that takes longer than Discord waits, and does it after the answer was sent.
func ExampleAfter() {
	d, person := bot(
		core.Command("report", "Writes a report", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
				if _, err := followUp.EditOriginal(ctx, discord.Update{Content: new("The report is written.")}); err != nil {
					return err
				}
				_, err := followUp.FollowUp(ctx, discord.Message{Content: "It is for you alone.", Flags: discord.Ephemeral})
				return err
			})
			return discord.DeferredMessage{}, nil
		}),
	)
	defer d.Close()
	thinking, err := person.Slash(context.Background(), "report")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("thinking:", thinking.Deferred)
	say(d.Wait(context.Background(), thinking))
	// Output:
	// thinking: true
	// The report is written.
}

// AutoDefer defers the answer of a slow listener.
func ExampleAutoDefer() {
	d, person := bot(core.Use(core.AutoDefer(10*time.Millisecond),
		core.Command("slow", "Takes its time", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			time.Sleep(200 * time.Millisecond)
			return discord.Message{Content: "done"}, nil
		}),
	))
	defer d.Close()
	thinking, err := person.Slash(context.Background(), "slow")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("thinking:", thinking.Deferred)
	say(d.Wait(context.Background(), thinking))
	// Output:
	// thinking: true
	// done
}

func ExampleUse() {
	d, person := bot(core.Use(core.RequirePermissions(discord.PermissionManageGuild, "That is for moderators."),
		core.Command("clear", "Clears the table", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "cleared"}, nil
		}),
	))
	defer d.Close()
	say(person.Allowed(discord.PermissionManageGuild).Slash(context.Background(), "clear"))
	say(person.Allowed(discord.PermissionSendMessages).Slash(context.Background(), "clear"))
	// Output:
	// cleared
	// That is for moderators.
}

// To use your own types, or another library's, decode the raw body into them and answer with raw
// JSON.
func ExampleCommand_rawJSON() {
	type theirs struct {
		Data struct {
			Name string `json:"name"`
		} `json:"data"`
	}
	d, person := bot(
		core.Command("old", "Is from another library", func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			var interaction theirs
			if err := json.Unmarshal(i.Raw(), &interaction); err != nil {
				return nil, err
			}
			return discord.RawAnswer(`{"type":4,"data":{"content":"this was /` + interaction.Data.Name + `"}}`), nil
		}),
	)
	defer d.Close()
	say(person.Slash(context.Background(), "old"))
	// Output: this was /old
}

func ExampleServer_OnEvent() {
	key := discordtest.NewKey()
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey()})
	if err != nil {
		fmt.Println(err)
		return
	}
	server.Events.Replace(func(_ context.Context, e *discord.Event) error {
		if data, ok := e.Data.(*discord.ApplicationAuthorized); ok {
			fmt.Println("installed by", data.User.Username)
		}
		return nil
	})
	body := []byte(`{"version":1,"application_id":"1","type":1,"event":{"type":"APPLICATION_AUTHORIZED","timestamp":"2024-10-18T14:42:53",
		"data":{"integration_type":1,"scopes":["applications.commands"],"user":{"id":"7","username":"mira"}}}}`)
	response := server.OnEvent(context.Background(), body, key.Sign("1764000000", body), "1764000000")
	fmt.Println(response.Status)
	// Output:
	// installed by mira
	// 204
}

// OnInteraction does not depend on a transport. Its arguments are available in every transport.
func ExampleServer_OnInteraction() {
	key := discordtest.NewKey()
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey()})
	if err != nil {
		fmt.Println(err)
		return
	}
	ping := []byte(`{"type":1}`)
	for _, signature := range []string{key.Sign("1764000000", ping), discordtest.NewKey().Sign("1764000000", ping), "nonsense"} {
		response := server.OnInteraction(context.Background(), ping, signature, "1764000000")
		fmt.Printf("%d %s\n", response.Status, response.Body)
	}
	// Output:
	// 200 {"type":1}
	// 401 Invalid request signature
	// 401 Missing or invalid required request signature header(s)
}

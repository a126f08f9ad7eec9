package bot

import (
	"context"
	"fmt"
	"strings"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// reported is the modal's custom ID. It carries the firefly that the button had.
var reported = core.NewCustomID[aboutSpecies]("reported:{species}")

// openReport answers the button with a modal.
func openReport(_ context.Context, _ *discord.ComponentInteraction, about aboutSpecies) (discord.ComponentAnswer, error) {
	s, err := find(about.Species)
	if err != nil {
		return nil, err
	}
	return discord.Modal{
		CustomID: reported.ID(about),
		Title:    s.name,
		Components: []discord.ModalComponent{
			discord.Label{Label: "Where was it?", Component: discord.TextInput{
				CustomID: "place", Style: discord.TextInputShort, Placeholder: "By the stream behind the mill", MaxLength: 200,
			}},
			discord.Label{Label: "How many?", Component: discord.RadioGroup{CustomID: "count", Options: []discord.RadioOption{
				{Label: "One", Value: "one"}, {Label: "A few", Value: "a few"}, {Label: "More than I could count", Value: "countless"},
			}}},
			discord.Label{Label: "Anything else?", Component: discord.TextInput{
				CustomID: "notes", Style: discord.TextInputParagraph, Required: new(false), MaxLength: 1000,
			}},
		},
	}, nil
}

// takeReport defers, writes the report after the answer has been sent, and sends it as a file in a
// follow-up.
func takeReport(ctx context.Context, i *discord.ModalInteraction, about aboutSpecies) (discord.ModalAnswer, error) {
	s, err := find(about.Species)
	if err != nil {
		return nil, err
	}
	count, _ := i.Data.Value("count")
	text := fmt.Sprintf("# %s\n\nPlace: %s\nCount: %s\nBy: %s\n\n%s\n",
		s.name, i.Data.Text("place"), count, i.Invoker().Username, i.Data.Text("notes"))

	core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
		thanks := fmt.Sprintf("Thank you: %s, %s.", strings.ToLower(s.name), count)
		if _, err := followUp.EditOriginal(ctx, discord.Update{Content: &thanks}); err != nil {
			return err
		}
		_, err := followUp.FollowUp(ctx, discord.Message{
			Content: "Your report, to keep:",
			Files:   []discord.File{{Name: "report.md", Description: "The report of this sighting", Content: strings.NewReader(text)}},
			Flags:   discord.Ephemeral,
		})
		return err
	})
	return discord.DeferredMessage{}, nil
}

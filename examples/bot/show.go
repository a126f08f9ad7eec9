package bot

import (
	"context"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

type showOptions struct {
	Species string `description:"Which one" option:",required,autocomplete"`
	Private bool   `description:"Show it to me alone"`
}

// aboutSpecies is the state of a button: the firefly, which the custom ID carries.
type aboutSpecies struct{ Species string }

var report = core.NewCustomID[aboutSpecies]("report:{species}")

func show(_ context.Context, _ *discord.CommandInteraction, o showOptions) (discord.CommandAnswer, error) {
	s, err := find(o.Species)
	if err != nil {
		return unknown, nil
	}
	message := discord.Message{
		Embeds: []discord.Embed{{
			Title:       s.name,
			Description: s.about,
			Color:       s.color,
			Fields: []discord.EmbedField{
				{Name: "Latin name", Value: "*" + s.latin + "*", Inline: true},
				{Name: "Where", Value: s.region, Inline: true},
			},
		}},
		Components: []discord.MessageComponent{discord.ActionRow{Components: []discord.RowComponent{
			discord.Button{Style: discord.ButtonPrimary, Label: "I saw one", CustomID: report.ID(aboutSpecies{s.key})},
			discord.Button{Style: discord.ButtonLink, Label: "About fireflies", URL: "https://en.wikipedia.org/wiki/Firefly"},
		}}},
	}
	if o.Private {
		message.Flags = discord.Ephemeral
	}
	return message, nil
}

package bot

import (
	"context"
	"fmt"

	"github.com/hotaru-go/hotaru/discord"
)

// compare asks for two fireflies, with a select.
func compare(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
	return discord.Message{Components: choosing()}, nil
}

// compared replaces the question with the two fireflies. It uses components V2. The encoder sets
// the flag for them.
func compared(_ context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
	var components []discord.MessageComponent
	for _, key := range i.Data.Values {
		s, err := find(key)
		if err != nil {
			return nil, err
		}
		components = append(components, discord.Container{
			AccentColor: new(s.color),
			Components: []discord.ContainerComponent{
				discord.TextDisplay{Content: fmt.Sprintf("## %s\n*%s*", s.name, s.latin)},
				discord.Separator{},
				discord.TextDisplay{Content: fmt.Sprintf("%s\n-# %s", s.about, s.region)},
			},
		})
	}
	return discord.Update{Components: append(components, choosing()...)}, nil
}

func choosing() []discord.MessageComponent {
	pick := discord.StringSelect{CustomID: "compare", Placeholder: "Choose two fireflies", MinValues: new(2), MaxValues: 2}
	for _, s := range fireflies {
		pick.Options = append(pick.Options, discord.SelectOption{Label: s.name, Value: s.key, Description: s.region})
	}
	return []discord.MessageComponent{
		discord.TextDisplay{Content: "### Which two?"},
		discord.ActionRow{Components: []discord.RowComponent{pick}},
	}
}

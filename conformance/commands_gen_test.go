package conformance

import (
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

var optionTypes = []discord.OptionType{discord.OptionString, discord.OptionInteger, discord.OptionBoolean,
	discord.OptionUser, discord.OptionChannel, discord.OptionRole, discord.OptionMentionable, discord.OptionNumber,
	discord.OptionAttachment}

// parameter is an option with a value. Its texts are short where many share the 8000 characters of
// a command.
func (g *generator) parameter(kind discord.OptionType, room int) discord.CommandOption {
	high := min(100, max(1, room))
	o := discord.CommandOption{Type: kind, Name: g.name(), Description: g.text(1, high), Required: g.maybe()}
	if g.maybe() {
		o.NameLocalizations = map[discord.Locale]string{discord.LocaleGerman: g.name()}
		o.DescriptionLocalizations = g.localizations(high)
	}
	number := kind == discord.OptionInteger || kind == discord.OptionNumber
	switch {
	case kind == discord.OptionChannel && g.maybe():
		o.ChannelTypes = []discord.ChannelType{0, 2, 4, 5, 10, 11, 12, 13, 15}[:g.number(1, 9)]
	case kind == discord.OptionAttachment && g.maybe():
		o.FileTypes = []string{"image", "video", "audio", ".pdf"}[:g.number(1, 4)]
	case kind == discord.OptionString && g.maybe():
		o.MaxLength = g.number(1, 6000)
		o.MinLength = g.number(0, o.MaxLength)
	case number && g.maybe():
		low := g.number(discord.MinInteger, 0)
		o.MinValue, o.MaxValue = new(float64(low)), new(float64(g.number(0, discord.MaxInteger)))
	}
	if number || kind == discord.OptionString {
		if g.IntN(2) == 0 {
			o.Autocomplete = g.maybe()
		} else {
			// A choice takes at most twice what remains for it, in its name and its value.
			most := min(100, max(1, (room-high)/50))
			for range g.number(0, 25) {
				c := discord.Choice{Name: g.text(1, most), NameLocalizations: g.localizations(most), Value: g.choiceValue(kind)}
				if kind == discord.OptionString {
					c.Value = discord.String(g.text(0, most))
				}
				o.Choices = append(o.Choices, c)
			}
		}
	}
	return o
}

// parameters are low to high options, the required ones first.
func (g *generator) parameters(low, high, room int) []discord.CommandOption {
	// With a name of 32 characters, and 25 choices of a name and a value, none can take less than
	// 100.
	n := g.number(low, min(high, max(room, 0)/100))
	options := list(g, n, n, func() discord.CommandOption {
		return g.parameter(optionTypes[g.IntN(len(optionTypes))], room/max(n, 1)-32)
	})
	slices.SortStableFunc(options, func(a, b discord.CommandOption) int {
		switch {
		case a.Required == b.Required:
			return 0
		case a.Required:
			return -1
		}
		return 1
	})
	return options
}

func (g *generator) subcommand(room int) discord.CommandOption {
	return discord.CommandOption{Type: discord.OptionSubcommand, Name: g.name(), Description: g.text(1, 10), Options: g.parameters(0, 25, room-50)}
}

// command is a command of that type.
func (g *generator) command(kind discord.CommandType) discord.Command {
	c := discord.Command{Type: kind, Name: g.name()}
	if kind == discord.CommandUser || kind == discord.CommandMessage {
		c.Name = g.text(1, 32)
	}
	if g.maybe() {
		c.NameLocalizations = map[discord.Locale]string{discord.LocaleKorean: g.name(), discord.LocaleSpanishLATAM: g.name()}
		c.DefaultMemberPermissions = new(discord.Permissions(g.number(0, 1<<54-1)))
		c.IntegrationTypes = []discord.IntegrationType{0, 1}[:g.number(1, 2)]
		c.Contexts = []discord.InteractionContext{0, 1, 2}[:g.number(1, 3)]
		c.NSFW = g.maybe()
	}
	switch kind {
	case discord.CommandChatInput:
		c.Description, c.DescriptionLocalizations = g.text(1, 100), g.localizations(100)
		c.Options = g.tree()
	case discord.CommandEntryPoint:
		c.Description, c.Handler = g.text(0, 100), discord.EntryPointHandler(g.number(1, 2))
	}
	return c
}

// tree returns the options of a chat input command: parameters, or subcommands and groups.
func (g *generator) tree() []discord.CommandOption {
	const room = 7000
	if g.IntN(2) == 0 {
		return g.parameters(0, 25, room)
	}
	n := g.number(1, 25)
	return list(g, n, n, func() discord.CommandOption {
		if g.IntN(2) == 0 {
			return g.subcommand(room / n)
		}
		group := discord.CommandOption{Type: discord.OptionSubcommandGroup, Name: g.name(), Description: g.text(1, 10)}
		held := g.number(1, max(1, min(25, (room/n-50)/50)))
		group.Options = list(g, held, held, func() discord.CommandOption { return g.subcommand((room/n - 50) / held) })
		return group
	})
}

package conformance

import (
	"github.com/hotaru-go/hotaru/discord"
)

func withOption(o discord.CommandOption) any {
	if o.Name == "" {
		o.Name, o.Description = "o", "d"
	}
	return discord.Command{Name: "c", Description: "d", Options: []discord.CommandOption{o}}
}

// commandLimits are those on declared commands and their options.
var commandLimits = []limit{
	{"command name", func(n int) any { return discord.Command{Name: repeat(n), Description: "d"} }, 33, 32, ""},
	{"no command name", func(n int) any { return discord.Command{Name: repeat(n), Description: "d"} }, 0, 1, ""},
	{"command description", func(n int) any { return discord.Command{Name: "n", Description: repeat(n)} }, 101, 100, ""},
	{"no command description", func(n int) any { return discord.Command{Name: "n", Description: repeat(n)} }, 0, 1,
		"the description wants none for user and message commands, and does not tell them apart"},
	{"localized command name", func(n int) any {
		return discord.Command{Name: "n", Description: "d", NameLocalizations: map[discord.Locale]string{"de": repeat(n)}}
	}, 33, 32, ""},
	{"permissions", func(n int) any {
		return discord.Command{Name: "n", Description: "d", DefaultMemberPermissions: new(discord.Permissions(n))}
	}, 1 << 54, 1<<54 - 1, ""},
	{"contexts", func(n int) any {
		return discord.Command{Name: "n", Description: "d", Contexts: append([]discord.InteractionContext{}, times(n, discord.ContextGuild)...)}
	}, 0, 1, ""},
	{"repeated contexts", func(n int) any {
		return discord.Command{Name: "n", Description: "d", Contexts: times(n, discord.ContextGuild)}
	}, 2, 1, ""},
	{"integration types", func(n int) any {
		return discord.Command{Name: "n", Description: "d", IntegrationTypes: []discord.IntegrationType{discord.IntegrationType(n)}}
	}, 2, 1, ""},
	{"command type", func(n int) any {
		return discord.Command{Name: "n", Description: "d", Type: discord.CommandType(n)}
	}, 5, 1, ""},
	{"entry point handler", func(n int) any {
		return discord.Command{Name: "n", Type: discord.CommandEntryPoint, Handler: discord.EntryPointHandler(n)}
	}, 3, 2, ""},
	{"options", func(n int) any {
		c := discord.Command{Name: "n", Description: "d"}
		for i := range n {
			c.Options = append(c.Options, discord.CommandOption{Type: 3, Name: repeat(i + 1), Description: "d"})
		}
		return c
	}, 26, 25, ""},
	{"option type", func(n int) any { return withOption(discord.CommandOption{Type: discord.OptionType(n)}) }, 12, 11, ""},
	{"option name", func(n int) any {
		return withOption(discord.CommandOption{Type: 3, Name: repeat(n), Description: "d"})
	}, 33, 32, ""},
	{"option description", func(n int) any {
		return withOption(discord.CommandOption{Type: 3, Name: "n", Description: repeat(n)})
	}, 101, 100, ""},
	{"option choices", func(n int) any {
		return withOption(discord.CommandOption{Type: 3, Choices: times(n, discord.Choice{Name: "n", Value: discord.String("v")})})
	}, 26, 25, ""},
	{"option choice name", func(n int) any {
		return withOption(discord.CommandOption{Type: 3, Choices: []discord.Choice{{Name: repeat(n), Value: discord.String("v")}}})
	}, 101, 100, ""},
	{"option choice value", func(n int) any {
		return withOption(discord.CommandOption{Type: 3, Choices: []discord.Choice{{Name: "n", Value: discord.String(repeat(n))}}})
	}, 101, 100, "the description has 6000"},
	{"option choice integer", func(n int) any {
		return withOption(discord.CommandOption{Type: 4, Choices: []discord.Choice{{Name: "n", Value: discord.Integer(n)}}})
	}, 1 << 53, 1<<53 - 1, ""},
	{"integer bound", func(n int) any { return withOption(discord.CommandOption{Type: 4, MaxValue: new(float64(n))}) }, 1 << 53, 1<<53 - 1, ""},
	{"number bound", func(n int) any { return withOption(discord.CommandOption{Type: 10, MaxValue: new(float64(n))}) }, 1<<53 + 2, 1 << 53,
		documented},
	{"least length", func(n int) any { return withOption(discord.CommandOption{Type: 3, MinLength: n}) }, 6001, 6000, ""},
	{"greatest length", func(n int) any { return withOption(discord.CommandOption{Type: 3, MaxLength: n}) }, 6001, 6000, ""},
	{"repeated channel types", func(n int) any {
		return withOption(discord.CommandOption{Type: 7, ChannelTypes: times(n, discord.ChannelGuildText)})
	}, 2, 1, ""},
	{"characters of a command", func(n int) any {
		c := discord.Command{Name: "c", Description: "d"}
		for i := range 25 {
			c.Options = append(c.Options, discord.CommandOption{Type: 3, Name: repeat(i + 1), Description: repeat(100)})
		}
		c.Options[0].Choices = times(25, discord.Choice{Name: repeat(100), Value: discord.String(repeat(85))})
		rest := n - 2 - 25*100 - 25*26/2 - 25*185
		c.Options[1].Choices = []discord.Choice{{Name: repeat(100), Value: discord.String(repeat(100))}, {Name: repeat(100), Value: discord.String(repeat(100))}, {Name: repeat(100), Value: discord.String(repeat(rest - 500))}}
		return c
	}, 8001, 8000, "a schema cannot add up"},
}

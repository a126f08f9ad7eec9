package conformance

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// limit is one limit of Discord's, with a value just within it and one just beyond.
type limit struct {
	name   string
	beyond func(n int) any // an answer or a command, with n of what is limited
	n      int             // the first value that is too much, or too little
	within int
	// unstated is why the description does not state the limit; empty where it does.
	unstated string
}

const documented = "only the documentation states it"

func repeat(n int) string { return strings.Repeat("ž", n) }

func embed(e discord.Embed) any { return discord.Message{Embeds: []discord.Embed{e}} }

func inRow(c discord.RowComponent) any {
	return discord.Message{Components: []discord.MessageComponent{discord.ActionRow{Components: []discord.RowComponent{c}}}}
}

func inLabel(c discord.LabelComponent) any {
	return discord.Modal{CustomID: "m", Title: "t", Components: []discord.ModalComponent{discord.Label{Label: "l", Component: c}}}
}

func atTop(c discord.MessageComponent) any {
	return discord.Message{Components: []discord.MessageComponent{c}}
}

func withOption(o discord.CommandOption) any {
	if o.Name == "" {
		o.Name, o.Description = "o", "d"
	}
	return discord.Command{Name: "c", Description: "d", Options: []discord.CommandOption{o}}
}

func times[E any](n int, element E) []E { return slices.Repeat([]E{element}, n) }

func selectOptions(n int) []discord.SelectOption {
	options := make([]discord.SelectOption, n)
	for i := range options {
		options[i] = discord.SelectOption{Label: "l", Value: repeat(i + 1)}
	}
	return options
}

func url(n int) string {
	return "https://example.org/" + strings.Repeat("a", n-len("https://example.org/"))
}

var limits = []limit{
	{"content", func(n int) any { return discord.Message{Content: repeat(n)} }, 2001, 2000, ""},
	{"embeds", func(n int) any { return discord.Message{Embeds: times(n, discord.Embed{Title: "t"})} }, 11, 10, ""},
	{"embed title", func(n int) any { return embed(discord.Embed{Title: repeat(n)}) }, 257, 256, ""},
	{"embed description", func(n int) any { return embed(discord.Embed{Description: repeat(n)}) }, 4097, 4096, ""},
	{"embed colour", func(n int) any { return embed(discord.Embed{Title: "t", Color: n}) }, 0x1000000, 0xFFFFFF, ""},
	{"embed URL", func(n int) any { return embed(discord.Embed{Title: "t", URL: url(n)}) }, 2049, 2048, ""},
	{"embed footer", func(n int) any { return embed(discord.Embed{Footer: &discord.EmbedFooter{Text: repeat(n)}}) }, 2049, 2048, ""},
	{"embed author", func(n int) any { return embed(discord.Embed{Author: &discord.EmbedAuthor{Name: repeat(n)}}) }, 257, 256, ""},
	{"embed fields", func(n int) any {
		return embed(discord.Embed{Fields: times(n, discord.EmbedField{Name: "n", Value: "v"})})
	}, 26, 25, ""},
	{"embed field name", func(n int) any {
		return embed(discord.Embed{Fields: []discord.EmbedField{{Name: repeat(n), Value: "v"}}})
	}, 257, 256, ""},
	{"embed field value", func(n int) any {
		return embed(discord.Embed{Fields: []discord.EmbedField{{Name: "n", Value: repeat(n)}}})
	}, 1025, 1024, ""},
	{"all embeds", func(n int) any {
		return discord.Message{Embeds: []discord.Embed{{Description: repeat(4000)}, {Description: repeat(n - 4000)}}}
	}, 6001, 6000, documented},
	{"files", func(n int) any { return discord.Message{Files: times(n, file("a"))} }, 11, 10, ""},
	{"file name", func(n int) any { return discord.Message{Files: []discord.File{file(repeat(n))}} }, 1025, 1024, ""},
	{"file description", func(n int) any {
		f := file("a")
		f.Description = repeat(n)
		return discord.Message{Files: []discord.File{f}}
	}, 1025, 1024, ""},
	{"users that may be notified", func(n int) any {
		return discord.Message{Content: "c", AllowedMentions: &discord.AllowedMentions{Users: newGenerator(1, some).snowflakes(n)}}
	}, 101, 100, ""},
	{"poll question", func(n int) any {
		return discord.Message{Poll: &discord.Poll{Question: repeat(n), Answers: []discord.PollAnswer{{Text: "a"}}}}
	}, 301, 300, ""},
	{"poll answers", func(n int) any {
		return discord.Message{Poll: &discord.Poll{Question: "q", Answers: times(n, discord.PollAnswer{Text: "a"})}}
	}, 11, 10, ""},
	{"poll without answers", func(n int) any {
		return discord.Message{Poll: &discord.Poll{Question: "q", Answers: times(n, discord.PollAnswer{Text: "a"})}}
	}, 0, 1, ""},
	{"poll answer", func(n int) any {
		return discord.Message{Poll: &discord.Poll{Question: "q", Answers: []discord.PollAnswer{{Text: repeat(n)}}}}
	}, 56, 55, "the description has 300, as for a question"},
	{"poll hours", func(n int) any {
		return discord.Message{Poll: &discord.Poll{Question: "q", Answers: []discord.PollAnswer{{Text: "a"}}, Duration: time.Duration(n) * time.Hour}}
	}, 769, 768, ""},
	{"rows", func(n int) any {
		m := discord.Message{}
		for i := range n {
			m.Components = append(m.Components, discord.ActionRow{Components: []discord.RowComponent{discord.Button{Style: 1, Label: "l", CustomID: repeat(i + 1)}}})
		}
		return m
	}, 6, 5, "the description has the 40 of components V2"},
	{"components", func(n int) any {
		return discord.Message{Components: times[discord.MessageComponent](n, discord.TextDisplay{Content: "c"})}
	}, 41, 40, ""},
	{"components at all depths", func(n int) any {
		return atTop(discord.Container{Components: times[discord.ContainerComponent](n-1, discord.TextDisplay{Content: "c"})})
	}, 41, 40, "a schema cannot count over depths"},
	{"buttons of a row", func(n int) any {
		row := discord.ActionRow{}
		for i := range n {
			row.Components = append(row.Components, discord.Button{Style: 1, Label: "l", CustomID: repeat(i + 1)})
		}
		return atTop(row)
	}, 6, 5, ""},
	{"an empty row", func(n int) any {
		return atTop(discord.ActionRow{Components: times[discord.RowComponent](n, discord.Button{Style: 1, Label: "l", CustomID: "c"})})
	}, 0, 1, ""},
	{"button label", func(n int) any { return inRow(discord.Button{Style: 1, CustomID: "c", Label: repeat(n)}) }, 81, 80, ""},
	{"button URL", func(n int) any { return inRow(discord.Button{Style: 5, Label: "l", URL: url(n)}) }, 513, 512, ""},
	{"custom ID", func(n int) any { return inRow(discord.Button{Style: 1, Label: "l", CustomID: repeat(n)}) }, 101, 100, ""},
	{"select options", func(n int) any { return inRow(discord.StringSelect{CustomID: "c", Options: selectOptions(n)}) }, 26, 25, ""},
	{"select without options", func(n int) any { return inRow(discord.StringSelect{CustomID: "c", Options: selectOptions(n)}) }, 0, 1, ""},
	{"select option label", func(n int) any {
		return inRow(discord.StringSelect{CustomID: "c", Options: []discord.SelectOption{{Label: repeat(n), Value: "v"}}})
	}, 101, 100, ""},
	{"select option value", func(n int) any {
		return inRow(discord.StringSelect{CustomID: "c", Options: []discord.SelectOption{{Label: "l", Value: repeat(n)}}})
	}, 101, 100, ""},
	{"select placeholder", func(n int) any { return inRow(discord.UserSelect{CustomID: "c", Placeholder: repeat(n)}) }, 151, 150, ""},
	{"select maximum", func(n int) any { return inRow(discord.RoleSelect{CustomID: "c", MaxValues: n}) }, 26, 25, ""},
	{"select minimum", func(n int) any {
		return inRow(discord.MentionableSelect{CustomID: "c", MaxValues: 25, MinValues: &n})
	}, -1, 0, ""},
	{"section texts", func(n int) any {
		return atTop(discord.Section{Components: times[discord.SectionComponent](n, discord.TextDisplay{Content: "c"}),
			Accessory: discord.Thumbnail{Media: discord.Media{URL: url(30)}}})
	}, 4, 3, ""},
	{"text display", func(n int) any { return atTop(discord.TextDisplay{Content: repeat(n)}) }, 4001, 4000, ""},
	{"all text displays", func(n int) any {
		return discord.Message{Components: []discord.MessageComponent{discord.TextDisplay{Content: repeat(3000)}, discord.TextDisplay{Content: repeat(n - 3000)}}}
	}, 4001, 4000, "a schema cannot add up"},
	{"gallery items", func(n int) any {
		return atTop(discord.MediaGallery{Items: times(n, discord.MediaItem{Media: discord.Media{URL: url(30)}})})
	}, 11, 10, ""},
	{"gallery description", func(n int) any {
		return atTop(discord.MediaGallery{Items: []discord.MediaItem{{Media: discord.Media{URL: url(30)}, Description: repeat(n)}}})
	}, 1025, 1024, ""},
	{"accent colour", func(n int) any {
		return atTop(discord.Container{AccentColor: &n, Components: []discord.ContainerComponent{discord.TextDisplay{Content: "c"}}})
	}, 0x1000000, 0xFFFFFF, ""},
	{"separator", func(n int) any { return atTop(discord.Separator{Spacing: discord.Spacing(n)}) }, 3, 2, ""},
	{"component ID", func(n int) any { return atTop(discord.Separator{ID: n}) }, -1, 1, ""},
	{"modal title", func(n int) any {
		return discord.Modal{CustomID: "m", Title: repeat(n), Components: []discord.ModalComponent{discord.TextDisplay{Content: "c"}}}
	}, 46, 45, ""},
	{"modal custom ID", func(n int) any {
		return discord.Modal{CustomID: repeat(n), Title: "t", Components: []discord.ModalComponent{discord.TextDisplay{Content: "c"}}}
	}, 101, 100, ""},
	{"modal parts", func(n int) any {
		return discord.Modal{CustomID: "m", Title: "t", Components: times[discord.ModalComponent](n, discord.TextDisplay{Content: "c"})}
	}, 6, 5, "the description has 40"},
	{"an empty modal", func(n int) any {
		return discord.Modal{CustomID: "m", Title: "t", Components: append([]discord.ModalComponent{}, times[discord.ModalComponent](n, discord.TextDisplay{Content: "c"})...)}
	}, 0, 1, ""},
	{"label", func(n int) any {
		return discord.Modal{CustomID: "m", Title: "t", Components: []discord.ModalComponent{discord.Label{Label: repeat(n), Component: discord.Checkbox{CustomID: "c"}}}}
	}, 46, 45, ""},
	{"label description", func(n int) any {
		return discord.Modal{CustomID: "m", Title: "t", Components: []discord.ModalComponent{discord.Label{Label: "l", Description: repeat(n), Component: discord.Checkbox{CustomID: "c"}}}}
	}, 101, 100, ""},
	{"text input value", func(n int) any { return inLabel(discord.TextInput{CustomID: "c", Style: 2, Value: repeat(n)}) }, 4001, 4000, ""},
	{"text input length", func(n int) any { return inLabel(discord.TextInput{CustomID: "c", Style: 2, MaxLength: n}) }, 4001, 4000, ""},
	{"text input placeholder", func(n int) any {
		return inLabel(discord.TextInput{CustomID: "c", Style: 1, Placeholder: repeat(n)})
	}, 101, 100, ""},
	{"uploads", func(n int) any { return inLabel(discord.FileUpload{CustomID: "c", MaxValues: n}) }, 11, 10, ""},
	{"file types", func(n int) any {
		return inLabel(discord.FileUpload{CustomID: "c", FileTypes: times(n, ".a")})
	}, 11, 10, "the description does not know file types"},
	{"radio options", func(n int) any {
		return inLabel(discord.RadioGroup{CustomID: "c", Options: times(n, discord.RadioOption{Label: "l", Value: "v"})})
	}, 11, 10, ""},
	{"one radio option", func(n int) any {
		return inLabel(discord.RadioGroup{CustomID: "c", Options: times(n, discord.RadioOption{Label: "l", Value: "v"})})
	}, 1, 2, ""},
	{"checkboxes", func(n int) any {
		return inLabel(discord.CheckboxGroup{CustomID: "c", Options: times(n, discord.CheckboxOption{Label: "l", Value: "v"})})
	}, 11, 10, ""},
	{"choices", func(n int) any {
		return discord.Choices(times(n, discord.Choice{Name: "n", Value: discord.String("v")}))
	}, 26, 25, ""},
	{"choice name", func(n int) any { return discord.Choices{{Name: repeat(n), Value: discord.String("v")}} }, 101, 100, ""},
	{"choice value", func(n int) any { return discord.Choices{{Name: "n", Value: discord.String(repeat(n))}} }, 101, 100, "the description has 6000"},
	{"choice integer", func(n int) any { return discord.Choices{{Name: "n", Value: discord.Integer(n)}} }, 1 << 53, 1<<53 - 1,
		"an integer that is too large is still a number, which the description takes for another option's type"},
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

// TestLimits shows for each limit that we accept what is just within and refuse what is just beyond, and that the
// description says the same where it states the limit.
func TestLimits(t *testing.T) {
	d := discordDescription(t)
	for _, l := range limits {
		t.Run(l.name, func(t *testing.T) {
			for n, within := range map[int]bool{l.within: true, l.n: false} {
				pointer, body, err := encoded(t, l.beyond(n))
				if (err == nil) != within {
					t.Errorf("%d: our checks say %v", n, err)
				}
				err = d.accepts(t, pointer, body)
				if stated := l.unstated == ""; (err == nil) != (within || !stated) {
					t.Errorf("%d: the description says %v, unstated because %q", n, err, l.unstated)
				}
			}
		})
	}
}

// encoded returns the body of an answer or a command, checks or not, and what our checks say.
func encoded(t *testing.T, value any) (pointer string, body []byte, err error) {
	callback := func(kind discord.CallbackType, data any) []byte {
		return marshal(t, map[string]any{"type": kind, "data": data})
	}
	switch v := value.(type) {
	case discord.Message:
		_, err = discord.EncodeAnswer(command, v)
		return callbackRequest, callback(v.CallbackType(), v), err
	case discord.Modal:
		_, err = discord.EncodeAnswer(command, v)
		return callbackRequest, callback(v.CallbackType(), v), err
	case discord.Choices:
		_, err = discord.EncodeAnswer(autocomplete(0), v)
		return callbackRequest, callback(v.CallbackType(), map[string]any{"choices": []discord.Choice(v)}), err
	case discord.Command:
		return commandRequest, marshal(t, v), v.Check()
	}
	t.Fatalf("%T", value)
	return
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

package conformance

import (
	"github.com/hotaru-go/hotaru/discord"
)

func inRow(c discord.RowComponent) any {
	return discord.Message{Components: []discord.MessageComponent{discord.ActionRow{Components: []discord.RowComponent{c}}}}
}

func inLabel(c discord.LabelComponent) any {
	return discord.Modal{CustomID: "m", Title: "t", Components: []discord.ModalComponent{discord.Label{Label: "l", Component: c}}}
}

func atTop(c discord.MessageComponent) any {
	return discord.Message{Components: []discord.MessageComponent{c}}
}

func selectOptions(n int) []discord.SelectOption {
	options := make([]discord.SelectOption, n)
	for i := range options {
		options[i] = discord.SelectOption{Label: "l", Value: repeat(i + 1)}
	}
	return options
}

// componentLimits are those on components and modals, and on choices.
var componentLimits = []limit{
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
	{"choice number", func(n int) any { return discord.Choices{{Name: "n", Value: discord.Integer(n)}} }, 1<<53 + 2, 1 << 53, documented},
}

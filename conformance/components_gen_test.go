package conformance

import (
	"fmt"

	"github.com/hotaru-go/hotaru/discord"
)

// take counts components against what the message may hold, and reports whether there was room.
func (g *generator) take(n int) bool {
	if g.components < n {
		return false
	}
	g.components -= n
	return true
}

// display is a text display; a message has 4000 characters for all of them.
func (g *generator) display() discord.TextDisplay {
	high := max(1, g.characters/max(1, g.components+1))
	text := g.text(1, high)
	g.characters -= len([]rune(text))
	return discord.TextDisplay{ID: g.id(), Content: text}
}

func (g *generator) media() discord.Media { return discord.Media{URL: g.url(2048)} }

func (g *generator) thumbnail() discord.Thumbnail {
	return discord.Thumbnail{ID: g.id(), Media: g.media(), Description: g.optional(1024), Spoiler: g.maybe()}
}

// buttons are one of every style.
var buttonStyles = []discord.ButtonStyle{discord.ButtonPrimary, discord.ButtonSecondary, discord.ButtonSuccess,
	discord.ButtonDanger, discord.ButtonLink, discord.ButtonPremium}

func (g *generator) button(style discord.ButtonStyle) discord.Button {
	b := discord.Button{ID: g.id(), Style: style, Disabled: g.maybe()}
	switch style {
	case discord.ButtonPremium:
		b.SKUID = g.snowflake()
		return b
	case discord.ButtonLink:
		b.URL = g.url(512)
	default:
		b.CustomID = g.customID()
	}
	b.Label, b.Emoji = g.text(1, 80), g.emoji()
	return b
}

func (g *generator) anyButton() discord.Button {
	return g.button(buttonStyles[g.IntN(len(buttonStyles))])
}

// range of a select: how many values can be chosen. The minimum is zero only if the select is not
// required.
func (g *generator) choose(high int, modal bool) (low *int, top int, required *bool) {
	if !g.maybe() {
		return nil, 0, g.flag()
	}
	top = g.number(1, high)
	low = new(g.number(0, top))
	required = g.flag()
	if *low == 0 && modal {
		required = new(false)
	}
	return low, top, required
}

// defaults are as many as the range allows.
func (g *generator) defaults(low *int, top int, make ...func(discord.Snowflake) discord.DefaultValue) []discord.DefaultValue {
	if !g.maybe() {
		return nil
	}
	n := max(top, 1)
	if low != nil && *low == n {
		n = *low
	}
	return list(g, n, n, func() discord.DefaultValue { return make[g.IntN(len(make))](g.snowflake()) })
}

// selectOptions are at least as many as can be chosen.
func (g *generator) selectOptions(top int) []discord.SelectOption {
	return list(g, max(top, 1), 25, func() discord.SelectOption {
		g.serial++
		value := fmt.Sprintf("%d%s", g.serial, g.text(0, 90))
		return discord.SelectOption{Label: g.text(1, 100), Value: value, Description: g.optional(100), Emoji: g.emoji(), Default: g.maybe()}
	})
}

// input is a component that a person chooses in: in a message one of the five selects, in a modal
// one of all.
type input interface {
	discord.RowComponent
	discord.LabelComponent
}

func (g *generator) selectMenu(kind int, modal bool) input {
	low, top, required := g.choose(25, modal)
	id, name, hint, off := g.id(), g.customID(), g.optional(150), !modal && g.maybe()
	switch kind {
	case 0:
		return discord.StringSelect{ID: id, CustomID: name, Placeholder: hint, MinValues: low, MaxValues: top,
			Required: required, Disabled: off, Options: g.selectOptions(top)}
	case 1:
		return discord.UserSelect{ID: id, CustomID: name, Placeholder: hint, MinValues: low, MaxValues: top,
			Required: required, Disabled: off, DefaultValues: g.defaults(low, top, discord.DefaultUser)}
	case 2:
		return discord.RoleSelect{ID: id, CustomID: name, Placeholder: hint, MinValues: low, MaxValues: top,
			Required: required, Disabled: off, DefaultValues: g.defaults(low, top, discord.DefaultRole)}
	case 3:
		return discord.MentionableSelect{ID: id, CustomID: name, Placeholder: hint, MinValues: low, MaxValues: top,
			Required: required, Disabled: off, DefaultValues: g.defaults(low, top, discord.DefaultUser, discord.DefaultRole)}
	}
	var types []discord.ChannelType
	if g.maybe() {
		types = []discord.ChannelType{0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15}[:g.number(1, 12)]
	}
	return discord.ChannelSelect{ID: id, CustomID: name, Placeholder: hint, MinValues: low, MaxValues: top,
		Required: required, Disabled: off, ChannelTypes: types, DefaultValues: g.defaults(low, top, discord.DefaultChannel)}
}

func (g *generator) row() discord.ActionRow {
	row := discord.ActionRow{ID: g.id()}
	if g.IntN(2) == 0 {
		row.Components = []discord.RowComponent{g.selectMenu(g.IntN(5), false)}
		return row
	}
	row.Components = list(g, 1, 5, func() discord.RowComponent { return g.anyButton() })
	return row
}

func (g *generator) section() discord.Section {
	s := discord.Section{ID: g.id(), Accessory: g.thumbnail()}
	if g.IntN(2) == 0 {
		s.Accessory = g.anyButton()
	}
	s.Components = list(g, 1, 3, func() discord.SectionComponent { return g.display() })
	return s
}

func (g *generator) gallery() discord.MediaGallery {
	return discord.MediaGallery{ID: g.id(), Items: list(g, 1, 10, func() discord.MediaItem {
		return discord.MediaItem{Media: g.media(), Description: g.optional(1024), Spoiler: g.maybe()}
	})}
}

// content is a component of a message or a container; there is room for the largest.
func (g *generator) content(kind int) discord.ContainerComponent {
	switch kind {
	case 0:
		return g.row()
	case 1:
		return g.section()
	case 2:
		return g.display()
	case 3:
		return g.gallery()
	case 4:
		return discord.FileComponent{ID: g.id(), File: discord.Media{URL: discord.AttachmentURL("a.png")}, Spoiler: g.maybe()}
	}
	return discord.Separator{ID: g.id(), Divider: g.flag(), Spacing: discord.Spacing(g.number(0, 2))}
}

// largest is how many components the largest kind of content holds, including itself.
const largest = 6

func (g *generator) container() discord.Container {
	c := discord.Container{ID: g.id(), Spoiler: g.maybe()}
	if g.maybe() {
		c.AccentColor = new(g.number(0, 0xFFFFFF))
	}
	for i := range g.number(1, 4) {
		if i > 0 && !g.take(largest) {
			break
		}
		c.Components = append(c.Components, g.content(g.IntN(6)))
	}
	return c
}

// layout returns all components of a message with components V2.
func (g *generator) layout() discord.Components[discord.MessageComponent] {
	var all discord.Components[discord.MessageComponent]
	for i := 0; i < g.number(1, 40) && g.take(largest); i++ {
		if kind := g.IntN(8); kind >= 6 && g.take(1) {
			all = append(all, g.container())
		} else {
			all = append(all, g.content(kind%6).(discord.MessageComponent))
		}
	}
	return all
}

// modalInput is one of the ten components that a label may hold.
func (g *generator) modalInput(kind int) discord.LabelComponent {
	switch kind {
	case 5:
		top := 0
		if g.maybe() {
			top = g.number(1, 4000)
		}
		return discord.TextInput{ID: g.id(), CustomID: g.customID(), Style: discord.TextInputStyle(g.number(1, 2)),
			MinLength: g.number(0, top), MaxLength: top, Required: g.flag(), Value: g.optional(max(top, 1)), Placeholder: g.optional(100)}
	case 6:
		low, top, required := g.choose(10, true)
		var types []string
		if g.maybe() {
			types = []string{"image", "video", "audio", ".pdf", ".a", ".b", ".c", ".d", ".e", ".f"}[:g.number(1, 10)]
		}
		return discord.FileUpload{ID: g.id(), CustomID: g.customID(), MinValues: low, MaxValues: top, Required: required, FileTypes: types}
	case 7:
		return discord.RadioGroup{ID: g.id(), CustomID: g.customID(), Required: g.flag(), Options: list(g, 2, 10, func() discord.RadioOption {
			g.serial++
			return discord.RadioOption{Label: g.text(1, 100), Value: fmt.Sprintf("%d%s", g.serial, g.text(0, 90)), Description: g.optional(100)}
		})}
	case 8:
		options := list(g, 1, 10, func() discord.CheckboxOption {
			g.serial++
			return discord.CheckboxOption{Label: g.text(1, 100), Value: fmt.Sprintf("%d%s", g.serial, g.text(0, 90)), Description: g.optional(100), Default: g.maybe()}
		})
		low, top, required := g.choose(len(options), true)
		return discord.CheckboxGroup{ID: g.id(), CustomID: g.customID(), Options: options, MinValues: low, MaxValues: top, Required: required}
	case 9:
		return discord.Checkbox{ID: g.id(), CustomID: g.customID(), Default: g.maybe()}
	}
	return g.selectMenu(kind, true)
}

// modalInputs is how many kinds there are.
const modalInputs = 10

func (g *generator) modalPart(kind int) discord.ModalComponent {
	if kind >= modalInputs {
		return g.display()
	}
	return discord.Label{ID: g.id(), Label: g.text(1, 45), Description: g.optional(100), Component: g.modalInput(kind)}
}

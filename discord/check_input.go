package discord

import (
	"slices"
	"strings"
)

// The limits on inputs.
//
// See https://docs.discord.com/developers/components/reference.
const (
	maxSelect           = 25
	maxSelectText       = 100
	maxPlaceholder      = 150
	maxInputText        = 4000
	maxInputPlaceholder = 100
	maxUploads          = 10
	maxFileTypes        = 10
	maxGroup            = 10
	minRadio            = 2
)

// input checks a select or an input of a modal, and reports whether the component is one.
func (c *checker) input(component Component, p *parts) bool {
	switch x := component.(type) {
	case StringSelect:
		c.identify(x.ID, p)
		c.menu(&menu{x.CustomID, x.Placeholder, x.MinValues, x.MaxValues, x.Required, x.Disabled, x.Values != nil}, p)
		c.count("options", len(x.Options), 1, maxSelect)
		for i := range x.Options {
			o := &x.Options[i]
			c.inAt("options", i)
			c.option(o.Label, o.Value, o.Description)
			c.emoji(o.Emoji)
			c.absent("value", repeats(x.Options[:i], o.Value), "another option has it")
			c.out()
		}
	case UserSelect:
		c.identify(x.ID, p)
		m := menu{x.CustomID, x.Placeholder, x.MinValues, x.MaxValues, x.Required, x.Disabled, x.Values != nil}
		c.menu(&m, p)
		c.defaults(x.DefaultValues, &m, DefaultValueUser, "")
	case RoleSelect:
		c.identify(x.ID, p)
		m := menu{x.CustomID, x.Placeholder, x.MinValues, x.MaxValues, x.Required, x.Disabled, x.Values != nil}
		c.menu(&m, p)
		c.defaults(x.DefaultValues, &m, DefaultValueRole, "")
	case MentionableSelect:
		c.identify(x.ID, p)
		m := menu{x.CustomID, x.Placeholder, x.MinValues, x.MaxValues, x.Required, x.Disabled, x.Values != nil}
		c.menu(&m, p)
		c.defaults(x.DefaultValues, &m, DefaultValueUser, DefaultValueRole)
	case ChannelSelect:
		c.identify(x.ID, p)
		m := menu{x.CustomID, x.Placeholder, x.MinValues, x.MaxValues, x.Required, x.Disabled, x.Values != nil}
		c.menu(&m, p)
		c.defaults(x.DefaultValues, &m, DefaultValueChannel, "")
		c.channelTypes(x.ChannelTypes)
	case TextInput:
		c.identify(x.ID, p)
		c.textInput(&x, p)
	case FileUpload:
		c.identify(x.ID, p)
		c.customID(x.CustomID, p)
		c.chosen(x.MinValues, x.MaxValues, 1, maxUploads, required(x.Required))
		c.fileTypes(x.FileTypes)
		c.absent("values", x.Values != nil, received)
	case RadioGroup:
		c.identify(x.ID, p)
		c.customID(x.CustomID, p)
		c.count("options", len(x.Options), minRadio, maxGroup)
		for i := range x.Options {
			c.inAt("options", i)
			c.option(x.Options[i].Label, x.Options[i].Value, x.Options[i].Description)
			c.out()
		}
		c.absent("value", x.Value != "", received)
	case CheckboxGroup:
		c.identify(x.ID, p)
		c.customID(x.CustomID, p)
		c.count("options", len(x.Options), 1, maxGroup)
		for i := range x.Options {
			c.inAt("options", i)
			c.option(x.Options[i].Label, x.Options[i].Value, x.Options[i].Description)
			c.out()
		}
		c.chosen(x.MinValues, x.MaxValues, len(x.Options), maxGroup, required(x.Required))
		c.absent("values", x.Values != nil, received)
	case Checkbox:
		c.identify(x.ID, p)
		c.customID(x.CustomID, p)
		c.absent("value", x.Value, received)
	default:
		return false
	}
	return true
}

func repeats(options []SelectOption, value string) bool {
	for i := range options {
		if options[i].Value == value {
			return true
		}
	}
	return false
}

// received is why a value that a person has chosen cannot be sent.
const received = "what a person chose is received and never sent"

// menu is what all selects have in common.
type menu struct {
	customID, placeholder string
	min                   *int
	max                   int
	required              *bool
	disabled, values      bool
}

func (c *checker) menu(m *menu, p *parts) {
	c.customID(m.customID, p)
	c.text("placeholder", m.placeholder, 0, maxPlaceholder)
	c.chosen(m.min, m.max, 1, maxSelect, p.modal && required(m.required))
	c.absent("disabled", m.disabled && p.modal, "a modal cannot have a disabled select")
	c.absent("values", m.values, received)
}

// required is whether an input of a modal must be filled in.
func required(set *bool) bool { return set == nil || *set }

// chosen checks how many values have to be chosen (nil is 1) and can be (zero is most).
func (c *checker) chosen(least *int, most, unset, limit int, required bool) {
	c.number("max_values", most, 0, limit)
	if least == nil {
		return
	}
	c.number("min_values", *least, 0, limit)
	c.absent("min_values", *least == 0 && required, "0, at least 1 unless Required is false")
	if most == 0 {
		most = unset
	}
	if *least > most {
		c.refuse("min_values", "%d, at most %d, which is max_values", *least, most)
	}
}

func (c *checker) defaults(values []DefaultValue, m *menu, kind, other DefaultValueType) {
	if len(values) == 0 {
		return
	}
	least, most := 1, max(m.max, 1)
	if m.min != nil {
		least = *m.min
	}
	c.count("default_values", len(values), least, most)
	for i := range values {
		if t := values[i].Type; t != kind && (t != other || other == "") {
			c.inAt("default_values", i)
			c.refuse("type", "does not fit this select")
			c.out()
		}
	}
}

func (c *checker) option(label, value, description string) {
	c.text("label", label, 1, maxSelectText)
	c.text("value", value, 1, maxSelectText)
	c.text("description", description, 0, maxSelectText)
}

func (c *checker) textInput(x *TextInput, p *parts) {
	c.customID(x.CustomID, p)
	c.number("style", int(x.Style), int(TextInputShort), int(TextInputParagraph))
	c.number("min_length", x.MinLength, 0, maxInputText)
	c.number("max_length", x.MaxLength, 0, maxInputText)
	if x.MaxLength > 0 && x.MinLength > x.MaxLength {
		c.refuse("min_length", "%d, at most %d, which is max_length", x.MinLength, x.MaxLength)
	}
	c.text("value", x.Value, 0, maxInputText)
	c.text("placeholder", x.Placeholder, 0, maxInputPlaceholder)
}

// channelTypes checks what a channel select or a channel option offers.
func (c *checker) channelTypes(types []ChannelType) {
	for i, t := range types {
		c.inAt("channel_types", i)
		c.absent("", slices.Contains(types[:i], t), "is there twice")
		c.out()
	}
}

// fileTypes checks what a file upload or an attachment option accepts.
func (c *checker) fileTypes(types []string) {
	c.count("file_types", len(types), 0, maxFileTypes)
	for i, t := range types {
		c.inAt("file_types", i)
		c.absent("", !isFileType(t), "is neither image, video nor audio, nor an ending like .pdf")
		c.out()
	}
}

func isFileType(t string) bool {
	return t == "image" || t == "video" || t == "audio" || len(t) > 1 && strings.HasPrefix(t, ".")
}

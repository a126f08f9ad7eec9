package discord

import (
	"slices"
	"strings"
)

// The limits on lists that both components and the options of commands have.
const maxFileTypes = 10

// received is the problem text for a value that users choose and apps cannot send.
const received = "users set this, and apps cannot send it"

// selection holds the fields of a select that depend on each other.
type selection struct {
	least    *int
	most     int
	required *bool
	disabled bool
}

func (c *checker) selection(s selection, p *parts) {
	c.chosen(s.least, s.most, 1, p.modal && isRequired(s.required))
	c.absent("disabled", s.disabled && p.modal, "a modal cannot have a disabled select")
}

func (s *StringSelect) rules(c *checker, p *parts) {
	c.selection(selection{s.MinValues, s.MaxValues, s.Required, s.Disabled}, p)
	least := s.MaxValues
	if s.MinValues != nil {
		least = max(least, *s.MinValues)
	}
	if n := len(s.Options); n > 0 && n < least {
		c.refuse("options", "%d elements, at least %d: the larger of min_values and max_values", n, least)
	}
	for i := range s.Options {
		if repeats(s.Options[:i], s.Options[i].Value) {
			c.inAt("options", i)
			c.refuse("value", "another option has it")
			c.out()
		}
	}
}

func repeats(options []SelectOption, value string) bool {
	for i := range options {
		if options[i].Value == value {
			return true
		}
	}
	return false
}

func (s *UserSelect) rules(c *checker, p *parts) {
	of := selection{s.MinValues, s.MaxValues, s.Required, s.Disabled}
	c.selection(of, p)
	c.defaults(s.DefaultValues, of, DefaultValueUser)
}

func (s *RoleSelect) rules(c *checker, p *parts) {
	of := selection{s.MinValues, s.MaxValues, s.Required, s.Disabled}
	c.selection(of, p)
	c.defaults(s.DefaultValues, of, DefaultValueRole)
}

func (s *MentionableSelect) rules(c *checker, p *parts) {
	of := selection{s.MinValues, s.MaxValues, s.Required, s.Disabled}
	c.selection(of, p)
	c.defaults(s.DefaultValues, of, DefaultValueUser, DefaultValueRole)
}

func (s *ChannelSelect) rules(c *checker, p *parts) {
	of := selection{s.MinValues, s.MaxValues, s.Required, s.Disabled}
	c.selection(of, p)
	c.defaults(s.DefaultValues, of, DefaultValueChannel)
}

func (f *FileUpload) rules(c *checker, _ *parts) {
	c.chosen(f.MinValues, f.MaxValues, 1, isRequired(f.Required))
}

func (g *CheckboxGroup) rules(c *checker, _ *parts) {
	c.chosen(g.MinValues, g.MaxValues, len(g.Options), isRequired(g.Required))
}

func (t *TextInput) rules(c *checker, _ *parts) {
	if t.MaxLength > 0 && t.MinLength > t.MaxLength {
		c.refuse("min_length", "%d, at most %d, which is max_length", t.MinLength, t.MaxLength)
	}
}

// isRequired reports whether an input of a modal must be filled in. Nil means true.
func isRequired(set *bool) bool { return set == nil || *set }

// chosen checks how many values have to be chosen against how many can be chosen. unset is the
// meaning of a most of zero.
func (c *checker) chosen(least *int, most, unset int, required bool) {
	if least == nil {
		return
	}
	c.absent("min_values", *least == 0 && required, "0, at least 1 unless Required is false")
	if most == 0 {
		most = unset
	}
	if *least > most {
		c.refuse("min_values", "%d, at most %d, which is max_values", *least, most)
	}
}

// defaults checks the values that a select shows as chosen. Only some types are allowed.
func (c *checker) defaults(values []DefaultValue, s selection, types ...DefaultValueType) {
	if len(values) == 0 {
		return
	}
	least, most := 1, max(s.most, 1)
	if s.least != nil {
		least = *s.least
	}
	c.count("default_values", len(values), least, most)
	for i := range values {
		if !slices.Contains(types, values[i].Type) {
			c.inAt("default_values", i)
			c.refuse("type", "does not fit this select")
			c.out()
		}
	}
}

// channelTypes checks what a channel select or a channel option offers.
func (c *checker) channelTypes(types []ChannelType) {
	for i, t := range types {
		c.inAt("channel_types", i)
		c.absent("", slices.Contains(types[:i], t), "appears twice")
		c.out()
	}
}

// fileTypes checks what a file upload or an attachment option accepts.
func (c *checker) fileTypes(types []string) {
	c.count("file_types", len(types), 0, maxFileTypes)
	for i, t := range types {
		c.inAt("file_types", i)
		c.absent("", !isFileType(t), "is neither image, video nor audio, nor an extension like .pdf")
		c.out()
	}
}

func isFileType(t string) bool {
	return t == "image" || t == "video" || t == "audio" || len(t) > 1 && strings.HasPrefix(t, ".")
}

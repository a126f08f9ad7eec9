package discordtest

import (
	"math"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// defaultsOf maps the type of a select to the kinds of default values that it can show.
var defaultsOf = map[discord.ComponentType][]any{
	discord.ComponentUserSelect:        {"user"},
	discord.ComponentRoleSelect:        {"role"},
	discord.ComponentMentionableSelect: {"user", "role"},
	discord.ComponentChannelSelect:     {"channel"},
}

// input checks a component in which a person writes or chooses.
func (all *composition) input(kind discord.ComponentType, c ruler) {
	switch kind {
	case discord.ComponentStringSelect:
		all.choice(c, 25, 1)
		c.selectOptions()
	case discord.ComponentUserSelect, discord.ComponentRoleSelect, discord.ComponentMentionableSelect, discord.ComponentChannelSelect:
		all.choice(c, 25, 1)
		c.defaults(defaultsOf[kind])
		c.numbers("channel_types", 0, math.MaxInt32)
	case discord.ComponentTextInput:
		all.customID(c)
		if !c.given("style") {
			c.needs("style")
		}
		c.whole("style", 1, 2)
		c.lengths(4000)
		c.optional("value", 0, 4000)
		c.optional("placeholder", 0, 100)
		c.optional("label", 1, 45)
	case discord.ComponentFileUpload:
		all.choice(c, 10, 1)
		c.fileTypes()
	case discord.ComponentRadioGroup:
		all.customID(c)
		for _, option := range c.list("options", 2, 10) {
			option.option()
		}
	case discord.ComponentCheckboxGroup:
		options := c.list("options", 1, 10)
		all.choice(c, 10, len(options))
		for _, option := range options {
			option.option()
		}
	case discord.ComponentCheckbox:
		all.customID(c)
	}
}

// choice checks how many values can be chosen. most is the maximum if max_values is missing.
func (all *composition) choice(c ruler, limit, most int) {
	all.customID(c)
	c.optional("placeholder", 0, 150)
	least, least0 := c.whole("min_values", 0, limit)
	if n, ok := c.whole("max_values", 1, limit); ok {
		most = n
	}
	switch {
	case !least0:
	case all.modal && least == 0 && c.o["required"] != false:
		c.refuse("min_values", "COMPONENT_MIN_VALUES_REQUIRED", "Must be at least 1 if the component is required.")
	case least > most:
		c.refuse("min_values", "COMPONENT_MIN_VALUES_TOO_LARGE", "Must be at most max_values, which is %d.", most)
	}
	if all.modal {
		c.none("disabled")
	}
}

// selectOptions checks the options of a string select. There must be at least as many as can be
// chosen.
//
// See https://github.com/Rapptz/discord.py/issues/6984.
func (r ruler) selectOptions() {
	options := r.list("options", 1, 25)
	values := map[any]bool{}
	for _, o := range options {
		o.option()
		o.emoji()
		if values[o.o["value"]] {
			o.refuse("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		values[o.o["value"]] = true
	}
	if least := int(max(numberOf(r.o["min_values"]), numberOf(r.o["max_values"]))); len(options) > 0 && len(options) < least {
		r.refuse("options", "BASE_TYPE_BAD_LENGTH", "Must be between %d and 25 in length.", least)
	}
}

func (r ruler) option() {
	r.text("label", 1, 100)
	r.text("value", 1, 100)
	r.optional("description", 0, 100)
}

// defaults requires a number of default values that can be chosen, of kinds that the select offers.
func (r ruler) defaults(kinds []any) {
	if !r.has("default_values") {
		return
	}
	least, most := 1, max(1, int(numberOf(r.o["max_values"])))
	if r.given("min_values") {
		least = int(numberOf(r.o["min_values"]))
	}
	for _, value := range r.list("default_values", least, most) {
		if !slices.Contains(kinds, value.o["type"]) {
			value.refuse("type", "BASE_TYPE_CHOICES", "Value must be one of %v.", kinds)
		}
	}
}

// lengths checks that the minimum and the maximum length of a text fit together.
func (r ruler) lengths(limit int) {
	least, _ := r.whole("min_length", 0, limit)
	if most, ok := r.whole("max_length", 1, limit); ok && most > 0 && least > most {
		r.refuse("min_length", "BASE_TYPE_BAD_VALUE", "Must be at most max_length, which is %d.", most)
	}
}

// fileTypes checks file type filters.
//
// See https://docs.discord.com/developers/reference#file-type-filtering.
func (r ruler) fileTypes() {
	types, _ := r.o["file_types"].([]any)
	if len(types) > 10 {
		r.refuse("file_types", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.")
	}
	for n, one := range types {
		text, _ := one.(string)
		extension, dotted := strings.CutPrefix(text, ".")
		if !slices.Contains([]string{"image", "video", "audio"}, text) && (!dotted || extension == "") {
			r.refuse(indexPath("file_types", n), "BASE_TYPE_CHOICES", "Must be a group of file types, or an extension that begins with a dot.")
		}
	}
}

package discordtest

import (
	"encoding/json"
	"math"

	"github.com/hotaru-go/hotaru/discord"
)

// options checks the options at a level: 0 is the command, 1 a group, 2 a subcommand.
//
// See
// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure.
func (r ruler) options(level int) {
	list := r.list("options", 0, 25)
	optional := false
	names := map[any]bool{}
	for n, o := range list {
		if names[o.o["name"]] {
			o.refuse("name", "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique")
		}
		names[o.o["name"]] = true
		o.differs(list, n)
		if o.has("required") && optional {
			o.refuse("required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options")
		}
		optional = optional || !o.has("required")
		if level == 0 && o.holds() != list[0].holds() {
			o.refuse("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types")
		}
		o.commandOption(level)
	}
}

// differs refuses a localized name that is the default name of another option, or the name of an
// earlier option in the same locale.
//
// See https://docs.discord.com/developers/interactions/application-commands#localization.
func (r ruler) differs(list []ruler, n int) {
	texts := r.in("name_localizations")
	for _, locale := range keysOf(r.o["name_localizations"]) {
		for m, other := range list {
			name := texts.o[locale]
			if m != n && name == other.o["name"] || m < n && name == other.in("name_localizations").o[locale] {
				texts.refuse(locale, "APPLICATION_COMMAND_OPTIONS_NAME_NOT_UNIQUE", "Option names must be unique")
				break
			}
		}
	}
}

// holds reports whether an option is a subcommand or a group, not a parameter.
func (r ruler) holds() bool {
	kind := discord.OptionType(numberOf(r.o["type"]))
	return kind == discord.OptionSubcommand || kind == discord.OptionSubcommandGroup
}

func (r ruler) commandOption(level int) {
	kind := discord.OptionType(numberOf(r.o["type"]))
	if kind < discord.OptionSubcommand || kind > discord.OptionAttachment {
		r.refuse("type", "BASE_TYPE_CHOICES", "Value must be one of (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).")
		return
	}
	r.name(true)
	r.description(1)
	switch {
	case level == 1 && kind != discord.OptionSubcommand, level == 2 && r.holds():
		r.refuse("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "This type of option cannot be nested here")
	case kind == discord.OptionSubcommand:
		r.options(2)
	case kind == discord.OptionSubcommandGroup:
		r.options(1)
	default:
		r.none("options")
	}
	if r.holds() {
		r.none("required")
	}
	text, whole := kind == discord.OptionString, kind == discord.OptionInteger
	chosen := text || whole || kind == discord.OptionNumber
	for key, fits := range map[string]bool{
		"choices": chosen, "autocomplete": chosen, "min_value": chosen && !text, "max_value": chosen && !text,
		"min_length": text, "max_length": text,
		"channel_types": kind == discord.OptionChannel, "file_types": kind == discord.OptionAttachment,
	} {
		if !fits && (r.has(key) || r.o[key] == json.Number("0")) {
			r.refuse(key, "APPLICATION_COMMAND_OPTIONS_FIELD_INVALID", "This type of option cannot have %s", key)
		}
	}
	if chosen {
		r.choices(kind)
		if r.has("autocomplete") && r.has("choices") {
			r.refuse("autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "Autocomplete cannot be set with choices")
		}
	}
	if chosen && !text {
		r.bound("min_value", whole)
		r.bound("max_value", whole)
		if r.given("min_value") && r.given("max_value") && numberOf(r.o["min_value"]) > numberOf(r.o["max_value"]) {
			r.refuse("min_value", "APPLICATION_COMMAND_OPTIONS_MIN_VALUE_INVALID", "min_value must be at most max_value")
		}
	}
	r.lengths(6000)
	r.numbers("channel_types", 0, math.MaxInt32)
	r.fileTypes()
}

func (r ruler) choices(kind discord.OptionType) {
	for _, c := range r.list("choices", 0, 25) {
		c.text("name", 1, 100)
		c.localized("name_localizations", 100, false)
		c.choiceValue(kind)
	}
}

// choiceValue refuses a value that does not fit an option. Type zero means that the option is
// unknown.
func (r ruler) choiceValue(kind discord.OptionType) {
	switch r.o["value"].(type) {
	case string:
		if r.text("value", 0, 100); kind != discord.OptionString && kind != 0 {
			r.refuse("value", "NUMBER_TYPE_COERCE", "Value is not a number.")
		}
	case json.Number:
		if kind == discord.OptionString {
			r.refuse("value", "BASE_TYPE_BAD_TYPE", "Could not interpret the value as string.")
		}
		r.bound("value", kind == discord.OptionInteger)
	default:
		r.refuse("value", "BASE_TYPE_REQUIRED", "This field is required")
	}
}

// bound refuses a number that JavaScript cannot represent exactly.
func (r ruler) bound(key string, whole bool) {
	most := int64(1 << 53)
	if whole {
		most--
	}
	text, ok := r.o[key].(json.Number)
	n, inexact := text.Int64()
	f := numberOf(text)
	switch {
	case !r.given(key):
	case !ok || whole && f != math.Trunc(f):
		r.refuse(key, "NUMBER_TYPE_COERCE", "Value is not int.")
	case f < -float64(most), f > float64(most), inexact == nil && (n < -most || n > most):
		r.refuse(key, "NUMBER_TYPE_MAX", "Value must be between %d and %d.", -most, most)
	}
}

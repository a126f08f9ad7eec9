package discord

import (
	"fmt"
	"math"
	"slices"
)

// Discord's limits on options.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure.
const (
	maxOptionLength  = 6000
	maxOptionChoices = 25
	maxChoiceText    = 100
	maxFileTypes     = 10
	maxNumber        = 1 << 53
)

// optionLevel is where a list of options stands.
type optionLevel int

const (
	topLevel   optionLevel = iota // of the command: parameters, or subcommands and groups
	groupLevel                    // of a group: subcommands
	valueLevel                    // of a subcommand: parameters
)

// options checks a list of options; path is that of what holds them, empty or with a dot at the end.
func (k *commandChecker) options(path string, options []CommandOption, level optionLevel) {
	if n := len(options); n > maxCommandOptions {
		k.refuse(path+"options", "%d options, at most %d", n, maxCommandOptions)
	}
	optional := false
	for i := range options {
		o, at := &options[i], fmt.Sprintf("%soptions[%d]", path, i)
		if slices.ContainsFunc(options[:i], func(other CommandOption) bool { return other.Name == o.Name }) {
			k.refuse(at+".name", "an option before it has the same name")
		}
		if optional && o.Required {
			k.refuse(at+".required", "required options come before optional ones")
		}
		optional = optional || !o.Required
		if level == topLevel && o.holdsOptions() != options[0].holdsOptions() {
			k.refuse(at+".type", "subcommands and groups do not stand beside parameters")
		}
		k.place(at, o, level)
		k.option(at+".", o)
	}
}

// holdsOptions tells subcommands and groups from parameters.
func (o *CommandOption) holdsOptions() bool {
	return o.Type == OptionSubcommand || o.Type == OptionSubcommandGroup
}

func (k *commandChecker) place(at string, o *CommandOption, level optionLevel) {
	switch {
	case level == groupLevel && o.Type != OptionSubcommand:
		k.refuse(at+".type", "a group holds subcommands alone")
	case level == valueLevel && o.holdsOptions():
		k.refuse(at+".type", "a subcommand holds parameters alone")
	}
}

func (k *commandChecker) option(path string, o *CommandOption) {
	if o.Type < OptionSubcommand || o.Type > OptionAttachment {
		k.refuse(path+"type", "%d is no type of option", o.Type)
		return
	}
	k.names(path, o.Name, o.NameLocalizations, true)
	k.descriptions(path, o.Description, o.DescriptionLocalizations, 1)
	k.only(path+"options", o.Options != nil && !o.holdsOptions(), "subcommands and groups")
	k.only(path+"required", o.Required && o.holdsOptions(), "options with a value")
	switch o.Type {
	case OptionSubcommand:
		k.options(path, o.Options, valueLevel)
	case OptionSubcommandGroup:
		k.options(path, o.Options, groupLevel)
	}
	numeric := o.Type == OptionInteger || o.Type == OptionNumber
	typed := numeric || o.Type == OptionString
	k.only(path+"choices", o.Choices != nil && !typed, "string, integer and number options")
	k.only(path+"autocomplete", o.Autocomplete && !typed, "string, integer and number options")
	k.only(path+"min_value", o.MinValue != nil && !numeric, "integer and number options")
	k.only(path+"max_value", o.MaxValue != nil && !numeric, "integer and number options")
	k.only(path+"min_length", o.MinLength != 0 && o.Type != OptionString, "string options")
	k.only(path+"max_length", o.MaxLength != 0 && o.Type != OptionString, "string options")
	k.only(path+"channel_types", o.ChannelTypes != nil && o.Type != OptionChannel, "channel options")
	k.only(path+"file_types", o.FileTypes != nil && o.Type != OptionAttachment, "attachment options")
	if o.Autocomplete && len(o.Choices) > 0 {
		k.refuse(path+"autocomplete", "not beside choices")
	}
	if typed {
		k.choices(path, o)
	}
	if numeric {
		k.bounds(path, o)
	}
	k.lengths(path, o)
	for i, t := range o.ChannelTypes {
		if slices.Contains(o.ChannelTypes[:i], t) {
			k.refuse(fmt.Sprintf("%schannel_types[%d]", path, i), "%d is there twice", t)
		}
	}
	k.fileTypes(path+"file_types", o.FileTypes)
}

func (k *commandChecker) bounds(path string, o *CommandOption) {
	if o.MinValue != nil {
		k.number(path+"min_value", *o.MinValue, o.Type == OptionInteger)
	}
	if o.MaxValue != nil {
		k.number(path+"max_value", *o.MaxValue, o.Type == OptionInteger)
	}
	if o.MinValue != nil && o.MaxValue != nil && *o.MinValue > *o.MaxValue {
		k.refuse(path+"min_value", "more than max_value")
	}
}

// number checks a number, which for an integer option is whole.
func (k *commandChecker) number(path string, n float64, whole bool) {
	switch {
	case math.IsNaN(n) || math.IsInf(n, 0):
		k.refuse(path, "is not a finite number")
	case whole && n != math.Trunc(n):
		k.refuse(path, "%v is not whole", n)
	case whole && (n < MinInteger || n > MaxInteger):
		k.refuse(path, "%v, -2^53+1 to 2^53-1 is allowed", n)
	case n < -maxNumber || n > maxNumber:
		k.refuse(path, "%v, -2^53 to 2^53 is allowed", n)
	}
}

func (k *commandChecker) lengths(path string, o *CommandOption) {
	if o.MinLength < 0 || o.MinLength > maxOptionLength {
		k.refuse(path+"min_length", "%d, 0 to %d is allowed", o.MinLength, maxOptionLength)
	}
	if o.MaxLength < 0 || o.MaxLength > maxOptionLength {
		k.refuse(path+"max_length", "%d, 1 to %d is allowed", o.MaxLength, maxOptionLength)
	}
	if o.MaxLength != 0 && o.MinLength > o.MaxLength {
		k.refuse(path+"min_length", "%d, more than max_length, which is %d", o.MinLength, o.MaxLength)
	}
}

func (k *commandChecker) choices(path string, o *CommandOption) {
	if n := len(o.Choices); n > maxOptionChoices {
		k.refuse(path+"choices", "%d choices, at most %d", n, maxOptionChoices)
	}
	for i := range o.Choices {
		c, at := &o.Choices[i], fmt.Sprintf("%schoices[%d].", path, i)
		k.length(at+"name", c.Name, 1, maxChoiceText)
		for _, locale := range sortedKeys(c.NameLocalizations) {
			k.locale(at+"name_localizations", locale)
			k.length(at+"name_localizations."+string(locale), c.NameLocalizations[locale], 1, maxChoiceText)
		}
		k.choiceValue(at+"value", c.Value, o.Type)
	}
}

func (k *commandChecker) choiceValue(path string, value ChoiceValue, kind OptionType) {
	fits := false
	switch v := value.(type) {
	case String:
		if fits = kind == OptionString; fits {
			k.length(path, string(v), 0, maxChoiceText)
		}
	case Integer:
		// A number's choice may be written as an integer: in JSON there is no difference.
		if fits = kind == OptionInteger || kind == OptionNumber; fits {
			k.number(path, float64(v), kind == OptionInteger)
		}
	case Number:
		if fits = kind == OptionInteger || kind == OptionNumber; fits {
			k.number(path, float64(v), kind == OptionInteger)
		}
	}
	if !fits {
		k.refuse(path, "does not fit the option's type")
	}
}

func (k *commandChecker) fileTypes(path string, types []string) {
	if n := len(types); n > maxFileTypes {
		k.refuse(path, "%d file types, at most %d", n, maxFileTypes)
	}
	for i, t := range types {
		if !isFileType(t) {
			k.refuse(fmt.Sprintf("%s[%d]", path, i), `neither "image", "video", "audio" nor an extension like ".pdf"`)
		}
	}
}

package discord

import "slices"

// maxOptionLength is the largest minimum and maximum length of a string option.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure.
const maxOptionLength = 6000

// optionLevel is the level of a list of options.
type optionLevel int

const (
	topLevel   optionLevel = iota // of the command: parameters, or subcommands and groups
	groupLevel                    // of a group: subcommands
	valueLevel                    // of a subcommand: parameters
)

// declaredOptions checks a list of options.
func (c *checker) declaredOptions(options []CommandOption, level optionLevel) {
	c.count("options", len(options), 0, maxCommandOptions)
	optional := false
	for i := range options {
		o := &options[i]
		c.inAt("options", i)
		sameName := slices.ContainsFunc(options[:i], func(other CommandOption) bool { return other.Name == o.Name })
		c.absent("name", sameName, "an earlier option has the same name")
		c.localizedNames(options, i)
		c.absent("required", optional && o.Required, "required options come before optional ones")
		optional = optional || !o.Required
		if level == topLevel && o.holdsOptions() != options[0].holdsOptions() {
			c.refuse("type", "subcommands and groups cannot be mixed with parameters")
		}
		c.declaredOption(o, level)
		c.out()
	}
}

// localizedNames checks that the localized names of an option differ from the default names of the
// other options, and from the names that earlier options have in the same locale.
//
// See https://docs.discord.com/developers/interactions/application-commands#localization.
func (c *checker) localizedNames(options []CommandOption, i int) {
	before := len(c.violations)
	c.in("name_localizations")
	for locale, name := range options[i].NameLocalizations {
		for j := range options {
			other := &options[j]
			if j != i && name != "" && (other.Name == name || j < i && other.NameLocalizations[locale] == name) {
				c.refuse(string(locale), "the option at [%d] has the same name", j)
				break
			}
		}
	}
	c.out()
	c.sort(before)
}

// holdsOptions reports whether the option is a subcommand or a group, and not a parameter.
func (o *CommandOption) holdsOptions() bool {
	return o.Type == OptionSubcommand || o.Type == OptionSubcommandGroup
}

func (c *checker) declaredOption(o *CommandOption, level optionLevel) {
	if o.Type < OptionSubcommand || o.Type > OptionAttachment {
		c.refuse("type", "%d is not a type of option", o.Type)
		return
	}
	c.declaredName(o.Name, o.NameLocalizations, true)
	c.describe(o.Description, o.DescriptionLocalizations, 1)
	c.held(o, level)
	c.absent("required", o.Required && o.holdsOptions(), "only options with a value have it")
	numeric := o.Type == OptionInteger || o.Type == OptionNumber
	chosen := numeric || o.Type == OptionString
	const (
		ofChosen  = "only string, integer and number options have it"
		ofNumeric = "only integer and number options have it"
		ofString  = "only string options have it"
	)
	c.absent("choices", o.Choices != nil && !chosen, ofChosen)
	c.absent("autocomplete", o.Autocomplete && !chosen, ofChosen)
	c.absent("min_value", o.MinValue != nil && !numeric, ofNumeric)
	c.absent("max_value", o.MaxValue != nil && !numeric, ofNumeric)
	c.absent("min_length", o.MinLength != 0 && o.Type != OptionString, ofString)
	c.absent("max_length", o.MaxLength != 0 && o.Type != OptionString, ofString)
	c.absent("channel_types", o.ChannelTypes != nil && o.Type != OptionChannel, "only channel options have it")
	c.absent("file_types", o.FileTypes != nil && o.Type != OptionAttachment, "only attachment options have it")
	c.absent("autocomplete", o.Autocomplete && len(o.Choices) > 0, "cannot be combined with choices")
	if chosen {
		c.choices(o.Choices, o.Type)
	}
	if numeric {
		c.bounds(o)
	}
	c.lengths(o)
	c.channelTypes(o.ChannelTypes)
	c.fileTypes(o.FileTypes)
}

// held checks that an option may be at its level, and checks the options that it holds. It does not
// check the options of a misplaced option, so the path fits the checker's stack.
func (c *checker) held(o *CommandOption, level optionLevel) {
	switch {
	case level == groupLevel && o.Type != OptionSubcommand:
		c.refuse("type", "a group can hold subcommands only")
	case level == valueLevel && o.holdsOptions():
		c.refuse("type", "a subcommand can hold parameters only")
	case o.Type == OptionSubcommand:
		c.declaredOptions(o.Options, valueLevel)
	case o.Type == OptionSubcommandGroup:
		c.declaredOptions(o.Options, groupLevel)
	default:
		c.absent("options", o.Options != nil, "only subcommands and groups have it")
	}
}

func (c *checker) bounds(o *CommandOption) {
	whole := o.Type == OptionInteger
	if o.MinValue != nil {
		c.numeric("min_value", *o.MinValue, whole)
	}
	if o.MaxValue != nil {
		c.numeric("max_value", *o.MaxValue, whole)
	}
	c.absent("min_value", o.MinValue != nil && o.MaxValue != nil && *o.MinValue > *o.MaxValue, "more than max_value")
}

func (c *checker) lengths(o *CommandOption) {
	c.number("min_length", o.MinLength, 0, maxOptionLength)
	c.number("max_length", o.MaxLength, 0, maxOptionLength)
	if o.MaxLength != 0 && o.MinLength > o.MaxLength {
		c.refuse("min_length", "%d, at most %d, which is max_length", o.MinLength, o.MaxLength)
	}
}

package discordtest

import (
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/discord"
)

// declaredOptions fills in a command's options as Discord's client allows. All required options are
// there, no undeclared option is, and each value has the option's type and is within its bounds.
// While the person types one option, the others may be missing.
func (r *resolver) declaredOptions(declared []discord.CommandOption, values Values, focused string) (options []any, err error) {
	names := make([]string, len(declared))
	for n, o := range declared {
		names[n] = o.Name
	}
	// Report a misspelt name before the required option that is missing because of it.
	if name, unknown := values.unknown(names); unknown {
		return nil, fmt.Errorf("there is no option %q; there is %q", name, names)
	}
	for n := range declared {
		o := &declared[n]
		value, given := values[o.Name]
		switch {
		case !given && o.Required && focused == "":
			return nil, fmt.Errorf("option %q is required", o.Name)
		case !given:
			continue
		case o.Name == focused && !o.Autocomplete:
			return nil, fmt.Errorf("option %q is declared without autocomplete", o.Name)
		}
		option, err := r.option(o, value, o.Name == focused)
		if err != nil {
			return nil, err
		}
		options = append(options, option)
	}
	return options, nil
}

// option is one option of a payload.
func (r *resolver) option(o *discord.CommandOption, value any, focused bool) (object, error) {
	option := object{"name": o.Name, "type": int(o.Type)}
	if focused {
		option["focused"] = true
		option["value"] = value
		return option, nil
	}
	filled, err := r.optionValue(o, value)
	if err != nil {
		return nil, fmt.Errorf("option %q: %w", o.Name, err)
	}
	option["value"] = filled
	return option, nil
}

func (r *resolver) optionValue(o *discord.CommandOption, value any) (any, error) {
	entity := func(accepts ...discord.OptionType) (any, error) {
		id, err := r.entity(value, accepts...)
		return id.String(), err
	}
	switch o.Type {
	case discord.OptionString:
		return optionText(o, value)
	case discord.OptionInteger, discord.OptionNumber:
		return optionNumber(o, value)
	case discord.OptionBoolean:
		if b, ok := value.(bool); ok {
			return b, nil
		}
		return nil, fmt.Errorf("it takes a bool, not a %T", value)
	case discord.OptionUser:
		return entity(discord.OptionUser)
	case discord.OptionRole:
		return entity(discord.OptionRole)
	case discord.OptionMentionable:
		return entity(discord.OptionUser, discord.OptionRole)
	case discord.OptionChannel:
		id, err := r.entity(value, discord.OptionChannel)
		channels, _ := r.resolved["channels"].(object)
		if chosen, ok := channels[id.String()].(object); ok && err == nil && len(o.ChannelTypes) > 0 &&
			!slices.Contains(o.ChannelTypes, discord.ChannelType(chosen["type"].(int))) {
			err = fmt.Errorf("the channel's type %v is none of %v", chosen["type"], o.ChannelTypes)
		}
		return id.String(), err
	case discord.OptionAttachment:
		file, ok := value.(File)
		if !ok {
			return nil, fmt.Errorf("it takes a File, not a %T", value)
		}
		if !acceptsFile(o.FileTypes, file) {
			return nil, fmt.Errorf("%s is none of the file types %v", file.Name, o.FileTypes)
		}
		return entity(discord.OptionAttachment)
	}
	return nil, fmt.Errorf("an option of type %d has no value", o.Type)
}

// maxOptionText is how many characters the text of an option may have unless its declaration sets a
// shorter limit.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure.
const maxOptionText = 6000

func optionText(o *discord.CommandOption, value any) (any, error) {
	v := reflect.ValueOf(value)
	if v.Kind() != reflect.String {
		return nil, fmt.Errorf("it takes a string, not a %T", value)
	}
	text := v.String()
	n, most := utf8.RuneCountInString(text), maxOptionText
	if o.MaxLength > 0 {
		most = o.MaxLength
	}
	switch {
	case len(o.Choices) > 0 && !slices.ContainsFunc(o.Choices, func(c discord.Choice) bool { return c.Value == discord.String(text) }):
		return nil, fmt.Errorf("%q is none of its choices", text)
	case n < o.MinLength:
		return nil, fmt.Errorf("%d characters, at least %d", n, o.MinLength)
	case n > most:
		return nil, fmt.Errorf("%d characters, at most %d", n, most)
	}
	return text, nil
}

func optionNumber(o *discord.CommandOption, value any) (any, error) {
	n, ok := asNumber(value)
	whole := o.Type == discord.OptionInteger
	switch {
	case !ok || whole && !isWhole(n):
		return nil, fmt.Errorf("%v (%T) is no number of its type", value, value)
	case o.MinValue != nil && n < *o.MinValue:
		return nil, fmt.Errorf("%v is less than %v", value, *o.MinValue)
	case o.MaxValue != nil && n > *o.MaxValue:
		return nil, fmt.Errorf("%v is more than %v", value, *o.MaxValue)
	}
	if len(o.Choices) > 0 && !slices.ContainsFunc(o.Choices, func(c discord.Choice) bool {
		offered, _ := asNumber(c.Value)
		return offered == n
	}) {
		return nil, fmt.Errorf("%v is none of its choices", value)
	}
	if whole {
		return int64(n), nil
	}
	return n, nil
}

// acceptsFile reports whether the filters accept a file. It looks only at the name, as Discord
// does.
//
// See https://docs.discord.com/developers/reference#file-type-filtering.
func acceptsFile(types []string, f File) bool {
	if len(types) == 0 {
		return true
	}
	kind, _, _ := strings.Cut(mediaType(File{Name: f.Name}), "/")
	return slices.ContainsFunc(types, func(t string) bool {
		return strings.EqualFold(t, path.Ext(f.Name)) || t == kind
	})
}

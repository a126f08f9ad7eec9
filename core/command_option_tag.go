package core

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode"

	"github.com/hotaru-go/hotaru/discord"
)

// declareField makes a field's option from the field's type and tags.
func declareField(field reflect.StructField) (discord.CommandOption, optionField, error) {
	t, pointer := field.Type, false
	if t.Kind() == reflect.Pointer {
		t, pointer = t.Elem(), true
	}
	kind := optionKindOf(t)
	if kind == nil {
		return discord.CommandOption{}, optionField{}, fmt.Errorf("no option holds a %v; CommandWith lists the types that one can have", field.Type)
	}
	o := discord.CommandOption{Type: kind.option, Name: snakeCase(field.Name), Description: field.Tag.Get("description")}
	if o.Description == "" {
		return o, optionField{}, errors.New("it needs a description tag, which the person reads")
	}
	name, words, _ := strings.Cut(field.Tag.Get("option"), ",")
	if name != "" {
		o.Name = name
	}
	for word := range strings.SplitSeq(words, ",") {
		switch word {
		case "":
		case "required":
			o.Required = true
		case "autocomplete":
			o.Autocomplete = true
		default:
			return o, optionField{}, fmt.Errorf("the option tag says %q; after the name it may say required and autocomplete", word)
		}
	}
	if o.Required && pointer {
		return o, optionField{}, errors.New("it is required, so it is never nil: use the type itself, not a pointer")
	}
	err := errors.Join(
		limitTag(field.Tag, "min", &o, true),
		limitTag(field.Tag, "max", &o, false),
		choiceTag(field.Tag.Get("choices"), &o),
		channelTag(field.Tag.Get("channels"), &o),
	)
	if err == nil {
		err = bound(t, &o)
	}
	return o, optionField{name: o.Name, required: o.Required, of: t, pointer: pointer, kind: kind}, err
}

// snakeCase turns a Go name into an option's name.
func snakeCase(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for n, r := range runes {
		if unicode.IsUpper(r) && n > 0 && (unicode.IsLower(runes[n-1]) || n+1 < len(runes) && unicode.IsLower(runes[n+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func limitTag(tag reflect.StructTag, key string, o *discord.CommandOption, lower bool) error {
	text, ok := tag.Lookup(key)
	if !ok {
		return nil
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return fmt.Errorf("the %s tag is %q; it must be a number", key, text)
	}
	switch o.Type {
	case discord.OptionString:
		length, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("the %s tag is %q; a length must be an integer", key, text)
		}
		if lower {
			o.MinLength = length
		} else {
			o.MaxLength = length
		}
	case discord.OptionInteger, discord.OptionNumber:
		if lower {
			o.MinValue = &value
		} else {
			o.MaxValue = &value
		}
	default:
		return fmt.Errorf("the %s tag is for strings and numbers", key)
	}
	return nil
}

func choiceTag(text string, o *discord.CommandOption) error {
	if text == "" {
		return nil
	}
	for pair := range strings.SplitSeq(text, ",") {
		name, value, named := strings.Cut(pair, "=")
		if !named {
			value = name
		}
		if pair != strings.TrimSpace(pair) {
			return fmt.Errorf("the choice %q begins or ends with a space; a name with a comma or = goes into Route.Declare, not into the tag", pair)
		}
		choice := discord.Choice{Name: name}
		var err error
		switch o.Type {
		case discord.OptionString:
			choice.Value = discord.String(value)
		case discord.OptionInteger:
			var n int64
			n, err = strconv.ParseInt(value, 10, 64)
			choice.Value = discord.Integer(n)
		case discord.OptionNumber:
			var f float64
			f, err = strconv.ParseFloat(value, 64)
			choice.Value = discord.Number(f)
		default:
			return errors.New("the choices tag is for strings and numbers")
		}
		if err != nil {
			return fmt.Errorf("the choice %q is not a value of the field's type", pair)
		}
		o.Choices = append(o.Choices, choice)
	}
	return nil
}

// channelTypeOf returns the type of channel that a tag names. It is not a map, because a program
// would build the map at every start.
func channelTypeOf(name string) (discord.ChannelType, bool) {
	switch name {
	case "text":
		return discord.ChannelGuildText, true
	case "voice":
		return discord.ChannelGuildVoice, true
	case "category":
		return discord.ChannelGuildCategory, true
	case "announcement":
		return discord.ChannelGuildAnnouncement, true
	case "announcement_thread":
		return discord.ChannelAnnouncementThread, true
	case "thread":
		return discord.ChannelPublicThread, true
	case "private_thread":
		return discord.ChannelPrivateThread, true
	case "stage":
		return discord.ChannelGuildStageVoice, true
	case "forum":
		return discord.ChannelGuildForum, true
	case "media":
		return discord.ChannelGuildMedia, true
	case "dm":
		return discord.ChannelDM, true
	case "group_dm":
		return discord.ChannelGroupDM, true
	}
	return 0, false
}

func channelTag(text string, o *discord.CommandOption) error {
	if text == "" {
		return nil
	}
	if o.Type != discord.OptionChannel {
		return errors.New("the channels tag is for a discord.Channel")
	}
	for name := range strings.SplitSeq(text, ",") {
		kind, ok := channelTypeOf(name)
		if !ok {
			return fmt.Errorf("the channels tag names %q, which is not a channel type", name)
		}
		o.ChannelTypes = append(o.ChannelTypes, kind)
	}
	return nil
}

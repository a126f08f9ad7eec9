package discord

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// compared is a type that a function writes, together with its fields as the judge writes them by
// their tags.
type compared struct {
	fill  func(*filler) any
	write func(any) ([]byte, error)
	plain func(any) any
}

func bothWays[T any](write func(*wire.Writer, *T), plain func(T) any) compared {
	return compared{
		fill:  func(f *filler) any { v := new(T); f.fill(reflect.ValueOf(v).Elem()); return v },
		write: func(v any) ([]byte, error) { return encoded(write, v.(*T)) },
		plain: func(v any) any { return plain(*v.(*T)) },
	}
}

// itself is for a type without methods, which the judge writes by its tags.
func itself[T any](v T) any { return v }

// TestWriteAsJudge fills in every field at random and compares the JSON with the judge's. Types
// without methods are compared whole. Types with methods are compared by field; the types of those
// fields have their own row.
func TestWriteAsJudge(t *testing.T) {
	t.Parallel()
	type (
		actionRow   ActionRow
		button      Button
		container   Container
		label       Label
		mentions    AllowedMentions
		media       MediaGallery
		section     Section
		stringMenu  StringSelect
		textDisplay TextDisplay
		textInput   TextInput
		userMenu    UserSelect
		channelMenu ChannelSelect
		upload      FileUpload
		radio       RadioGroup
		boxes       CheckboxGroup
		box         Checkbox
		file        FileComponent
		separator   Separator
		thumbnail   Thumbnail
	)
	all := map[string]compared{
		"Embed":           bothWays(writeEmbed, itself[Embed]),
		"Emoji":           bothWays(writeEmoji, itself[Emoji]),
		"SelectOption":    bothWays(writeSelectOption, itself[SelectOption]),
		"Media":           bothWays(writeMedia, itself[Media]),
		"DefaultValue":    bothWays(writeDefaultValue, itself[DefaultValue]),
		"sentAttachment":  bothWays(writeSentAttachment, itself[sentAttachment]),
		"sentPoll":        bothWays(writeSentPoll, itself[sentPoll]),
		"Modal":           bothWays(writeModal, itself[Modal]),
		"DeferredMessage": bothWays(writeDeferredMessage, itself[DeferredMessage]),
		"AllowedMentions": bothWays(writeAllowedMentions, func(v AllowedMentions) any { return mentions(v) }),
		"ActionRow":       bothWays(writeActionRow, func(v ActionRow) any { return actionRow(v) }),
		"Button":          bothWays(writeButton, func(v Button) any { return button(v) }),
		"Container":       bothWays(writeContainer, func(v Container) any { return container(v) }),
		"Label":           bothWays(writeLabel, func(v Label) any { return label(v) }),
		"MediaGallery":    bothWays(writeMediaGallery, func(v MediaGallery) any { return media(v) }),
		"Section":         bothWays(writeSection, func(v Section) any { return section(v) }),
		"StringSelect":    bothWays(writeStringSelect, func(v StringSelect) any { return stringMenu(v) }),
		"TextDisplay":     bothWays(writeTextDisplay, func(v TextDisplay) any { return textDisplay(v) }),
		"TextInput":       bothWays(writeTextInput, func(v TextInput) any { return textInput(v) }),
		"UserSelect":      bothWays(writeUserSelect, func(v UserSelect) any { return userMenu(v) }),
		"ChannelSelect":   bothWays(writeChannelSelect, func(v ChannelSelect) any { return channelMenu(v) }),
		"FileUpload":      bothWays(writeFileUpload, func(v FileUpload) any { return upload(v) }),
		"RadioGroup":      bothWays(writeRadioGroup, func(v RadioGroup) any { return radio(v) }),
		"CheckboxGroup":   bothWays(writeCheckboxGroup, func(v CheckboxGroup) any { return boxes(v) }),
		"Checkbox":        bothWays(writeCheckbox, func(v Checkbox) any { return box(v) }),
		"FileComponent":   bothWays(writeFileComponent, func(v FileComponent) any { return file(v) }),
		"Separator":       bothWays(writeSeparator, func(v Separator) any { return separator(v) }),
		"Thumbnail":       bothWays(writeThumbnail, func(v Thumbnail) any { return thumbnail(v) }),
	}
	for name, one := range all {
		f := &filler{rand.New(rand.NewPCG(1, 2))}
		for range 300 {
			value := one.fill(f)
			got, err := one.write(value)
			if err != nil {
				t.Fatalf("%s: %+v: %v", name, value, err)
			}
			want, err := judgeMarshal(one.plain(value))
			if err != nil {
				t.Fatal(err)
			}
			if c, ok := reflect.ValueOf(value).Elem().Interface().(Component); ok {
				want = fmt.Appendf(nil, `{"type":%d,%s`, c.ComponentType(), want[1:])
				if string(want[len(want)-2:]) == ",}" {
					want = append(want[:len(want)-2], '}')
				}
			}
			if !sameJSON(t, got, want) {
				t.Fatalf("%s is written as\n%s\nand the judge writes\n%s", name, got, want)
			}
		}
	}
}

// filler fills in values at random: every third is left zero, for omitzero to leave out.
type filler struct{ *rand.Rand }

var someTexts = []string{"", "x", "tea & <cake>", "line\nbreak \"quoted\" \\", "ほたる", "\x00\x1f\u2028", "\U0001F41E"}

func (f *filler) fill(v reflect.Value) {
	if f.IntN(3) == 0 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(someTexts[f.IntN(len(someTexts))])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(f.Int64N(1<<31) - 1<<30)
	case reflect.Uint64:
		v.SetUint(f.Uint64())
	case reflect.Uint8:
		v.SetUint(f.Uint64N(256))
	case reflect.Float64:
		v.SetFloat([]float64{0.1, -3, 1e21, 5e-324, 1e-7}[f.IntN(5)])
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		if v.Type() != reflect.TypeFor[*User]() {
			f.fill(v.Elem())
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), f.IntN(3), 3))
		for i := range v.Len() {
			f.fill(v.Index(i))
		}
	case reflect.Interface:
		for _, c := range []any{Button{Label: "b"}, &TextDisplay{Content: "t"}, TextInput{CustomID: "i"}, RawComponent(`{ "type" : 99 }`)} {
			if reflect.TypeOf(c).Implements(v.Type()) {
				v.Set(reflect.ValueOf(c))
			}
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Time]() {
			v.Set(reflect.ValueOf(Time{SnowflakeAt(parseTime("2024-01-09T17:03:11Z").Time).Time()}))
			return
		}
		for field, value := range v.Fields() {
			if field.IsExported() && field.Tag.Get("json") != "-" {
				f.fill(value)
			}
		}
	}
}

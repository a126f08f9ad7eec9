package discord

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

func TestChoicesRefused(t *testing.T) {
	typing := func(kind OptionType) *AutocompleteInteraction {
		return &AutocompleteInteraction{Data: CommandData{Options: []Option{{Type: kind, Focused: true}}}}
	}
	for name, test := range map[string]struct {
		to      *AutocompleteInteraction
		choices Choices
		want    []string
	}{
		"26":    {typing(OptionString), slices.Repeat(Choices{{Name: "x", Value: String("x")}}, 26), []string{"data.choices: 26 elements, at most 25"}},
		"names": {typing(OptionString), Choices{{Value: String("")}, {Name: text(101), Value: String(text(101))}}, []string{"data.choices[0].name: empty, 1 to 100 characters are needed", "data.choices[1].name: 101 characters, at most 100", "data.choices[1].value: 101 characters, at most 100"}},
		"translations": {
			typing(OptionString), Choices{{Name: "x", Value: String("x"), NameLocalizations: map[Locale]string{"da": "", "de": "x"}}, {Name: "x", Value: String("x"), NameLocalizations: map[Locale]string{"da": text(101)}}},
			[]string{"data.choices[0].name_localizations.da: empty, 1 to 100 characters are needed", "data.choices[1].name_localizations.da: 101 characters, at most 100"},
		},
		"locales of nobody": {
			typing(OptionString), Choices{{Name: "x", Value: String("x"), NameLocalizations: map[Locale]string{"xx": "x", "de": "", "yy": "x", "da": ""}}},
			[]string{
				"data.choices[0].name_localizations: a key is not one of Discord's locales", "data.choices[0].name_localizations: a key is not one of Discord's locales",
				"data.choices[0].name_localizations.da: empty, 1 to 100 characters are needed", "data.choices[0].name_localizations.de: empty, 1 to 100 characters are needed",
			},
		},
		"no value": {typing(OptionString), Choices{{Name: "x"}}, []string{"data.choices[0].value: nil, a String, an Integer or a Number is needed"}},
		"integers": {typing(OptionInteger), Choices{{Name: "x", Value: Integer(1 << 53)}, {Name: "x", Value: Integer(-1 << 53)}}, []string{"data.choices[0].value: 9007199254740992, -2^53+1 to 2^53-1 are allowed", "data.choices[1].value: -9007199254740992, -2^53+1 to 2^53-1 are allowed"}},
		"numbers":  {typing(OptionNumber), Choices{{Name: "x", Value: Number(math.NaN())}, {Name: "x", Value: Number(math.Inf(-1))}}, []string{"data.choices[0].value: NaN, -2^53 to 2^53 are allowed", "data.choices[1].value: -Inf, -2^53 to 2^53 are allowed"}},
		"types": {
			typing(OptionInteger), Choices{{Name: "x", Value: String("x")}, {Name: "x", Value: Number(1)}, {Name: "x", Value: Number(1.5)}, {Name: "x", Value: Integer(1)}},
			[]string{"data.choices[0].value: discord.String, but the option is of type 4", "data.choices[2].value: 1.5 is not whole"},
		},
		"a pointer": {typing(OptionString), Choices{{Name: "x", Value: new(String("x"))}}, []string{"data.choices[0].value: *discord.String, a String, an Integer or a Number is needed"}},
	} {
		t.Run(name, func(t *testing.T) { refused(t, test.to, test.choices, test.want...) })
	}
	good := Choices{{Name: "x", Value: Integer(1)}, {Name: "x", Value: Number(1.5)}}
	if _, err := EncodeAnswer(typing(OptionNumber), good); err != nil {
		t.Error(err)
	}
	if _, err := EncodeAnswer(&AutocompleteInteraction{}, Choices{{Name: "x", Value: String("x")}}); err != nil {
		t.Errorf("nothing is known of the option, so any type may do: %v", err)
	}
}

// The rules of a choice are the same for a command's declaration and for autocomplete.
func TestChoicesOfCommandsAndAutocomplete(t *testing.T) {
	for _, test := range []struct {
		kind OptionType
		good []ChoiceValue
		bad  []ChoiceValue
	}{
		{
			OptionString, []ChoiceValue{String(""), String(text(100))},
			[]ChoiceValue{nil, String(text(101)), Integer(1), Number(1), new(String("x"))},
		},
		{
			OptionInteger, []ChoiceValue{Integer(MinInteger), Integer(MaxInteger), Number(MinInteger), Number(MaxInteger), Number(-2)},
			[]ChoiceValue{nil, String("1"), Integer(MinInteger - 1), Integer(MaxInteger + 1), Number(1 << 53), Number(0.5), Number(math.NaN()), Number(math.Inf(1))},
		},
		{
			OptionNumber, []ChoiceValue{Integer(-1 << 53), Integer(1 << 53), Number(-1 << 53), Number(1 << 53), Number(0.5)},
			[]ChoiceValue{nil, String("1"), Integer(1<<53 + 1), Integer(-1<<53 - 1), Number(1<<53 + 2), Number(math.NaN()), Number(math.Inf(-1))},
		},
	} {
		check := func(value ChoiceValue) (declared, offered []string) {
			choices := []Choice{{Name: "x", Value: value}}
			c := slash(option(test.kind, func(o *CommandOption) { o.Choices = choices }))
			to := &AutocompleteInteraction{Data: CommandData{Options: []Option{{Type: test.kind, Focused: true}}}}
			_, err := EncodeAnswer(to, Choices(choices))
			if _, pointer := value.(*String); pointer {
				return problems(t, c.Check()), problems(t, err) // in JSON it is a string
			}
			note(t, fmt.Sprintf("offered %d, %T %v", test.kind, value, value), to, Choices(choices), err)
			note(t, fmt.Sprintf("declared %d, %T %v", test.kind, value, value), nil, c, c.Check())
			return problems(t, c.Check()), problems(t, err)
		}
		for _, value := range test.good {
			if declared, offered := check(value); declared != nil || offered != nil {
				t.Errorf("%T %v for type %d: %q and %q", value, value, test.kind, declared, offered)
			}
		}
		for _, value := range test.bad {
			declared, offered := check(value)
			if !slices.Equal(declared, []string{"options[0].choices[0].value"}) || !slices.Equal(offered, []string{"data.choices[0].value"}) {
				t.Errorf("%T %v for type %d: %q and %q", value, value, test.kind, declared, offered)
			}
		}
	}
}

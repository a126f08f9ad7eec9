package discord

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestURLs(t *testing.T) {
	for address, test := range map[string]struct{ link, button, media bool }{
		"https://example.com":          {true, true, true},
		"HTTP://example.com/a?b=c#d":   {true, true, true},
		"https://пример.рф/страница":   {true, true, true},
		"http://localhost:8080":        {true, true, true},
		"discord://-/channels/1/2":     {false, true, false},
		"attachment://firefly.png":     {false, false, true},
		"attachment://fire fly.png":    {false, false, true},
		"example.com":                  {},
		"ftp://example.com/a.png":      {},
		"https:example.com":            {},
		"https://":                     {},
		"https:///a":                   {},
		"https://example.com/a b":      {},
		"https://example.com/\n":       {},
		"javascript:alert(1)":          {},
		"data:image/png;base64,AAAA":   {},
		"//example.com":                {},
		"attachment://":                {},
		"mailto:somebody@example.com":  {},
		" https://example.com":         {},
		"https//example.com/https://x": {},
	} {
		for name, one := range map[string]struct {
			message Message
			good    bool
		}{
			"embed":  {Message{Embeds: []Embed{{URL: address}}}, test.link},
			"author": {Message{Embeds: []Embed{{Author: &EmbedAuthor{Name: "x", URL: address}}}}, test.link},
			"icon":   {Message{Embeds: []Embed{{Author: &EmbedAuthor{Name: "x", IconURL: address}}}}, test.media},
			"footer": {Message{Embeds: []Embed{{Footer: &EmbedFooter{Text: "x", IconURL: address}}}}, test.media},
			"image":  {Message{Embeds: []Embed{{Image: &EmbedMedia{URL: address}}}}, test.media},
			"button": {Message{Components: []MessageComponent{ActionRow{Components: []RowComponent{
				Button{Style: ButtonLink, Label: "x", URL: address}}}}}, test.button},
			"gallery": {Message{Files: []File{{Name: "firefly.png", Content: strings.NewReader("")}, {Name: "fire fly.png", Content: strings.NewReader("")}}, Components: []MessageComponent{
				MediaGallery{Items: []MediaItem{{Media: Media{URL: address}}}}}}, test.media},
		} {
			err := checkMessage(&one.message)
			if note(t, name+" "+address, nil, one.message, err); (err == nil) != one.good {
				t.Errorf("%s %q: %v", name, address, err)
			}
		}
	}
}

// An embed with no field set does not count as content. A field without a minimum in the API
// description may be empty.
func TestEmptyEmbeds(t *testing.T) {
	for n, e := range []Embed{{}, {Type: "rich"}, {Flags: 1, Provider: &EmbedProvider{}}} {
		alone, beside := Message{Embeds: []Embed{e, {}}}, Message{Content: "x", Embeds: []Embed{e}}
		err := checkMessage(&alone)
		if note(t, fmt.Sprint("alone ", n), nil, alone, err); err == nil {
			t.Errorf("%+v counts as content", e)
		}
		err = checkMessage(&beside)
		if note(t, fmt.Sprint("beside content ", n), nil, beside, err); err != nil {
			t.Errorf("%+v beside content: %v", e, err)
		}
	}
	for n, e := range []Embed{{Title: "x"}, {Fields: []EmbedField{{}}}, {Author: &EmbedAuthor{}, Footer: &EmbedFooter{}}, {Color: 1}} {
		m := Message{Embeds: []Embed{e}}
		err := checkMessage(&m)
		if note(t, fmt.Sprint("something ", n), nil, m, err); err != nil {
			t.Errorf("%+v: %v", e, err)
		}
	}
}

// A component can show only a file that the message has.
func TestComponentsShowFilesOfTheMessage(t *testing.T) {
	show := []MessageComponent{FileComponent{File: Media{URL: AttachmentURL("a.txt")}}}
	file := func(name string) []File { return []File{{Name: name, Content: strings.NewReader("x")}} }
	for name, test := range map[string]struct {
		files []File
		good  bool
	}{
		"it":             {file("a.txt"), true},
		"another":        {file("b.txt"), false},
		"none":           {nil, false},
		"renamed so far": {file("ä txt"), true}, // Discord may make "a.txt" of it
	} {
		m := Message{Components: show, Files: test.files}
		err := checkMessage(&m)
		if note(t, name, nil, m, err); (err == nil) != test.good {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, test := range map[string]struct {
		update Update
		good   bool
	}{
		"nothing is known":    {Update{Components: show}, true},
		"one is kept":         {Update{Components: show, Attachments: []KeptAttachment{{ID: 1}}}, true},
		"none is kept":        {Update{Components: show, Attachments: []KeptAttachment{}}, false},
		"replaced":            {Update{Components: show, Files: file("b.txt")}, false},
		"replaced by another": {Update{Components: show, Files: file("a.txt")}, true},
	} {
		if err := checkUpdate(&test.update); (err == nil) != test.good {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSelectNumbersAndOptions(t *testing.T) {
	options := []SelectOption{{Label: "a", Value: "a"}, {Label: "b", Value: "b"}}
	for _, test := range []struct {
		least *int
		most  int
		good  bool
	}{{nil, 0, true}, {nil, 2, true}, {nil, 3, false}, {new(2), 2, true}, {new(0), 2, true}, {new(3), 3, false}} {
		s := StringSelect{CustomID: "s", Options: options, MinValues: test.least, MaxValues: test.most}
		m := Message{Components: []MessageComponent{ActionRow{Components: []RowComponent{s}}}}
		err := checkMessage(&m)
		note(t, fmt.Sprintf("%s, %d", show(test.least), test.most), nil, m, err)
		if (err == nil) != test.good {
			t.Errorf("min_values %v, max_values %d of 2 options: %v", test.least, test.most, err)
		}
	}
}

func show(n *int) string {
	if n == nil {
		return "unset"
	}
	return fmt.Sprint(*n)
}

func TestLocalizedOptionNames(t *testing.T) {
	type names = map[Locale]string
	for name, test := range map[string]struct {
		a, b names
		want []string
	}{
		"different":               {names{"de": "x"}, names{"de": "y", "fr": "x"}, nil},
		"the same in a locale":    {names{"de": "x", "fr": "x"}, names{"de": "x", "fr": "y"}, []string{"options[1].name_localizations.de"}},
		"another's default":       {names{"de": "b"}, nil, []string{"options[0].name_localizations.de"}},
		"another's default, last": {nil, names{"fr": "a", "de": "a"}, []string{"options[1].name_localizations.de", "options[1].name_localizations.fr"}},
		"its own default":         {names{"de": "a"}, names{"de": "b"}, nil},
	} {
		c := slash(CommandOption{Type: OptionUser, Name: "a", Description: "d", NameLocalizations: test.a},
			CommandOption{Type: OptionUser, Name: "b", Description: "d", NameLocalizations: test.b})
		note(t, name, nil, c, c.Check())
		if got := problems(t, c.Check()); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestApostrophes(t *testing.T) {
	c := slash(CommandOption{Type: OptionUser, Name: "l'un", Description: "d", NameLocalizations: map[Locale]string{LocaleFrench: "l'autre"}})
	c.Name = "l'un"
	note(t, "refused", nil, c, c.Check())
	if got := problems(t, c.Check()); !slices.Equal(got, []string{"name", "options[0].name", "options[0].name_localizations.fr"}) {
		t.Errorf("%q", got)
	}
	if err := c.Check(); !strings.Contains(err.Error(), "U+02BC (ʼ)") {
		t.Errorf("it offers no other: %v", err)
	}
	for _, good := range []Command{{Name: "lʼun", Description: "d"}, {Type: CommandUser, Name: "Who's this"}} {
		note(t, good.Name, nil, good, good.Check())
		if err := good.Check(); err != nil {
			t.Errorf("%s: %v", good.Name, err)
		}
	}
}

func TestTypedNumbers(t *testing.T) {
	for text, want := range map[string]float64{
		"5": 5, "+5": 5, "-0.5": -0.5, "1e3": 1000, "0x10": math.NaN(), "1_000": math.NaN(), "0x1p4": math.NaN(),
		"Inf": math.NaN(), "nan": math.NaN(), "infinity": math.NaN(), "": math.NaN(), "1e999": math.NaN(), "e": math.NaN(),
		// Discord's client does not accept numbers in other scripts and national formats either.
		" 5": math.NaN(), "5 ": math.NaN(), "５": math.NaN(), "٥": math.NaN(), "1,5": math.NaN(), "1e": math.NaN(), "--5": math.NaN(), "0b1": math.NaN(), "0o7": math.NaN(), "5n": math.NaN(),
	} {
		o := Option{Type: OptionNumber, Value: []byte(`"` + text + `"`)}
		n, ok := o.Number()
		if ok != !math.IsNaN(want) || ok && n != want {
			t.Errorf("%q: %v, %t", text, n, ok)
		}
		if n, ok := o.Integer(); ok != (want == math.Trunc(want)) || ok && n != int64(want) {
			t.Errorf("%q as an integer: %v, %t", text, n, ok)
		}
	}
}

func TestSnowflakesEnd(t *testing.T) {
	for _, at := range []time.Time{time.Date(2155, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)} {
		if got := SnowflakeAt(at); got != math.MaxUint64>>22<<22 {
			t.Errorf("%v: %d", at, got)
		}
	}
	last := Snowflake(math.MaxUint64).Time()
	if got := SnowflakeAt(last); got.Time() != last {
		t.Errorf("%v: %v", last, got.Time())
	}
}

func TestMentionOfTheDefaultRole(t *testing.T) {
	for role, want := range map[*Role]string{
		{ID: 5, Name: "@everyone"}: "@everyone", {ID: 5, Name: "@everyone", Position: 3}: "<@&5>", {ID: 5, Name: "x"}: "<@&5>",
	} {
		if got := role.Mention(); got != want {
			t.Errorf("%+v: %q, want %q", role, got, want)
		}
	}
	if got := (Mentionable{Role: &Role{ID: 5, Name: "@everyone"}}).Mention(); got != "@everyone" {
		t.Error(got)
	}
}

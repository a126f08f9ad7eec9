package core

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

func TestParsePatternRefuses(t *testing.T) {
	for _, text := range []string{
		"", "{", "a:{", "a:}", "a:{}", "a:{b c}", "a:x{b}", "a:{b}x", "{a}{b}", "a:{b}:{b}", "100%", "a:{1}",
		strings.Repeat("a", 101), strings.Repeat("a", 99) + ":{b}x",
	} {
		if _, err := parsePattern(text); err == nil {
			t.Errorf("parsePattern(%q) accepted it", text)
		} else if text != "" && !strings.Contains(err.Error(), text) {
			t.Errorf("the error does not name the pattern: %v", err)
		}
	}
}

func TestPatternMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, id string
		matches     bool
	}{
		{"confirm", "confirm", true},
		{"confirm", "confirm:", false},
		{"confirm", "", false},
		{"vote:{poll}:{choice}", "vote:7:a", true},
		{"vote:{poll}:{choice}", "vote::", true},
		{"vote:{poll}:{choice}", "vote:7", false},
		{"vote:{poll}:{choice}", "vote:7:a:b", false},
		{"vote:{poll}:{choice}", "VOTE:7:a", false},
		{"{any}", "", true},
		{"{any}", "x:y", false},
		{"a:{b}:c", "a:x:c", true},
		{"a:{b}:c", "a:x:d", false},
	} {
		p, err := parsePattern(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.matches(c.id); got != c.matches {
			t.Errorf("%q matches %q: %v, want %v", c.pattern, c.id, got, c.matches)
		}
	}
}

type voteState struct {
	Poll   discord.Snowflake
	Choice string
	Count  int8
	Final  bool
	Share  float64 `custom:"part"`
}

const votePattern = "vote:{poll}:{choice}:{count}:{final}:{part}"

func TestCustomIDRoundTrips(t *testing.T) {
	for _, vote := range []*CustomID[voteState]{
		NewCustomID[voteState](votePattern),
		NewCustomID[voteState](votePattern).Signed([]byte("0123456789abcdef")),
	} {
		for _, state := range []voteState{
			{},
			{Poll: 1<<64 - 1, Choice: "a:b%c%3A{}~", Count: -128, Final: true, Share: -1.5e-9},
			{Choice: "日本語 🎉"},
		} {
			id := vote.ID(state)
			got, err := vote.Parse(id)
			if err != nil || got != state {
				t.Errorf("%q reads back as %+v, %v; want %+v", id, got, err, state)
			}
		}
	}
}

func TestCustomIDRefusesWhatIsForged(t *testing.T) {
	vote := NewCustomID[voteState](votePattern).Signed([]byte("0123456789abcdef"))
	other := NewCustomID[voteState](votePattern).Signed([]byte("another key, also long"))
	good := vote.ID(voteState{Poll: 7, Choice: "a"})
	for name, id := range map[string]string{
		"another key's":   other.ID(voteState{Poll: 7, Choice: "a"}),
		"a changed value": strings.Replace(good, "vote:7", "vote:8", 1),
		"no signature":    good[:strings.LastIndexByte(good, ':')+1],
		"a short one":     good[:len(good)-1],
	} {
		if _, err := vote.Parse(id); !errors.Is(err, ErrCustomIDSignature) {
			t.Errorf("%s: %q gives %v, want ErrCustomIDSignature", name, id, err)
		}
	}
	if _, err := vote.Parse(good); err != nil {
		t.Error(err)
	}
}

func TestCustomIDNamesThePartThatDoesNotFit(t *testing.T) {
	vote := NewCustomID[voteState](votePattern)
	_, err := vote.Parse("vote:7:a:secret:true:0")
	if err == nil || !strings.Contains(err.Error(), "{count}") {
		t.Errorf("the error does not name the part: %v", err)
	}
	if err != nil && strings.Contains(err.Error(), "secret") {
		t.Errorf("the error holds the value: %v", err)
	}
}

// A float32 takes no more of the 100 characters than its own digits.
func TestShortFloatsInCustomIDs(t *testing.T) {
	type state struct{ A float32 }
	c := NewCustomID[state]("x:{a}")
	if id := c.ID(state{0.1}); id != "x:0.1" {
		t.Errorf("the ID is %q", id)
	}
	if back, err := c.Parse("x:0.1"); err != nil || back.A != 0.1 {
		t.Errorf("%v, %v", back, err)
	}
}

func TestCustomIDErrorsHoldNoValue(t *testing.T) {
	c := NewCustomID[struct{ At time.Time }]("remind:{at}")
	if _, err := c.Parse("remind:secret"); err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "time.Time") {
		t.Errorf("the error holds the value, or not the type: %v", err)
	}
}

func TestNewCustomIDPanics(t *testing.T) {
	for name, declare := range map[string]func(){
		"no field for a part": func() { NewCustomID[struct{ A string }]("x:{a}:{b}") },
		"no part for a field": func() { NewCustomID[struct{ A, B string }]("x:{a}") },
		"a field of no use":   func() { NewCustomID[struct{ A []string }]("x:{a}") },
		"a tag of no part": func() {
			NewCustomID[struct {
				A string `custom:"b"`
			}]("x:{a}")
		},
		"two fields for a part": func() {
			NewCustomID[struct {
				A string
				B string `custom:"a"`
			}]("x:{a}")
		},
		"a field that is only written": func() { NewCustomID[struct{ A onlyWritten }]("x:{a}") },
		"not a struct":                 func() { NewCustomID[int]("x:{a}") },
		"a malformed pattern":          func() { NewCustomID[struct{}]("x:{") },
		"a key that is short":          func() { NewCustomID[struct{}]("x").Signed(make([]byte, 15)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			declare()
		}()
	}
}

// onlyWritten is written as text, and read as a number.
type onlyWritten int

func (onlyWritten) MarshalText() ([]byte, error) { return []byte("x"), nil }

func FuzzCustomID(f *testing.F) {
	f.Add("vote:7:a:1:true:0.5", "a:b%")
	f.Add("vote::::false:", "%3A%25:")
	type state struct{ A, B string }
	c := NewCustomID[state]("x:{a}:{b}")
	signed := c.Signed([]byte("0123456789abcdef"))
	vote := NewCustomID[voteState](votePattern)
	f.Fuzz(func(t *testing.T, a, b string) {
		vote.Parse(a)
		if s, err := signed.Parse(a); err == nil {
			t.Errorf("%q passes as signed: %+v", a, s)
		}
		want := state{a, b}
		for _, c := range []*CustomID[state]{c, signed} {
			if got, err := c.Parse(c.ID(want)); err != nil || got != want {
				t.Errorf("%q reads back as %+v, %v; want %+v", c.ID(want), got, err, want)
			}
		}
	})
}

package core

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// Discord counts the characters of a custom ID, not its bytes.
func TestPatternsCountCharacters(t *testing.T) {
	for text, good := range map[string]bool{
		strings.Repeat("漢", 35):                                        true,
		strings.Repeat("漢", 100):                                       true,
		strings.Repeat("😀", 99) + ":{part}":                            true,
		strings.Repeat("漢", 101):                                       false,
		strings.Repeat("漢", 50) + ":{part}:" + strings.Repeat("字", 49): false,
	} {
		p, err := parsePattern(text)
		if (err == nil) != good {
			t.Errorf("%d bytes: %v", len(text), err)
		}
		if err != nil {
			continue
		}
		var index customIDs
		if rival := index.add(customIDRoute{idPattern: p}); rival != nil {
			t.Fatal("a rival of nothing")
		}
		id := p.build(func(string) string { return "" })
		if found, ok := index.find(id); !ok || found.idPattern != p {
			t.Errorf("the ID of %d bytes is not found", len(id))
		}
		if _, ok := index.find(strings.Repeat("漢", 400)); ok {
			t.Error("an ID that is too long is found")
		}
	}
}

func TestKeysOfCustomIDsRotate(t *testing.T) {
	type state struct{ Page int }
	old, fresh := []byte("the former key, long"), []byte("the latest key, long")
	base := NewCustomID[state]("page:{page}")
	before, during, after := base.Signed(old), base.Signed(fresh, old), base.Signed(fresh)
	first, second := before.ID(state{1}), during.ID(state{2})
	for name, c := range map[string]struct {
		by   *CustomID[state]
		id   string
		want error
	}{
		"the former, while both count": {during, first, nil},
		"the latest, while both count": {during, second, nil},
		"the latest, after":            {after, second, nil},
		"the former, after":            {after, first, ErrCustomIDSignature},
		"the latest, before":           {before, second, ErrCustomIDSignature},
		"forged":                       {during, first[:len(first)-1] + "!", ErrCustomIDSignature},
	} {
		if _, err := c.by.Parse(c.id); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a short former key is accepted")
		}
	}()
	base.Signed(fresh, []byte("short"))
}

func TestIntegersDeclareTheirRange(t *testing.T) {
	type numbers struct {
		A uint8  `description:"A"`
		B int8   `description:"B" min:"1"`
		C uint64 `description:"C"`
		D int    `description:"D"`
		E *int16 `description:"E" min:"-5" max:"5"`
	}
	plan, err := planOptions[numbers]()
	if err != nil {
		t.Fatal(err)
	}
	want := []discord.CommandOption{
		{MinValue: new(0.0), MaxValue: new(255.0)}, {MinValue: new(1.0), MaxValue: new(127.0)}, {MinValue: new(0.0)}, {},
		{MinValue: new(-5.0), MaxValue: new(5.0)},
	}
	same := func(a, b *float64) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	for n, o := range plan.declared {
		if !same(o.MinValue, want[n].MinValue) || !same(o.MaxValue, want[n].MaxValue) {
			t.Errorf("%s: %v to %v", o.Name, o.MinValue, o.MaxValue)
		}
	}
	if _, err := planOptions[struct {
		A uint8 `description:"A" max:"300"`
	}](); err == nil || !strings.Contains(err.Error(), "max tag is 300; a uint8 holds 0 to 255") {
		t.Errorf("a tag beyond the type: %v", err)
	}
}

// A user who names someone outside the guild gets a message that says why that does not work. The
// registration is not wrong.
func TestMembersWhoAreNone(t *testing.T) {
	type must struct {
		Who discord.Member `description:"Who" option:",required"`
	}
	type may struct {
		Who *discord.Member `description:"Who"`
	}
	data := decodeData(t, `{"name":"x","options":[{"name":"who","type":6,"value":"9"}],
		"resolved":{"users":{"9":{"id":"9","username":"stranger"}}}}`)
	to := &discord.CommandInteraction{Data: *data}
	called := false
	strict := CommandWith("x", "X", func(context.Context, *discord.CommandInteraction, must) (discord.CommandAnswer, error) {
		called = true
		return discord.Message{Content: "x"}, nil
	})
	answer, err := strict.handler(t.Context(), to)
	message, ok := answer.(discord.Message)
	if err != nil || !ok || called || message.Flags != discord.Ephemeral || !strings.Contains(message.Content, "`who` is not a member") {
		t.Errorf("%+v, %v, called %t", answer, err, called)
	}
	lenient := CommandWith("x", "X", func(_ context.Context, _ *discord.CommandInteraction, o may) (discord.CommandAnswer, error) {
		called = o.Who == nil
		return discord.Message{Content: "x"}, nil
	})
	if _, err := lenient.handler(t.Context(), to); err != nil || !called {
		t.Errorf("%v, nil: %t", err, called)
	}
}

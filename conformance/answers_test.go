package conformance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// The interactions that answers are for.
var (
	command   = &discord.CommandInteraction{}
	component = &discord.ComponentInteraction{Envelope: discord.Envelope{Message: &discord.ReceivedMessage{ID: 1}}}
	modal     = &discord.ModalInteraction{Envelope: discord.Envelope{Message: &discord.ReceivedMessage{ID: 1}}}
)

func autocomplete(kind discord.OptionType) discord.Interaction {
	return &discord.AutocompleteInteraction{Data: discord.CommandData{
		Name: "search", Options: []discord.Option{{Name: "card", Type: kind, Focused: true}},
	}}
}

// kinds are all kinds of answer, with their generators. TestEveryAnswerKind checks that none is
// missing.
var kinds = []struct {
	name string
	to   discord.Interaction
	make func(*generator) discord.Answer
}{
	{"message to a command", command, func(g *generator) discord.Answer { return g.message() }},
	{"message to a component", component, func(g *generator) discord.Answer { return g.message() }},
	{"message to a modal", modal, func(g *generator) discord.Answer { return g.message() }},
	{"voice message", command, func(g *generator) discord.Answer { return g.voice() }},
	{"deferred message", command, func(g *generator) discord.Answer {
		return discord.DeferredMessage{Flags: discord.MessageFlags(g.number(0, 1)) * discord.Ephemeral}
	}},
	{"update", component, func(g *generator) discord.Answer { return g.update() }},
	{"update from a modal", modal, func(g *generator) discord.Answer { return g.update() }},
	{"deferred update", component, func(g *generator) discord.Answer { return discord.DeferredUpdate{} }},
	{"choices of strings", autocomplete(discord.OptionString), func(g *generator) discord.Answer { return g.choices(discord.OptionString) }},
	{"choices of integers", autocomplete(discord.OptionInteger), func(g *generator) discord.Answer { return g.choices(discord.OptionInteger) }},
	{"choices of numbers", autocomplete(discord.OptionNumber), func(g *generator) discord.Answer { return g.choices(discord.OptionNumber) }},
	{"modal", command, func(g *generator) discord.Answer { return g.modal() }},
	{"launch of an Activity", command, func(g *generator) discord.Answer { return discord.LaunchActivity{} }},
}

// perKind is how many answers of each kind a run generates.
const perKind = 200

// TestGeneratedAnswers validates at least 2000 answers, and lets the test Discord judge them: each
// kind with as little as possible, as much as possible, and anything between.
func TestGeneratedAnswers(t *testing.T) {
	d := discordDescription(t)
	t.Logf("seed %d", seed)
	total, double := 0, newDouble()
	for k, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			for i := range perKind {
				g := newGenerator(uint64(k*perKind+i), extentOf(i))
				payload, err := discord.EncodeAnswer(kind.to, kind.make(g))
				if err != nil {
					t.Fatalf("number %d, %v: we refuse what is valid: %v", i, g.extent, err)
				}
				if err := d.accepts(t, callbackRequest, payload.JSON); err != nil {
					t.Fatalf("number %d, %v: %v\n%.2000s", i, g.extent, err, payload.JSON)
				}
				// Made-up attachments are kept by no message, and files come in another form.
				if payload.ContentType() == "application/json" && !strings.Contains(string(payload.JSON), `"attachments":[{`) {
					if err := double.refuses(t, callbackRequest, payload.JSON); err != nil {
						t.Fatalf("number %d, %v: the test Discord refuses it: %v\n%.2000s", i, g.extent, err, payload.JSON)
					}
				}
				total++
			}
		})
	}
	if total < 2000 && !t.Failed() {
		t.Errorf("%d answers, 2000 are wanted", total)
	}
	t.Logf("%d answers generated and validated", total)
}

// extentOf gives the first tenth of a run to the least, the second to the most.
func extentOf(i int) extent {
	switch {
	case i < perKind/10:
		return least
	case i < perKind/5:
		return most
	}
	return some
}

// TestEveryAnswerKind checks that the generated answers cover every type of callback.
func TestEveryAnswerKind(t *testing.T) {
	seen := map[discord.CallbackType]bool{discord.CallbackPong: true} // written by core
	for _, kind := range kinds {
		seen[kind.make(newGenerator(1, some)).CallbackType()] = true
	}
	for _, want := range []discord.CallbackType{discord.CallbackPong, discord.CallbackMessage, discord.CallbackDeferredMessage,
		discord.CallbackDeferredUpdate, discord.CallbackUpdate, discord.CallbackChoices, discord.CallbackModal, discord.CallbackLaunchActivity} {
		if !seen[want] {
			t.Errorf("no answer of type %d is generated", want)
		}
	}
}

// TestPong validates the answer to a PING, which is fixed.
func TestPong(t *testing.T) {
	if err := discordDescription(t).accepts(t, callbackRequest, []byte(`{"type":1}`)); err != nil {
		t.Error(err)
	}
}

// TestFollowUpsAndEdits validates the bodies of the other requests that carry messages.
func TestFollowUpsAndEdits(t *testing.T) {
	d := discordDescription(t)
	t.Logf("seed %d", seed)
	for i := range perKind {
		g := newGenerator(uint64(1e6+i), extentOf(i))
		follow, err := discord.EncodeMessage(g.message())
		if err != nil {
			t.Fatalf("follow-up %d, %v: %v", i, g.extent, err)
		}
		if err := d.accepts(t, followUpRequest, follow.JSON); err != nil {
			t.Fatalf("follow-up %d, %v: %v\n%.2000s", i, g.extent, err, follow.JSON)
		}
		g = newGenerator(uint64(2e6+i), extentOf(i))
		update := g.update()
		if i%3 == 0 {
			update = g.message().Update()
		}
		edit, err := discord.EncodeUpdate(update)
		if err != nil {
			t.Fatalf("edit %d, %v: %v", i, g.extent, err)
		}
		if err := d.accepts(t, editRequest, edit.JSON); err != nil {
			t.Fatalf("edit %d, %v: %v\n%.2000s", i, g.extent, err, edit.JSON)
		}
	}
}

// TestEveryComponent validates each type of component by itself, with as little and with as much as
// possible.
func TestEveryComponent(t *testing.T) {
	d := discordDescription(t)
	makers := map[string]func(*generator) discord.Answer{}
	inMessage := func(name string, make func(*generator) discord.MessageComponent) {
		makers[name] = func(g *generator) discord.Answer {
			g.characters = 1000
			return discord.Message{Components: []discord.MessageComponent{make(g)}, Files: []discord.File{file("a.png")}}
		}
	}
	for _, style := range buttonStyles {
		inMessage(fmt.Sprintf("button of style %d", style), func(g *generator) discord.MessageComponent {
			return discord.ActionRow{Components: list(g, 1, 5, func() discord.RowComponent { return g.button(style) })}
		})
	}
	for kind := range 5 {
		inMessage(fmt.Sprintf("select %d", kind), func(g *generator) discord.MessageComponent {
			return discord.ActionRow{ID: g.id(), Components: []discord.RowComponent{g.selectMenu(kind, false)}}
		})
	}
	for kind := range 6 {
		inMessage(fmt.Sprintf("content %d", kind), func(g *generator) discord.MessageComponent {
			return g.content(kind).(discord.MessageComponent)
		})
	}
	inMessage("container", func(g *generator) discord.MessageComponent { return g.container() })
	for kind := range modalInputs + 1 {
		makers[fmt.Sprintf("modal part %d", kind)] = func(g *generator) discord.Answer {
			return discord.Modal{CustomID: "m", Title: "T", Components: []discord.ModalComponent{g.modalPart(kind)}}
		}
	}
	seen := map[discord.ComponentType]bool{}
	for name, make := range makers {
		for i := range 30 {
			g := newGenerator(uint64(i), extent(i%3))
			answer := make(g)
			note(seen, answer)
			payload, err := discord.EncodeAnswer(component, answer)
			if err == nil {
				err = d.accepts(t, callbackRequest, payload.JSON)
			}
			if err != nil {
				t.Errorf("%s, %v: %v\n%.2000s", name, g.extent, err, payload.JSON)
				break
			}
		}
	}
	for _, kind := range []discord.ComponentType{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17, 18, 19, 21, 22, 23} {
		if !seen[kind] {
			t.Errorf("no component of type %d was made", kind)
		}
	}
}

// note records the types of an answer's components, at every depth.
func note(seen map[discord.ComponentType]bool, answer discord.Answer) {
	var walk func(discord.Component)
	walk = func(c discord.Component) {
		seen[c.ComponentType()] = true
		switch c := c.(type) {
		case discord.ActionRow:
			for _, held := range c.Components {
				walk(held)
			}
		case discord.Section:
			walk(c.Accessory)
			for _, held := range c.Components {
				walk(held)
			}
		case discord.Container:
			for _, held := range c.Components {
				walk(held)
			}
		case discord.Label:
			walk(c.Component)
		}
	}
	switch answer := answer.(type) {
	case discord.Message:
		for _, c := range answer.Components {
			walk(c)
		}
	case discord.Modal:
		for _, c := range answer.Components {
			walk(c)
		}
	}
}

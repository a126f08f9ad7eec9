package playground

import (
	"bytes"
	"fmt"
	"go/format"
	"net/http"
	"strings"
	"unicode"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

func (p *Playground) postTest(w http.ResponseWriter, r *http.Request) {
	var of struct {
		Exchange discord.Snowflake `json:"exchange"`
	}
	if !readJSON(w, r, &of) {
		return
	}
	name, write := "conversation", p.conversationCode
	if of.Exchange != 0 {
		x, known := p.history.find(of.Exchange)
		if !known {
			http.Error(w, "That interaction is not remembered any more.", http.StatusNotFound)
			return
		}
		name, write = snake(x.Name), func() (string, error) { return p.testCode(&x) }
	}
	code, err := write()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	writeJSON(w, struct {
		Name string `json:"name"`
		Code string `json:"code"`
	}{name + "_test.go", code})
}

// testCode returns a test that repeats an exchange and the exchanges that led to it.
func (p *Playground) testCode(x *exchange) (string, error) {
	t := savedTest{Name: camel(x.Name)}
	chain := p.chain(x)
	p.connection(&t, chain)
	for n, one := range chain {
		reply, before := "reply", ""
		if n > 0 {
			before = t.Steps[n-1].Reply
		}
		if n < len(chain)-1 {
			reply = fmt.Sprintf("reply%d", n+1)
		}
		if one.Kind == "autocomplete" {
			reply = "choices"
		}
		t.Steps = append(t.Steps, savedStep{reply, p.call(one.did, before), p.deferred(one.ID), nil})
	}
	if checks := p.checks(x, "reply"); len(chain) > 0 {
		t.Steps[len(chain)-1].Checks = checks
	} else {
		t.Checks = checks
	}
	if len(chain) == 0 {
		t.Payload = indented(json.RawMessage(x.Request.Body))
	}
	return t.code()
}

func (t *savedTest) code() (string, error) {
	var b bytes.Buffer
	if err := testTemplate.Execute(&b, t); err != nil {
		return "", err
	}
	code, err := format.Source(b.Bytes())
	return string(code), err
}

// chain returns the exchanges that led to an exchange, and that exchange at the end. It returns nil
// if they are unknown.
func (p *Playground) chain(x *exchange) []*exchange {
	if x.did == nil {
		return nil
	}
	if x.did.begins() {
		return []*exchange{x}
	}
	before := p.before(x)
	led, known := p.history.find(before)
	if !known || before == x.ID {
		return nil
	}
	if chain := p.chain(&led); chain != nil {
		return append(chain, x)
	}
	return nil
}

// begins reports whether the action needs no earlier exchange.
func (a *action) begins() bool {
	return a.Kind == "command" || a.Kind == "autocomplete" || a.Kind == "user"
}

// before returns the interaction whose answer a person acted on, or zero if it is unknown.
func (p *Playground) before(x *exchange) discord.Snowflake {
	switch x.did.Kind {
	case "component":
		var body struct {
			Message struct {
				ID       discord.Snowflake `json:"id"`
				Metadata struct {
					ID discord.Snowflake `json:"id"`
				} `json:"interaction_metadata"`
			} `json:"message"`
		}
		if json.Unmarshal([]byte(x.Request.Body), &body) != nil {
			return 0
		}
		if shown := p.look(body.Message.Metadata.ID).Message; shown != nil && shown.ID == body.Message.ID {
			return body.Message.Metadata.ID
		}
		return 0 // a follow-up, or a message that is gone
	case "modal":
		return x.did.Exchange
	}
	return 0
}

// look returns what a person sees of an interaction now. The reply is empty if the interaction was
// never sent.
func (p *Playground) look(id discord.Snowflake) *discordtest.Reply {
	if x, known := p.history.find(id); !known || !x.sent {
		return &discordtest.Reply{}
	}
	return p.discord.Look(&discordtest.Reply{Interaction: id})
}

func (p *Playground) deferred(id discord.Snowflake) bool {
	return p.look(id).Type == discord.CallbackDeferredMessage
}

// call returns the line of code that repeats an action. before is the reply that the action starts
// from.
func (p *Playground) call(a *action, before string) string {
	who := p.personCode(a)
	switch a.Kind {
	case "command":
		return fmt.Sprintf("%s.Slash(%s%s)", who, quote(a.Path), valuesCode(a.Values))
	case "autocomplete":
		return fmt.Sprintf("%s.Type(%s, %s, %s%s)", who, quote(a.Path), quote(a.Option), quote(a.Typed), valuesCode(a.Values))
	case "user":
		return fmt.Sprintf("%s.UserCommand(%s, *app.World.User(%d))", who, quote(a.Name), a.TargetID)
	case "modal":
		return fmt.Sprintf("%s.Submit(%s.Modal%s)", who, before, valuesCode(a.Values))
	}
	if a.Chosen == nil {
		return fmt.Sprintf("%s.Click(%s.Message, %s)", who, before, quote(a.CustomID))
	}
	chosen := make([]string, len(a.Chosen))
	for n, value := range a.Chosen {
		chosen[n] = valueCode(value)
	}
	return fmt.Sprintf("%s.Choose(%s.Message, %s, %s)", who, before, quote(a.CustomID), strings.Join(chosen, ", "))
}

// personCode returns the code that selects the person who acts, if it is not the default person.
func (p *Playground) personCode(a *action) string {
	code := "app"
	if first := p.discord.Person(); a.UserID != first.User().ID {
		code += fmt.Sprintf(".As(*app.World.User(%d))", a.UserID)
	}
	channel, _ := p.channelOf(a.ChannelID)
	switch {
	case a.ChannelID == p.discord.Person().Channel().ID:
	case channel.Type == discord.ChannelDM:
		code += ".InDM()"
	case channel.Type == discord.ChannelGroupDM:
		code += ".InGroupDM()"
	default:
		code += fmt.Sprintf(".In(*app.World.Channel(%d))", a.ChannelID)
	}
	if a.Locale != "" && a.Locale != discord.LocaleEnglishUS {
		code += fmt.Sprintf(".Speaking(%s)", quote(string(a.Locale)))
	}
	if a.Permissions != "" {
		code += fmt.Sprintf(".Allowed(%s)", a.Permissions)
	}
	return code
}

// snake makes a file's name from an interaction's name, and camel a function's name.
func snake(name string) string {
	return strings.ToLower(strings.Join(words(name), "_"))
}

func camel(name string) string {
	var b strings.Builder
	for _, word := range words(name) {
		runes := []rune(word)
		b.WriteString(string(unicode.ToUpper(runes[0])) + string(runes[1:]))
	}
	return b.String()
}

func words(name string) []string {
	list := strings.FieldsFunc(name, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(list) == 0 || !unicode.IsLetter([]rune(list[0])[0]) {
		return append([]string{"saved"}, list...)
	}
	return list
}

package browser

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"

	"io"
)

// script plays a bot that gives its answers in order, and keeps what it was sent.
type script struct {
	mu       sync.Mutex
	answers  []string
	received []string
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.received = append(s.received, string(body))
	answer := s.answers[0]
	if len(s.answers) > 1 {
		s.answers = s.answers[1:]
	}
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, answer)
}

// last is the body that was received last.
func (s *script) last() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.received[len(s.received)-1]
}

func playing(t *testing.T, s *script, options ...discord.CommandOption) string {
	t.Helper()
	return play(t, func(d *discordtest.Discord) http.Handler {
		commands := []discord.Command{{Name: "ask", Description: "Asks", Options: options}}
		if err := d.API.SetCommands(0, commands); err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func (p *page) received(s *script, want ...string) {
	p.Helper()
	for _, one := range want {
		if !strings.Contains(s.last(), one) {
			p.Errorf("the bot was not sent %s but\n%s", one, s.last())
		}
	}
}

// TestSelects chooses in a select of each type.
func TestSelects(t *testing.T) {
	row := func(inner string) string { return `{"type":1,"components":[` + inner + `]}` }
	s := &script{answers: []string{
		`{"type":4,"data":{"content":"Choose","components":[` + strings.Join([]string{
			row(`{"type":3,"custom_id":"text","placeholder":"A text","options":[{"label":"Tea","value":"tea","emoji":{"name":"🍵"}},{"label":"Milk, warm","value":"milk, warm"}]}`),
			row(`{"type":5,"custom_id":"user","placeholder":"A user"}`),
			row(`{"type":6,"custom_id":"role","placeholder":"A role","max_values":2}`),
			row(`{"type":7,"custom_id":"both","placeholder":"Anybody"}`),
			row(`{"type":8,"custom_id":"channel","placeholder":"A channel","channel_types":[0]}`),
		}, ",") + `]}}`,
		`{"type":6}`,
	}}
	p := open(t, playing(t, s), dark)
	p.click("#composer-input", "")
	p.write("/ask")
	p.press(enter, enter)
	for _, tt := range []struct{ placeholder, option, want string }{
		{"A text", "Milk, warm", `"values":["milk, warm"]`},
		{"A user", "Old Oak", `"resolved":{"members"`},
		{"A role", "Moderator", `"roles":{"`},
		{"Anybody", "Keeper", `"component_type":7`},
		{"A channel", "general", `"channels":{"`},
	} {
		p.click(".select-button", tt.placeholder)
		p.see("[role=option]", tt.option)
		p.click("[role=option]", tt.option)
		if tt.placeholder == "A role" {
			p.click("#channel-name", "") // one of up to two is enough
		}
		p.gone(".select-panel", "")
		p.see(".select-button", tt.option)
		p.wait("the bot to be asked", `document.querySelector('.exchange .status')?.innerText === '200' && !document.querySelector('.message.waiting')`)
		p.received(s, tt.want)
	}
	p.shot("selects")
}

// TestModal fills in a modal that has one of each component.
func TestModal(t *testing.T) {
	label := func(text, component string) string {
		return fmt.Sprintf(`{"type":18,"label":%q,"component":%s}`, text, component)
	}
	modal := func(components ...string) string {
		return `{"type":9,"data":{"custom_id":"m","title":"Everything","components":[` + strings.Join(components, ",") + `]}}`
	}
	s := &script{answers: []string{
		modal(`{"type":10,"content":"Read **this** first."}`,
			label("Short", `{"type":4,"style":1,"custom_id":"short","min_length":3}`),
			label("Kind", `{"type":21,"custom_id":"kind","options":[{"label":"One","value":"1"},{"label":"Two","value":"2"}]}`),
			label("Days", `{"type":22,"custom_id":"days","options":[{"label":"Mon","value":"mon"},{"label":"Tue","value":"tue"}]}`),
			label("Agreed", `{"type":23,"custom_id":"agreed"}`)),
		`{"type":4,"data":{"content":"first"}}`,
		modal(label("Photo", `{"type":19,"custom_id":"photo","max_values":2}`),
			label("Drink", `{"type":3,"custom_id":"drink","options":[{"label":"Tea","value":"tea"},{"label":"Coffee","value":"coffee"}]}`),
			label("Whom", `{"type":5,"custom_id":"whom","required":false}`),
			label("Where", `{"type":8,"custom_id":"where"}`),
			label("Story", `{"type":4,"style":2,"custom_id":"story","required":false,"value":"Once"}`)),
		`{"type":4,"data":{"content":"second"}}`,
	}}
	p := open(t, playing(t, s), dark)
	ask := func() {
		p.click("#composer-input", "")
		p.write("/ask")
		p.press(enter, enter)
		p.see("dialog.modal h2", "Everything")
	}
	ask()
	p.click("dialog label.choice", "Two")
	p.click("dialog label.choice", "Mon")
	p.click("dialog label.choice", "Tue")
	p.click("dialog input[data-custom-id=agreed]", "")
	p.click("dialog input[type=text]", "")
	p.write("ab")
	p.click("dialog button", "Submit")
	p.see("dialog .problem", "at least 3")
	p.write("c")
	p.shot("modal-1")
	p.click("dialog button", "Submit")
	p.see(".message .content", "first")
	p.received(s, `"value":"abc"`, `"value":"2"`, `"values":["mon","tue"]`, `"value":true`, `{"id":1,"type":10}`)

	ask()
	file := filepath.Join(t.TempDir(), "leaf.txt")
	if err := os.WriteFile(file, []byte("green"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.must("file", chromedp.Do(p.ctx, chromedp.SetUploadFiles("dialog input[type=file]", []string{file})))
	p.see("dialog .upload-item", "leaf.txt")
	p.click("dialog .select-button", "Select an option")
	p.click("[role=option]", "Coffee")
	p.click("dialog .select-button", "Select a channel")
	p.click("[role=option]", "general")
	p.shot("modal-2")
	p.click("dialog button", "Submit")
	p.see(".message .content", "second")
	p.received(s, `"filename":"leaf.txt"`, `"values":["coffee"]`, `"value":"Once"`, `"custom_id":"whom","id":6,"type":5,"values":[]`)
}

// TestOptions fills in an option of each type.
func TestOptions(t *testing.T) {
	s := &script{answers: []string{`{"type":4,"data":{"content":"done"}}`}}
	option := func(kind discord.OptionType, name string) discord.CommandOption {
		return discord.CommandOption{Type: kind, Name: name, Description: "The " + name, Required: true}
	}
	choice := option(discord.OptionString, "choice")
	choice.Choices = []discord.Choice{{Name: "First", Value: discord.String("1st")}, {Name: "Second", Value: discord.String("2nd")}}
	number := option(discord.OptionInteger, "count")
	number.MinValue, number.MaxValue = new(1.0), new(9.0)
	p := open(t, playing(t, s, option(discord.OptionString, "text"), choice, number, option(discord.OptionNumber, "ratio"),
		option(discord.OptionBoolean, "sure"), option(discord.OptionUser, "who"), option(discord.OptionRole, "role"),
		option(discord.OptionChannel, "where"), option(discord.OptionMentionable, "any"), option(discord.OptionAttachment, "file")), dark)
	p.click("#composer-input", "")
	p.write("/ask")
	p.press(enter)
	p.write("some words")
	p.press(tab)
	p.write("sec")
	p.press(tab)
	p.write("12")
	p.press(tab)
	p.write("0.5")
	p.press(tab)
	p.write("t")
	p.press(tab)
	p.write("ami")
	p.press(tab)
	p.write("mod")
	p.press(tab)
	p.write("gen")
	p.press(tab)
	p.write("keeper")
	p.press(tab)
	file := filepath.Join(t.TempDir(), "leaf.txt")
	if err := os.WriteFile(file, []byte("green"), 0o644); err != nil {
		t.Fatal(err)
	}
	p.must("file", chromedp.Do(p.ctx, chromedp.SetUploadFiles(".command-form input[type=file]", []string{file})))
	p.see(".drop", "leaf.txt")
	p.click("button.send", "")
	p.see(".composer-popup .problem", "At most 9")
	p.shot("options")
	p.press(backspace, backspace, "7")
	p.click("button.send", "")
	p.see(".message .content", "done")
	p.received(s, `"value":"some words"`, `"value":"2nd"`, `"type":4,"value":7`, `"value":0.5`, `"value":true`, `"users":{"218436509120135168"`,
		`"roles":{`, `"channels":{`, `"filename":"leaf.txt"`)
}

// TestMessageParts checks the other parts of a message.
func TestMessageParts(t *testing.T) {
	s := &script{answers: []string{`{"type":4,"data":{"content":"||hidden|| <@218436509120135168>","allowed_mentions":{"parse":["users"]},"poll":{"question":{"text":"Which?"},
		"answers":[{"poll_media":{"text":"This","emoji":{"name":"🔥"}}},{"poll_media":{"text":"That"}}],"duration":24}}}`,
		`{"type":4,"data":{"flags":32768,"components":[{"type":9,"components":[{"type":10,"content":"# Left"}],"accessory":{"type":2,"style":3,"custom_id":"r","label":"Right"}},
		{"type":17,"accent_color":65280,"spoiler":true,"components":[{"type":10,"content":"Inside"},{"type":14,"divider":false,"spacing":2}]}]}}`}}
	p := open(t, playing(t, s), dark)
	ask := func() {
		p.click("#composer-input", "")
		p.write("/ask")
		p.press(enter, enter)
	}
	ask()
	p.see(".poll .poll-answer", "This")
	p.click(".poll label", "That")
	p.see(".poll", "1 vote")
	p.click(".spoiler", "")
	p.see(".spoiler.revealed", "hidden")
	p.see(".message .mention", "@Ami")
	ask()
	p.see(".section", "Left")
	p.see(".section-accessory button", "Right")
	p.click(".spoiler.block", "")
	p.see(".spoiler.block.revealed .container", "Inside")
	p.shot("message-parts")
}

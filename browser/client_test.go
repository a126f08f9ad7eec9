package browser

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// TestLikeDiscordsClient checks that the page behaves as Discord's own client does.
func TestLikeDiscordsClient(t *testing.T) {
	for name, l := range everywhere {
		t.Run(name, func(t *testing.T) {
			url, _ := acting(t)
			p := open(t, url, l)
			lockedCommand(p, name)
			secondEnter(p)
			headerOfAnswer(p)
			p.shot("like-discord-" + name)
		})
	}
}

// A command that the person may not use is there, and says why.
func lockedCommand(p *page, name string) {
	p.Helper()
	p.click("#composer-input", "")
	p.write("/clear")
	p.see("[role=option][aria-disabled]", "You lack Manage Messages")
	p.shot("locked-command-" + name)
	p.press(enter)
	p.see("[role=option][aria-disabled]", "/clear")
	p.click(".switch", "Switch to")
	p.see("[role=option]:not([aria-disabled])", "/clear")
	p.sidebar(true)
	p.see("button.me", "reed")
	p.sidebar(false)
	p.click("#composer-input", "")
	p.press(escape)
	eval[any](p, `(() => { const e = document.querySelector('#composer-input'); e.value = ''; })()`)
}

// The first Enter takes the command that is shown, and sends nothing. The second sends, and adds no
// option.
func secondEnter(p *page) {
	p.Helper()
	before := p.exchanges()
	p.click("#composer-input", "")
	p.write("/nothing")
	p.see(".listbox-note", "No command matches")
	p.press(enter)
	p.see(".listbox-note", "No command matches")
	p.press(backspace, backspace, backspace, backspace, backspace, backspace, backspace)
	p.write("wor")
	p.see("[role=option]", "/work")
	p.press(enter)
	p.see(".command-name", "/work")
	if n := p.exchanges(); n != before {
		p.Errorf("the first Enter sent something: %d exchanges, before %d", n, before)
	}
	p.press(enter)
	p.see(".message .content", "done")

	p.click("#composer-input", "")
	p.write("/may")
	p.press(enter)
	p.see(".command-name", "/maybe")
	p.gone(".option-field", "")
	p.press(enter)
	p.see(".message .content", "note .")
}

// An answer to a button names the message, and no custom ID.
func headerOfAnswer(p *page) {
	p.Helper()
	p.click(".message button.button", "Again")
	p.see(".message .content", "once more")
	if text := eval[string](p, `[...document.querySelectorAll('.reference')].map(e => e.innerText).join()`); strings.Contains(text, "again:1") {
		p.Errorf("a header names a custom ID: %s", text)
	}
	p.see(".reference .reference-text", "done")
}

// TestPending checks that a pressed button shows dots in place of its text until the bot answers.
func TestPending(t *testing.T) {
	for name, l := range everywhere {
		t.Run(name, func(t *testing.T) {
			answer := make(chan struct{})
			p := open(t, play(t, func(d *discordtest.Discord) http.Handler {
				ask(t, d)
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					body, _ := io.ReadAll(r.Body)
					w.Header().Set("Content-Type", "application/json")
					if !strings.Contains(string(body), `"custom_id":"slow"`) {
						io.WriteString(w, `{"type":4,"data":{"content":"Press it","components":[{"type":1,"components":[{"type":2,"style":1,"custom_id":"slow","label":"Slow"},{"type":2,"style":2,"custom_id":"other","label":"Other"}]}]}}`)
						return
					}
					select {
					case <-answer:
					case <-r.Context().Done():
						return
					}
					io.WriteString(w, `{"type":7,"data":{"content":"Pressed"}}`)
				})
			}), l)
			p.command("/ask")
			p.click(".message button.button", "Slow")
			const dots = `getComputedStyle(document.querySelector('button[data-custom-id=%s]'), '::after').content.includes('•')`
			p.wait("dots", dots, "slow")
			if eval[bool](p, dots, "other") || eval[bool](p, `document.querySelector('button[data-custom-id=slow] span').checkVisibility({visibilityProperty: true})`) {
				t.Error("the other button has dots, or the pressed one shows its text")
			}
			p.shot("pending-" + name)
			close(answer)
			p.see(".message .content", "Pressed")
			p.wait("no dots", "!("+dots+")", "slow")
			p.see(".message button.button", "Slow")
		})
	}
}

// TestOptionPills checks the options of a command with many: on a wide page they are on one line that
// scrolls, and the one with the focus is in sight. On a phone they wrap, and nothing is wider than
// the screen.
func TestOptionPills(t *testing.T) {
	names := strings.Fields("species place weather moon temperature observer remarks method duration count")
	var options []discord.CommandOption
	for n, name := range names {
		options = append(options, discord.CommandOption{Type: discord.OptionString, Name: name, Description: "The " + name, Required: n < 6})
	}
	for name, l := range everywhere {
		t.Run(name, func(t *testing.T) {
			p := open(t, playing(t, &script{answers: []string{`{"type":4,"data":{"content":"noted"}}`}}, options...), l)
			p.click("#composer-input", "")
			p.write("/ask")
			p.see("[role=option] .option-hint.is-required", "species")
			p.see("[role=option] .option-hint", "count")
			p.fits("the picker")
			if broken := eval[[]string](p, `[...document.querySelectorAll('.option-hint')].filter(e => e.getClientRects().length > 1).map(e => e.innerText)`); len(broken) > 0 {
				t.Errorf("pills in the picker are broken over two lines: %q", broken)
			}
			p.shot("picker-pills-" + name)
			p.press(enter)
			for n := range 6 {
				p.write(strings.Repeat("x", 8))
				if n < 5 {
					p.press(tab)
				}
			}
			rows := eval[int](p, `new Set([...document.querySelector('.option-fields').children].map(e => e.offsetTop)).size`)
			scrolls := eval[bool](p, `(e => e.scrollWidth > e.clientWidth)(document.querySelector('.option-fields'))`)
			if l.mobile != (rows > 1) || l.mobile == scrolls {
				t.Errorf("the options are on %d lines, and scroll: %t", rows, scrolls)
			}
			p.fits("the form")
			const inSight = `(() => {
				const [e, line] = [document.activeElement.closest('.option-field, .add-option').getBoundingClientRect(), document.querySelector('.option-fields').getBoundingClientRect()];
				return e.left >= line.left - 1 && e.right <= line.right + 1;
			})()`
			if !eval[bool](p, inSight) {
				t.Error("the option with the focus is out of sight")
			}
			p.shot("option-pills-" + name)
			p.click(".add-option", "count")
			p.wait("the new option in sight", inSight)
			p.shot("option-pills-last-" + name)
			p.press(enter)
			p.see(".message .content", "noted")
		})
	}
}

// TestToasts checks that notes are over the channel, and that the same note does not pile up.
func TestToasts(t *testing.T) {
	for name, l := range everywhere {
		t.Run(name, func(t *testing.T) {
			url, _ := acting(t)
			p := open(t, url, l)
			unknown := func(text string) {
				p.click("#composer-input", "")
				p.write(text)
				p.see(".listbox-note", "No command matches")
				p.press(escape, enter)
				p.see(".toast", "There is no command "+text)
				eval[any](p, `(() => { const e = document.querySelector('#composer-input'); e.value = ''; })()`)
			}
			unknown("/lantern")
			unknown("/lantern")
			if n := eval[int](p, `document.querySelectorAll('.toast').length`); n != 1 {
				t.Errorf("the same note is there %d times", n)
			}
			unknown("/candle")
			if bad := eval[[]string](p, `(() => {
				const box = (e) => e.getBoundingClientRect();
				const main = box(document.querySelector('main')), composer = box(document.querySelector('.composer-row'));
				const notes = [...document.querySelectorAll('.toast')].map(box);
				return notes.flatMap((n, at) => [
					n.left < main.left || n.right > main.right || n.top < main.top ? 'a note is not over the channel' : '',
					n.bottom > composer.top ? 'a note covers the composer' : '',
					at > 0 && n.top < notes[at - 1].bottom ? 'a note covers another' : '',
				]).filter(Boolean);
			})()`); len(bad) > 0 {
				t.Error(bad)
			}
			p.shot("toasts-" + name)
		})
	}
}

package browser

import (
	"strings"
	"testing"
)

// TestWalk uses one feature after the other: a slash command with autocomplete, a message with
// buttons, a click, a modal, its submission, a deferred answer, and a follow-up with a file.
func TestWalk(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.shot("1-welcome")

	p.click("#composer-input", "")
	p.write("/fire")
	p.see("[role=option]", "/firefly show")
	p.shot("2-picker")
	p.click("[role=option]", "/firefly show")
	p.see(".option-help", "Which one")
	p.see("[role=option]", "Common glow-worm")
	p.write("gen")
	p.gone("[role=option]", "Common glow-worm")
	p.see("[role=option]", "Genji firefly")
	p.shot("3-autocomplete")
	p.click("[role=option]", "Genji firefly")
	p.see(".option-field", "species")
	p.press(enter)

	p.see(".message .reference", "firefly show")
	p.see(".embed-title", "Genji firefly")
	p.see(".embed-field", "Nipponoluciola cruciata")
	p.see("a.button", "About fireflies")
	p.shot("4-message-with-buttons")

	p.click(".message button.button", "I saw one")
	p.see("dialog.modal h2", "Genji firefly")
	p.shot("5-modal")
	p.click("dialog button", "Submit")
	p.see("dialog .problem", "required")
	p.click("dialog input[type=text]", "")
	p.write("By the mill")
	p.click("dialog label.choice", "A few")
	p.click("dialog button", "Submit")
	p.gone("dialog.modal", "")

	p.see(".message .content", "Thank you: genji firefly, a few.")
	p.see(".message.ephemeral .file-card", "report.md")
	p.see(".message.ephemeral .ephemeral-note", "Only you can see this")
	p.shot("6-follow-up-with-a-file")

	// The file is the one that the bot made, and the browser saves it instead of showing it.
	file := eval[[]string](p, `(async () => {
		const answer = await fetch(%s.href);
		return [await answer.text(), answer.headers.get('Content-Disposition'), answer.headers.get('X-Content-Type-Options')];
	})()`, find(".file-card a[download]", "report.md"))
	if !strings.Contains(file[0], "Place: By the mill") || !strings.HasPrefix(file[1], "attachment;") || file[2] != "nosniff" {
		t.Errorf("the file came as %q", file)
	}

	// Everything is still there after a reload.
	eval[any](p, "location.reload()")
	p.see(".embed-title", "Genji firefly")
	p.see(".message.ephemeral .file-card", "report.md")
}

func TestThinking(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.click("#composer-input", "")
	p.write("/wait")
	p.press(enter)
	p.write("3")
	p.press(enter)
	p.see(".message .thinking", "is thinking…")
	p.shot("thinking")
	p.see(".message .content", "That took 3 seconds.")
	p.gone(".message .thinking", "")
}

func TestLayout(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.click("#composer-input", "")
	p.write("/firefly compare")
	p.press(enter, enter)
	p.see(".components.v2", "Which two?")
	p.click(".select-button", "Choose two fireflies")
	p.see("[role=option]", "Big dipper")
	p.shot("select")
	p.click("[role=option]", "Heike firefly")
	p.click("[role=option]", "Big dipper")
	p.press(escape)
	p.gone(".select-panel", "")
	p.click(".select-button", "Choose two fireflies")
	p.click("[role=option]", "Heike firefly")
	p.click("[role=option]", "Big dipper")
	p.click("#channel-name", "")
	p.see(".container", "Photinus pyralis")
	p.see(".container h4", "Heike firefly")
	if n := eval[int](p, `document.querySelectorAll('.container hr.separator').length`); n != 2 {
		t.Errorf("%d separators, want 2", n)
	}
	p.shot("layout")
}

func TestEphemeral(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.click("#composer-input", "")
	p.write("/firefly show")
	p.press(enter)
	p.write("heike")
	p.see("[role=option]", "Heike firefly")
	p.press(enter)
	p.click(".add-option", "private")
	p.see("[role=option]", "True")
	p.press(enter, enter)
	p.see(".message.ephemeral .embed-title", "Heike firefly")
	p.see(".ephemeral-note", "Only you can see this")
	p.shot("ephemeral")

	me := eval[string](p, `document.querySelector('.me-name b').innerText`)
	become(p, "other than "+me)
	p.gone(".message.ephemeral", "")
	become(p, me)
	p.see(".message.ephemeral .embed-title", "Heike firefly")
	p.click(".ephemeral-note button", "Dismiss message")
	p.gone(".message.ephemeral", "")
}

// become changes to a person, or to any person but one.
func become(p *page, who string) {
	p.Helper()
	p.click("button.me", "")
	p.see("dialog h2", "Who you are")
	if other, ok := strings.CutPrefix(who, "other than "); ok {
		who = eval[string](p, `[...document.querySelectorAll('.person b')].map(b => b.innerText).find(name => name !== %q)`, other)
	}
	p.click("label.person", who)
	p.click("dialog button", "Done")
	p.see("button.me", who)
}

func TestContextMenus(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.click("#composer-input", "")
	p.write("how many words are these")
	p.press(enter)
	p.see(".message .content", "how many words")
	p.rightClick(".message .content", "how many words")
	p.see("[role=menu] [role=menuitem]", "Count the words")
	p.shot("message-menu")
	p.click("[role=menuitem]", "Count the words")
	p.see(".message.ephemeral .content", "5 words.")

	p.click("#tab-members", "")
	p.see(".member", "")
	p.shot("members")
	p.rightClick("#members .member", "")
	p.click("[role=menuitem]", "Who is this")
	p.see(".message.ephemeral .content", "has been on Discord since")
}

func TestDirectMessage(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.click(".place:has(.avatar)", "")
	p.see("#channel-name", "")
	p.click("#composer-input", "")
	p.write("/ping")
	p.press(enter, enter)
	p.see(".message .content", "pong")
	p.click(".exchange", "/ping")
	p.see(".exchange-detail .section-box", "Request")
	body := eval[string](p, `[...document.querySelectorAll('.exchange-detail .json')].at(-1).innerText`)
	if !strings.Contains(body, `"context": 1`) || strings.Contains(body, `"guild_id"`) || strings.Contains(body, `"member"`) {
		t.Errorf("a direct message was sent as %s", body)
	}
}

package browser

import "testing"

// TestKeyboard uses the whole page without a mouse, and checks the focus at each step.
func TestKeyboard(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.press("/") // from anywhere
	p.see("[role=option]", "/firefly show")
	p.focus()
	p.press(down, up, escape)
	p.gone("[role=option]", "")
	p.press(backspace)
	p.write("/firefly s")
	p.see("[role=option]", "/firefly show")
	p.press(tab)
	p.see(".option-help", "Which one")
	p.focus()
	p.write("worm")
	p.see("[role=option]", "Common glow-worm")
	p.press(tab)
	p.tabTo("button.add-option", "private")
	p.press(enter)
	p.see("[role=option]", "False")
	p.press(down, enter, enter)
	p.see(".embed-title", "Common glow-worm")

	// Up from the empty line leads to the newest message, Tab from there to what is in it.
	p.wait("the focus to be back", `document.activeElement.id === 'composer-input'`)
	p.press(up)
	p.wait("a message to have the focus", `document.activeElement.matches('.message')`)
	p.focus()
	p.tabTo("button.button", "I saw one")
	p.press(enter)
	p.see("dialog.modal h2", "Common glow-worm")
	p.tabTo("dialog input[type=text]", "")
	p.write("In the meadow")
	p.press(tab, space)
	p.see("dialog .choice:has(:checked)", "One")
	p.press(down)
	p.see("dialog .choice:has(:checked)", "A few")
	p.tabTo("dialog button", "Submit")
	p.press(enter)
	p.see(".message .content", "Thank you: common glow-worm, a few.")
	p.see(".file-card", "report.md")

	// The inspector, by its tabs.
	p.tabTo("[role=tab]", "Inspector")
	p.press(right)
	p.see("#members h3", "")
	p.press(right, right)
	p.see(".exchange", "/firefly show")
	p.tabTo(".exchange", "/firefly show")
	p.press(enter)
	p.see(".exchange-detail h3", "/firefly show")
	p.shot("keyboard")
}

func TestKeyboardSelect(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.press("/")
	p.write("firefly compare")
	p.press(enter, enter)
	p.see(".select-button", "Choose two fireflies")
	p.wait("the focus to be back", `document.activeElement.id === 'composer-input'`)
	p.press(up)
	p.tabTo(".select-button", "Choose two fireflies")
	p.press(enter)
	p.see("[role=option]", "Genji firefly")
	p.press(enter, down, down, space, tab)
	p.see(".container", "Photinus pyralis")
	p.see(".container", "Genji firefly")
}

func TestKeyboardMenu(t *testing.T) {
	p := open(t, fireflies(t), dark)
	p.press(tab) // the first stop is the link that skips the navigation
	if got := p.focus(); got != "a Skip to the message box" {
		t.Errorf("Tab leads to %q first", got)
	}
	p.press(enter)
	p.write("one two three")
	p.press(enter)
	p.see(".message .content", "one two three")
	p.press(up, enter)
	p.see("[role=menu]", "Count the words")
	p.press(down, up, enter)
	p.see(".message.ephemeral .content", "3 words.")
	p.wait("the focus to be back at the message", `document.activeElement.matches('.message')`)
	p.press(enter, escape)
	p.gone("[role=menu]", "")
	p.wait("the focus to be back at the message", `document.activeElement.matches('.message')`)
}

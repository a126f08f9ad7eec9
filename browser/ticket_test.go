package browser

import "testing"

// TestTicket follows a ticket of the example bot, from the command to the closed thread, as people
// see it.
func TestTicket(t *testing.T) {
	for name, l := range map[string]look{"dark": dark, "light": light, "phone": phone} {
		t.Run(name, func(t *testing.T) {
			p := open(t, fireflies(t), l)
			sidebar := func() {
				if l.mobile {
					p.click("#toggle-sidebar", "")
				}
			}
			p.click("#composer-input", "")
			p.write("/ticket open")
			p.press(enter, enter)
			p.see("dialog.modal h2", "Open a ticket")
			p.click("dialog input[type=text]", "")
			p.write("My lamp is dark")
			p.click("dialog button", "Submit")
			p.see(".message.ephemeral .content", "Your ticket: ")
			p.shot("ticket-1-open-" + name)

			sidebar()
			p.click(".place.thread", "My lamp is dark")
			p.see(".message .content", "asks for help.")
			p.shot("ticket-2-thread-" + name)
			p.click(".message button.button", "Claim")
			p.see(".message .content", "takes care of")
			p.click(".message button.button", "Close")
			p.see(".message .content", "This ticket is closed.")
			sidebar()
			p.see(".place.thread", "archived")
			p.shot("ticket-3-closed-" + name)
			p.click(".place:has(.avatar)", "")
			p.see(".message .content", "Your ticket is open: ")
			p.see(".message .content", "Your ticket is closed.")
			p.shot("ticket-4-direct-messages-" + name)
		})
	}
}

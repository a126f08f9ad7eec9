package bot_test

import (
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
)

func TestTicket(t *testing.T) {
	app := newApp(t)
	app.World.Grant(bot.Rights)
	ticketed(t, app)
}

// ticketed runs through a ticket from the command to the closed thread.
func ticketed(t *testing.T, app *discordtest.App) {
	t.Helper()
	// Only its members see a private thread, and users who may manage threads, such as an
	// administrator.
	ami, oak := *app.World.Members[0].User, *app.World.Members[2].User

	modal := app.Slash("ticket open").Modal
	opened := app.Wait(app.Submit(modal, discordtest.Values{"subject": "My lamp is dark"}))
	if !opened.Ephemeral || !strings.HasPrefix(opened.Message.Content, "Your ticket: ") {
		t.Fatalf("answered with %q", opened.Message.Content)
	}
	thread := app.Channel("My lamp is dark")
	ticket := thread.Messages()[0]
	if want := ami.Mention() + " asks for help."; ticket.Content != want {
		t.Errorf("the thread begins with %q, want %q", ticket.Content, want)
	}
	if roles := app.Roles(); len(roles) != 1 || roles[0].Name != "Ticket" {
		t.Errorf("the person's roles are %v", roles)
	}
	if dms := app.DMs(ami); len(dms) != 1 || !strings.HasPrefix(dms[0].Content, "Your ticket is open: ") {
		t.Errorf("the person was sent %v", dms)
	}

	helper := app.As(oak)
	if got, want := helper.Click(ticket, "Claim").Message.Content, oak.Mention()+" takes care of "+ami.Mention()+"."; got != want {
		t.Errorf("claimed: %q, want %q", got, want)
	}
	app.WaitDone(helper.Click(ticket, "Close"))
	// For a bot in another process, WaitDone waits only for the answer.
	until(t, "the closed ticket in the archive, and its role taken away", func() bool {
		return thread.Info().Thread.Archived && len(app.Roles()) == 0
	})
}

// A person who accepts no direct messages still gets the ticket. A bot without the permissions
// apologises.
func TestTicketRefused(t *testing.T) {
	app := newApp(t)
	app.World.Grant(bot.Rights)
	app.World.ClosedDMs = []discord.Snowflake{app.World.Members[0].User.ID}
	opened := app.Wait(app.Submit(app.Slash("ticket open").Modal, discordtest.Values{"subject": "No mail"}))
	if !strings.HasPrefix(opened.Message.Content, "Your ticket: ") {
		t.Errorf("answered with %q", opened.Message.Content)
	}

	other := newApp(t)
	failed := other.Wait(other.Submit(other.Slash("ticket open").Modal, discordtest.Values{"subject": "No rights"}))
	if !strings.HasPrefix(failed.Message.Content, "Something went wrong") {
		t.Errorf("without rights: %q", failed.Message.Content)
	}
}

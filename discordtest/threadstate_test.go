package discordtest_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

const july = "/channels/1323980011223344999"

// The bot's calls may change a thread depending on the thread's state and the bot's rights.
func TestThreadsThatAreArchivedOrLocked(t *testing.T) {
	message := july + "/messages/{m}"
	fire := message + "/reactions/%F0%9F%94%A5/@me"
	for name, test := range map[string]struct {
		archived, locked bool
		grant            discord.Permissions
		steps            []step
	}{
		"archived": {archived: true, steps: []step{
			{"PATCH " + message, `{"content":"y"}`, 400, 50083, ""}, {"PUT " + fire, "", 400, 50083, ""},
			{"PUT " + july + "/messages/pins/{m}", "", 400, 50083, ""},
			{"POST " + july + "/messages", `{"content":"wakes it"}`, 200, 0, ""}, {"PATCH " + message, `{"content":"y"}`, 200, 0, ""}}},
		"archived, and a message is deleted": {archived: true, steps: []step{{"DELETE " + message, "", 204, 0, ""}}},
		"archived, and the bot manages threads": {archived: true, grant: discord.PermissionManageThreads, steps: []step{
			{"PATCH " + message, `{"content":"y"}`, 400, 50083, ""},
			{"PATCH " + july, `{"archived":false}`, 200, 0, ""}, {"PATCH " + message, `{"content":"y"}`, 200, 0, ""}}},
		"locked": {locked: true, steps: []step{
			{"PATCH " + message, `{"content":"y"}`, 403, 50083, ""}, {"POST " + july + "/messages", `{"content":"y"}`, 403, 50083, ""},
			{"PUT " + fire, "", 204, 0, ""}, {"DELETE " + message, "", 204, 0, ""}}},
		"locked, and the bot manages threads": {locked: true, grant: discord.PermissionManageThreads, steps: []step{
			{"PATCH " + message, `{"content":"y"}`, 200, 0, ""}, {"POST " + july + "/messages", `{"content":"y"}`, 200, 0, ""}}},
		"archived and locked": {archived: true, locked: true, steps: []step{
			{"PATCH " + message, `{"content":"y"}`, 400, 50083, ""}, {"DELETE " + message, "", 400, 50083, ""},
			{"POST " + july + "/messages", `{"content":"y"}`, 403, 50083, ""}, {"DELETE " + fire, "", 400, 50083, ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDiscord(t, test.grant|discord.PermissionPinMessages)
			posted := play(t, d, step{"POST " + july + "/messages", `{"content":"x"}`, 200, 0, ""})
			d.See(func(w *discordtest.World) {
				w.Channels[4].Thread.Archived, w.Channels[4].Thread.Locked = test.archived, test.locked
			})
			for n := range test.steps {
				test.steps[n].call = strings.ReplaceAll(test.steps[n].call, "{m}", at(t, posted, "id").(string))
			}
			play(t, d, test.steps...)
		})
	}
}

// Interactions in such threads: the rules of the client and of the answer.
func TestActingInThreadsThatAreArchivedOrLocked(t *testing.T) {
	app := guarded(t)
	play(t, app.Discord, step{"POST " + july + "/messages", `{"content":"a ticket","components":[{"type":1,"components":[
		{"type":2,"style":1,"label":"Claim","custom_id":"claim"}]}]}`, 200, 0, ""})
	thread := app.Channel("July counts")
	ticket := thread.Messages()[0]
	set := func(archived, locked bool) {
		app.See(func(w *discordtest.World) {
			w.Channels[4].Thread.Archived, w.Channels[4].Thread.Locked = archived, locked
		})
	}
	refused := func(what string, err error, want string) {
		t.Helper()
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", what, err, want)
		}
	}
	set(false, true)
	for _, n := range []int{0, 2} {
		_, err := app.Person().As(*app.World.Members[n].User).Click(t.Context(), ticket, "Claim")
		refused("a click in a locked thread", err, "locked")
	}
	_, err := app.Person().As(*app.World.Members[2].User).In(thread.Info()).Slash(t.Context(), "clear")
	refused("the answer to a command in a locked thread", err, "50083")
	set(true, false)
	refused("a reaction in an archived thread", app.Person().React(ticket.ID, "🔥"), "archived")
	_, err = app.Person().Allowed(discord.PermissionSendMessages).Click(t.Context(), ticket, "Claim")
	refused("a click by somebody who cannot write there", err, "SEND_MESSAGES_IN_THREADS")
	if app.Click(ticket, "Claim"); thread.Info().Thread.Archived {
		t.Error("a click does not take the thread out of the archive")
	}
}

// A bot that archives the thread first can no longer change its answer there.
func TestAnswerInAThreadThatTheBotArchives(t *testing.T) {
	r := &recorder{T: t}
	app := discordtest.New(r)
	serveCommand(t, app, func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		core.After(ctx, func(ctx context.Context, f *rest.Interaction) error {
			if err := core.REST(ctx).ArchiveThread(ctx, i.ChannelID); err != nil {
				return err
			}
			_, err := f.EditOriginal(ctx, discord.Update{Content: new("closed")})
			return err
		})
		var flags discord.MessageFlags
		if i.Data.Name == "hidden" {
			flags = discord.Ephemeral
		}
		return discord.DeferredMessage{Flags: flags}, nil
	})
	app.World.Grant(discord.PermissionManageThreads)
	there := app.In(app.Channel("July counts").Info())
	if got := there.Wait(there.Slash("hidden")).Message.Content; got != "closed" {
		t.Errorf("an ephemeral answer: %q", got)
	}
	if got := r.failure(t, func() { there.Wait(there.Slash("shown")) }); !strings.Contains(got, "the thread is archived: take it out of the archive first") {
		t.Error(got)
	}
}

// The documentation of NewWorld names everybody and every channel and role that there is.
func TestNewWorldIsDocumented(t *testing.T) {
	source, err := os.ReadFile("world.go")
	if err != nil {
		t.Fatal(err)
	}
	_, doc, _ := strings.Cut(string(source), "// NewWorld makes")
	doc, _, _ = strings.Cut(doc, "func NewWorld")
	w := discordtest.NewWorld()
	var names []string
	for _, m := range w.Members {
		names = append(names, m.User.Username)
	}
	for _, c := range w.Channels {
		names = append(names, c.Name)
	}
	for _, role := range w.Roles {
		names = append(names, role.Name)
	}
	for _, name := range append(names, w.GuildName, w.Strangers[0].Username) {
		if !strings.Contains(doc, name) {
			t.Errorf("the documentation of NewWorld does not name %q", name)
		}
	}
}

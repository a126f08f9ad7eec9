package discordtest_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// whereabouts is a bot that records where each interaction came from.
type whereabouts struct {
	*discordtest.App
	last *discord.Envelope
}

func newWhereabouts(t *testing.T) *whereabouts {
	t.Helper()
	w := &whereabouts{App: discordtest.New(t)}
	server, err := core.NewServer(w.Options())
	if err != nil {
		t.Fatal(err)
	}
	err = server.Handle(
		core.Component("here", func(_ context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
			w.last = i.Common()
			return discord.Message{Content: "here", Flags: discord.Ephemeral}, nil
		}),
		core.Component("ask", func(_ context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
			return discord.Modal{CustomID: "form", Title: "Form", Components: []discord.ModalComponent{
				discord.Label{Label: "Why", Component: discord.TextInput{CustomID: "why", Style: discord.TextInputShort}}}}, nil
		}),
		core.Modal("form", func(_ context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error) {
			w.last = i.Common()
			return discord.Message{Content: "thanks"}, nil
		}),
		core.MessageCommand("Quote", func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			w.last = i.Common()
			return discord.Message{Content: "quoted", Flags: discord.Ephemeral}, nil
		}),
		core.Command("ping", "Pings", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "pong"}, nil
		}),
	)
	if err != nil {
		t.Fatal(err)
	}
	w.Serve(server)
	return w
}

const ticket = `{"content":"ticket","components":[{"type":1,"components":[{"type":2,"style":1,"label":"Here","custom_id":"here"},
	{"type":2,"style":1,"label":"Ask","custom_id":"ask"}]},{"type":1,"components":[{"type":5,"custom_id":"here2"}]}]}`

// postTicket opens a thread with a message in it.
func (w *whereabouts) postTicket(t *testing.T, kind string, members ...string) (*discord.ReceivedMessage, discord.Channel) {
	t.Helper()
	w.World.Grant(discord.PermissionCreatePrivateThreads)
	steps := []step{{"POST " + inGeneral + "/threads", `{"name":"ticket","type":` + kind + `}`, 201, 0, "t"}}
	for _, id := range members {
		steps = append(steps, step{"PUT /channels/{t}/thread-members/" + id, "", 204, 0, ""})
	}
	play(t, w.Discord, append(steps, step{"POST /channels/{t}/messages", strings.Replace(ticket, "here2", "other", 1), 200, 0, ""})...)
	c := w.Channel("ticket")
	return c.Messages()[len(c.Messages())-1], c.Info()
}

// An interaction with a message comes from the message's channel, with the person's permissions
// there.
func TestActingInTheMessagesChannel(t *testing.T) {
	w := newWhereabouts(t)
	message, thread := w.postTicket(t, "11")
	general := w.World.Channel(thread.ParentID)
	general.Overwrites = []discord.PermissionOverwrite{
		{ID: 218436509120135168, Type: discord.OverwriteMember, Allow: discord.PermissionManageThreads}}
	w.App = w.In(*w.World.Channel(1187204534420766741)) // "news"
	for name, act := range map[string]func(){
		"Click":          func() { w.Click(message, "Here") },
		"Submit":         func() { w.Submit(w.Click(message, "Ask").Modal, discordtest.Values{"why": "so"}) },
		"MessageCommand": func() { w.MessageCommand("Quote", message) },
	} {
		w.last = nil
		act()
		switch i := w.last; {
		case i == nil:
			t.Errorf("%s: nothing came", name)
		case i.ChannelID != thread.ID || i.Channel.ID != thread.ID || i.Channel.Type != discord.ChannelPublicThread:
			t.Errorf("%s: it comes from channel %d, %+v; the message is in %d", name, i.ChannelID, i.Channel, thread.ID)
		case !i.Member.Permissions.Has(discord.PermissionManageThreads):
			t.Errorf("%s: the permissions are not those of the thread", name)
		}
	}
	if _, err := w.Person().Choose(t.Context(), message, "other", w.World.Members[1]); err == nil || !strings.Contains(err.Error(), "501") {
		t.Errorf("Choose: %v", err) // no listener: it has been sent
	}
	reply := w.Submit(w.Click(message, "Ask").Modal, discordtest.Values{"why": "so"})
	if reply.Message.ChannelID != thread.ID {
		t.Errorf("the answer is in channel %d, not in the thread", reply.Message.ChannelID)
	}
}

// The client never shows a channel that the person cannot see.
func TestWhoDoesNotSeeTheChannel(t *testing.T) {
	w := newWhereabouts(t)
	const reedID = "401920377712607233"
	message, thread := w.postTicket(t, "12", reedID)
	people := w.World.Members
	person := func(n int) *discordtest.Person { return w.Person().As(*people[n].User) }
	opened := w.As(*people[1].User).Click(message, "Ask").Modal
	hidden := newWhereabouts(t)
	hiddenMessage, _ := hidden.postTicket(t, "11")
	hidden.World.Channels[0].Overwrites = []discord.PermissionOverwrite{{ID: hidden.World.Guild.ID, Deny: discord.PermissionViewChannel}}
	ctx := t.Context()
	for name, test := range map[string]struct {
		act  func() error
		want string
	}{
		"a member of the thread": {func() error { _, err := person(1).Click(ctx, message, "Here"); return err }, ""},
		"an administrator":       {func() error { _, err := person(2).Click(ctx, message, "Here"); return err }, ""},
		"permissions as given": {func() error {
			_, err := person(0).Allowed(discord.PermissionManageThreads).Click(ctx, message, "Here")
			return err
		}, ""},
		"nobody in it": {func() error { _, err := person(0).Click(ctx, message, "Here"); return err },
			`ami.lampyris is not in the private thread "ticket", and lacks MANAGE_THREADS`},
		"a select":          {func() error { _, err := person(0).Choose(ctx, message, "other", people[1]); return err }, "not in the private thread"},
		"a modal":           {func() error { _, err := person(0).Submit(ctx, opened); return err }, "not in the private thread"},
		"a message command": {func() error { _, err := person(0).MessageCommand(ctx, "Quote", message); return err }, "not in the private thread"},
		"a reaction":        {func() error { return person(0).React(message.ID, "🔥") }, "not in the private thread"},
		"a command in it":   {func() error { _, err := person(0).In(thread).Slash(ctx, "ping"); return err }, "not in the private thread"},
		"somebody unknown": {func() error {
			_, err := w.Person().As(discord.User{ID: 5, Username: "new"}).Click(ctx, message, "Here")
			return err
		}, "new is not in the private thread"},
		"outside the guild": {func() error {
			_, err := w.Person().As(w.World.Strangers[0]).Click(ctx, message, "Here")
			return err
		}, "passer.by is not in the guild"},
		"a hidden channel": {func() error { _, err := hidden.Person().Click(ctx, hiddenMessage, "Here"); return err }, `does not see the channel "ticket": VIEW_CHANNEL`},
	} {
		if err := test.act(); test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

// A client offers a new reaction only to a person who may add it.
func TestReactionsNeedPermission(t *testing.T) {
	w := newWhereabouts(t)
	message, _ := w.postTicket(t, "11")
	w.React(message, "🔥")
	w.World.Channels[0].Overwrites = []discord.PermissionOverwrite{{ID: w.World.Guild.ID, Deny: discord.PermissionAddReactions}}
	reed := w.Person().As(*w.World.Members[1].User)
	if err := reed.React(message.ID, "🔥"); err != nil {
		t.Errorf("one that is there: %v", err)
	}
	if err := reed.React(message.ID, "🌙"); err == nil || !strings.Contains(err.Error(), "lacks ADD_REACTIONS") {
		t.Errorf("a new one: %v", err)
	}
}

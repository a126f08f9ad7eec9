package discordtest_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// guarded is a bot with a command for moderators. The command checks the permissions in the
// interaction.
func guarded(t *testing.T) *discordtest.App {
	t.Helper()
	app := discordtest.New(t)
	server, err := core.NewServer(app.Options())
	if err != nil {
		t.Fatal(err)
	}
	manage := discord.PermissionManageMessages
	err = server.Handle(
		core.Use(core.RequirePermissions(manage, "Only moderators may."),
			core.Command("clear", "Clears", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
				return discord.Message{Content: "cleared"}, nil
			}).Declare(func(c *discord.Command) { c.DefaultMemberPermissions = &manage })),
		core.Component("claim", func(_ context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
			return discord.Update{Content: new("claimed by " + i.Invoker().Username), Components: []discord.MessageComponent{}}, nil
		}),
		core.Command("slow", "Slow", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, func(ctx context.Context, f *rest.Interaction) error {
				for _, text := range []string{"half", "whole"} {
					if _, err := f.EditOriginal(ctx, discord.Update{Content: &text}); err != nil {
						return err
					}
				}
				return nil
			})
			return discord.DeferredMessage{}, nil
		}),
	)
	if err != nil {
		t.Fatal(err)
	}
	app.Serve(server)
	return app
}

func TestRoleThatTheBotGivesCounts(t *testing.T) {
	app := guarded(t)
	app.World.Grant(discord.PermissionManageRoles)
	if _, err := app.Person().Slash(t.Context(), "clear"); err == nil {
		t.Error("the client offers the command to somebody without the permission")
	}
	if got := app.Unchecked().Slash("clear").Message.Content; got != "Only moderators may." {
		t.Errorf("the listener's own guard answers %q", got)
	}
	play(t, app.Discord, step{"PUT " + inGuild + "/members/" + ami + "/roles/" + moderator, "", 204, 0, ""})
	if got := app.Slash("clear").Message.Content; got != "cleared" {
		t.Errorf("with the role: %q", got)
	}
	if roles := app.Roles(); len(roles) != 1 || roles[0].Name != "Moderator" {
		t.Errorf("the person's roles are %v", roles)
	}
}

func TestMessageThatTheBotPostsCanBeClicked(t *testing.T) {
	app := guarded(t)
	play(t, app.Discord, step{"POST " + inNews + "/messages", `{"content":"a ticket","components":[{"type":1,"components":[
		{"type":2,"style":1,"label":"Claim","custom_id":"claim"}]}]}`, 200, 0, ""})
	channel := app.Channel("news")
	ticket := channel.Messages()[0]
	app.In(channel.Info()).Click(ticket, "Claim")
	if got := channel.Messages()[0].Content; got != "claimed by ami.lampyris" {
		t.Errorf("the message is now %q", got)
	}
	history := app.API.History(ticket.ID)
	if len(history) != 2 || history[0].Content != "a ticket" || history[1].Content != "claimed by ami.lampyris" {
		t.Errorf("its history is %+v", history)
	}
}

func TestDirectMessagesArrive(t *testing.T) {
	app := guarded(t)
	reed := *app.World.Members[1].User
	play(t, app.Discord,
		step{"POST /users/@me/channels", `{"recipient_id":"` + reed.ID.String() + `"}`, 200, 0, "dm"},
		step{"POST /channels/{dm}/messages", `{"content":"your ticket is closed"}`, 200, 0, ""},
	)
	if got := app.DMs(reed); len(got) != 1 || got[0].Content != "your ticket is closed" {
		t.Errorf("Reed has %+v", got)
	}
	if got := app.DMs(*app.World.Members[0].User); len(got) != 0 {
		t.Errorf("Ami has %+v", got)
	}
}

func TestThreadsPinsAndReactions(t *testing.T) {
	app := guarded(t)
	app.World.Grant(discord.PermissionPinMessages)
	play(t, app.Discord,
		step{"POST " + inGeneral + "/messages", `{"content":"look"}`, 200, 0, "m"},
		step{"PUT " + inGeneral + "/messages/pins/{m}", "", 204, 0, ""},
		step{"PUT " + inGeneral + "/messages/{m}/reactions/%F0%9F%94%A5/@me", "", 204, 0, ""},
		step{"POST " + inGeneral + "/messages/{m}/threads", `{"name":"talk"}`, 201, 0, "t"},
		step{"POST /channels/{t}/messages", `{"content":"in the thread"}`, 200, 0, ""},
	)
	general := app.Channel("general")
	pinned := general.Pinned()
	if len(pinned) != 1 || pinned[0].Content != "look" {
		t.Fatalf("pinned: %+v", pinned)
	}
	app.React(pinned[0], "🔥")
	reactions := general.Pinned()[0].Reactions
	if len(reactions) != 1 || reactions[0].Count != 2 || !reactions[0].Me {
		t.Errorf("reactions: %+v", reactions)
	}
	talk := app.Channel("talk")
	if got := talk.Messages(); len(got) != 1 || got[0].Content != "in the thread" {
		t.Errorf("the thread has %+v", got)
	}
	if len(general.Threads()) != 2 || general.Threads()[1].Info().Name != "talk" {
		t.Errorf("threads: %v", general.Threads())
	}
}

func TestWaitDoneAndHistory(t *testing.T) {
	app := guarded(t)
	reply := app.Slash("slow")
	app.WaitDone(reply)
	var versions []string
	for _, m := range app.API.History(reply.Message.ID) {
		versions = append(versions, m.Content)
	}
	if got := strings.Join(versions, ","); got != ",half,whole" {
		t.Errorf("the history is %q", got)
	}
}

func TestExecuteWebhook(t *testing.T) {
	app := guarded(t)
	app.World.Grant(discord.PermissionManageWebhooks)
	hook := play(t, app.Discord, step{"POST " + inGeneral + "/webhooks", `{"name":"Night watch"}`, 200, 0, ""})
	path := "/webhooks/" + at(t, hook, "id").(string) + "/" + at(t, hook, "token").(string)
	play(t, app.Discord,
		step{"POST " + path, `{"content":"all is well"}`, 204, 0, ""},
		step{"POST " + path + "?wait=true", `{"content":"lights out","username":"Guard"}`, 200, 0, "m"},
		step{"PATCH " + path + "/messages/{m}", `{"content":"lights on"}`, 200, 0, ""},
		step{"DELETE " + path + "/messages/5", "", 404, 10008, ""},
	)
	messages := app.Channel("general").Messages()
	if len(messages) != 2 || messages[1].Content != "lights on" || messages[1].Author.Username != "Guard" {
		t.Errorf("the channel has %+v", messages)
	}
}

func TestHandleTakesARouteOver(t *testing.T) {
	app := guarded(t)
	app.API.Handle("GET /guilds/{g}/invites", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusTeapot)
		_, _ = w.Write([]byte(`{"code":7,"message":"` + r.PathValue("g") + `"}`))
	}))
	app.API.Handle("POST /channels/{c}/messages", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"id":"1"}`))
	}))
	play(t, app.Discord,
		step{"GET " + inGuild + "/invites", "", 418, 7, ""},
		step{"POST /channels/5/messages", `{}`, 200, 0, ""},
	)
	if n := len(app.API.CallsOf("POST /channels/{c}/messages")); n != 1 {
		t.Errorf("%d calls are recorded under the pattern", n)
	}
}

func TestUnknownRouteFailsTheTest(t *testing.T) {
	d := discordtest.NewDiscord(discordtest.APIOptions{})
	play(t, d, step{"GET " + inGuild + "/widget.json", "", 404, 0, ""})
	err := d.Close()
	if err == nil || !strings.Contains(err.Error(), `API.Handle("GET /guilds/{guild}/widget.json", handler)`) {
		t.Errorf("Close: %v", err)
	}
}

func TestOverwritesAndTimeOuts(t *testing.T) {
	w := discordtest.NewWorld()
	general := w.Channel(1187204534420766740)
	general.Overwrites = []discord.PermissionOverwrite{
		{ID: w.Guild.ID, Deny: discord.PermissionSendMessages},
		{ID: 1187210042112327771, Allow: discord.PermissionSendMessages},
		{ID: 401920377712607233, Type: discord.OverwriteMember, Deny: discord.PermissionAddReactions},
	}
	for name, test := range map[string]struct {
		user discord.Snowflake
		has  bool
		of   discord.Permissions
	}{
		"everybody is denied":         {218436509120135168, false, discord.PermissionSendMessages},
		"a role is allowed":           {401920377712607233, true, discord.PermissionSendMessages},
		"a member is denied":          {401920377712607233, false, discord.PermissionAddReactions},
		"an administrator may do all": {155149108183695360, true, discord.PermissionSendMessages},
		"a stranger may do nothing":   {912345678901234567, false, discord.PermissionViewChannel},
	} {
		if got := w.PermissionsIn(general, test.user).Allows(test.of); got != test.has {
			t.Errorf("%s: %v", name, got)
		}
	}
	thread := w.Channel(1323980011223344999)
	if w.PermissionsIn(thread, 218436509120135168).Allows(discord.PermissionSendMessages) {
		t.Error("a thread does not have the overwrites of its channel")
	}
}

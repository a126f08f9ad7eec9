package discordtest_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// opener is a bot that opens a private thread. /now opens it before the answer and /later after it.
// /handled answers even if opening the thread fails.
func opener(t *testing.T, app *discordtest.App) {
	t.Helper()
	server, err := core.NewServer(app.Options())
	if err != nil {
		t.Fatal(err)
	}
	open := func(ctx context.Context) error {
		_, err := core.REST(ctx).StartThread(ctx, app.World.Channels[0].ID, rest.ThreadCreate{Name: "t", Type: discord.ChannelPrivateThread})
		return err
	}
	server.Commands.Replace(func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		switch i.Data.Name {
		case "now":
			return discord.Message{Content: "opened"}, open(ctx)
		case "handled":
			_ = open(ctx)
			return discord.Message{Content: "sorry"}, nil
		}
		core.After(ctx, func(ctx context.Context, f *rest.Interaction) error {
			if err := open(ctx); err != nil {
				return err
			}
			_, err := f.EditOriginal(ctx, discord.Update{Content: new("opened")})
			return err
		})
		return discord.DeferredMessage{}, nil
	})
	app.Serve(server)
}

const cure = "Discord refused POST /channels/{channel}/threads: the bot lacks CREATE_PRIVATE_THREADS: see World.Grant"

// A failure says what to do about the calls that Discord refused.
func TestCuresOfRefusedCalls(t *testing.T) {
	r := &recorder{T: t}
	app := discordtest.New(r)
	opener(t, app)
	if got := r.failure(t, func() { app.Slash("now") }); !strings.HasSuffix(got, "; "+cure) {
		t.Error(got)
	}
	reply := app.Slash("later")
	if got := r.failure(t, func() { app.Wait(reply) }); !strings.HasSuffix(got, "; "+cure) {
		t.Error(got)
	}
	if got := r.failure(t, func() { app.WaitFollowUps(reply, 1) }); !strings.HasSuffix(got, "; "+cure) {
		t.Error(got)
	}
	app.World.Grant(discord.PermissionCreatePrivateThreads)
	app.Wait(app.Slash("later"))
	// Calls that were refused earlier are not part of the failure.
	app.API.Handle("POST /channels/{channel}/threads", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(400) }))
	if got := r.failure(t, func() { app.Slash("now") }); strings.Contains(got, "Discord refused POST") {
		t.Error(got)
	}
}

// failing is the T of a failed test.
type failing struct{ noting }

func (*failing) Failed() bool { return true }

// If a test failed for another reason, its log has the hints. If it passed, its log does not have
// them.
func TestHintsAtTheEnd(t *testing.T) {
	for name, test := range map[string]struct {
		play func(app *discordtest.App)
		want string
	}{
		"a refused call": {func(app *discordtest.App) { app.Slash("handled") }, "discordtest: note: " + cure},
		"a deferred answer that was not waited for": {func(app *discordtest.App) {
			app.World.Grant(discord.PermissionCreatePrivateThreads)
			app.Slash("later")
		}, "a deferred answer was never waited for, so its Reply is empty: use App.Wait: /later"},
		"a deferred answer": {func(app *discordtest.App) {
			app.World.Grant(discord.PermissionCreatePrivateThreads)
			app.Wait(app.Slash("later"))
		}, ""},
		"a call that was made again": {func(app *discordtest.App) {
			app.API.Lag(200*time.Millisecond, 200*time.Millisecond)
			app.World.Grant(discord.PermissionCreatePrivateThreads)
			app.Wait(app.Slash("later"))
		}, ""},
	} {
		var failed failing
		passed := noting{T: t}
		t.Run(name, func(t *testing.T) {
			failed.T, passed.T = t, t
			for _, runs := range []discordtest.T{&failed, &passed} {
				app := discordtest.New(runs)
				opener(t, app)
				test.play(app)
			}
		})
		if got := strings.Join(failed.notes, "\n"); test.want == "" && got != "" || !strings.HasSuffix(got, test.want) {
			t.Errorf("%s: noted %q, want %q", name, got, test.want)
		}
		if len(passed.notes) > 0 {
			t.Errorf("%s: a test that passed is told %q", name, passed.notes)
		}
	}
}

// Advance moves Discord's clock if the app has no jobs, and returns an error if it cannot move the
// app's clock.
func TestAdvanceWithoutJobs(t *testing.T) {
	app := guarded(t)
	app.API.Limit("GET /channels/{channel}/messages", 1, time.Hour)
	read := "GET " + inGeneral + "/messages"
	for n, want := range []int{200, 429, 200} {
		if n == 2 {
			app.Advance(time.Hour)
		}
		if got := call(t, app.Discord, read); got != want {
			t.Errorf("call %d gets %d, want %d", n, got, want)
		}
	}
	reply := app.Slash("slow")
	app.WaitDone(reply)
	app.Advance(16 * time.Minute)
	edit := "PATCH /webhooks/" + app.API.Options().ApplicationID.String() + "/" + app.API.Calls()[len(app.API.Calls())-1].Path[len("/webhooks/1306194278551453727/"):]
	if got := call(t, app.Discord, edit); got != http.StatusUnauthorized {
		t.Errorf("a token of 16 minutes: %d", got)
	}
	other := discordtest.New(t)
	other.Connect(discordtest.Handler(answering(200, "application/json", `{"type":4,"data":{"content":"x"}}`)))
	if err := other.Discord.Advance(t.Context(), time.Hour); !errors.Is(err, discordtest.ErrNoClock) {
		t.Errorf("an app without a server: %v", err)
	}
}

// Two people click at once. The second has not seen the change that the first click made.
func TestStale(t *testing.T) {
	app := guarded(t)
	play(t, app.Discord, step{"POST " + inNews + "/messages", `{"content":"a ticket","components":[{"type":1,"components":[
		{"type":2,"style":1,"label":"Claim","custom_id":"claim"}]}]}`, 200, 0, ""})
	before := app.Channel("news").Messages()[0]
	app.Click(before, "Claim")
	reed := app.As(*app.World.Members[1].User)
	if _, err := reed.Person().Click(t.Context(), before, "Claim"); err == nil {
		t.Error("a client that has seen the edit still has the button")
	}
	var sent map[string]any
	late := reed.Stale().Changing(func(payload map[string]any) { sent, _ = payload["message"].(map[string]any) })
	if got := late.Click(before, "Claim").Message.Content; got != "claimed by reed.warbler" {
		t.Errorf("the second click makes it %q", got)
	}
	if sent["content"] != "a ticket" || sent["edited_timestamp"] != nil || len(sent["components"].([]any)) != 1 {
		t.Errorf("the app got the message %v", sent)
	}
	if _, err := late.Person().Click(t.Context(), app.Channel("news").Messages()[0], "Claim"); err == nil {
		t.Error("a stale client has a button that its message does not have")
	}
}

package discordtest_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/memnet"
	"github.com/hotaru-go/hotaru/rest"
)

func serveCommand(t *testing.T, app *discordtest.App, listener core.CommandListener) {
	t.Helper()
	server, err := core.NewServer(app.Options())
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Commands.Set(listener); err != nil {
		t.Fatal(err)
	}
	app.Serve(server)
}

func TestWaitForNothing(t *testing.T) {
	r := &recorder{T: t}
	app := discordtest.New(r)
	serveCommand(t, app, func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
		return discord.DeferredMessage{}, nil
	})
	reply := app.Slash("later")
	start := time.Now()
	if got := r.failure(t, func() { app.Wait(reply) }); !strings.Contains(got, "work on the interaction is over") {
		t.Error(got)
	}
	if got := r.failure(t, func() { app.WaitFollowUps(reply, 1) }); !strings.Contains(got, "0 follow-ups") {
		t.Error(got)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("that took %s", took)
	}
}

func TestWaitForADeletedAnswer(t *testing.T) {
	app := discordtest.New(t)
	serveCommand(t, app, func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		core.After(ctx, func(ctx context.Context, f *rest.Interaction) error { return f.DeleteOriginal(ctx) })
		return discord.DeferredMessage{}, nil
	})
	if got := app.Wait(app.Slash("later")); !got.Deleted || got.Message != nil || got.Deferred {
		t.Errorf("%+v", got)
	}
}

// With many people at once and a Discord that lags, every deferred answer is completed once, in
// order.
func TestManyAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// This test does not check whether a busy machine is quick enough.
		d := discordtest.NewDiscord(discordtest.APIOptions{AnswerTime: time.Minute})
		defer func() {
			if err := d.Close(); err != nil {
				t.Error(err)
			}
		}()
		d.API.Lag(0, 300*time.Millisecond)
		d.API.StopServing()
		o := d.API.CoreOptions()
		o.Deadline, o.HTTPClient = time.Minute, memnet.Serve(t, d.API).Client(t)
		server, err := core.NewServer(o)
		if err != nil {
			t.Fatal(err)
		}
		server.Commands.Replace(func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, func(ctx context.Context, f *rest.Interaction) error {
				if _, err := f.EditOriginal(ctx, discord.Update{Content: new(i.Invoker().Username)}); err != nil {
					return err
				}
				_, err := f.FollowUp(ctx, discord.Message{Content: "and more"})
				return err
			})
			return discord.DeferredMessage{}, nil
		})
		d.Connect(discordtest.Server(server))
		client, err := server.REST()
		if err != nil {
			t.Fatal(err)
		}
		defer client.CloseIdleConnections()
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		var group sync.WaitGroup
		for n := range 200 {
			group.Go(func() {
				name := fmt.Sprint("person", n)
				person := d.Person().As(discord.User{ID: discord.Snowflake(1000 + n), Username: name})
				reply, err := person.Slash(ctx, "later")
				if err != nil {
					t.Error(err)
					return
				}
				done, err := d.Wait(ctx, reply)
				if err != nil || done.Message.Content != name {
					t.Errorf("%s: %+v, %v", name, done.Message, err)
				}
				if list, err := d.WaitFollowUps(ctx, reply, 1); err != nil || len(list) != 1 {
					t.Errorf("%s: %d follow-ups, %v", name, len(list), err)
				}
				// A follow-up becomes visible a moment before its call is recorded as answered.
				if err := d.WaitDone(ctx, reply); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		taken, early := 0, 0
		for _, call := range d.API.Calls() {
			switch {
			case call.Status == 200:
				taken++
			case call.Refusal != nil && call.Refusal.Code == rest.ErrUnknownWebhook:
				early++
			}
		}
		if taken != 400 || early == 0 {
			t.Errorf("Discord took %d calls, want 400; %d came before it knew the answer", taken, early)
		}
	})
}

func TestFields50035(t *testing.T) {
	app := discordtest.New(t)
	person := app.Person()
	long := strings.Repeat("x", 300)
	for answer, want := range map[string]string{
		`{"type":4,"data":{"embeds":[{"title":"` + long + `"}]}}`:                                "data.embeds[0].title: 300 characters, at most 256 (BASE_TYPE_MAX_LENGTH)",
		`{"type":9,"data":{"custom_id":"","title":"t","components":[]}}`:                         "data.custom_id: ",
		`{"type":4,"data":{"components":[{"type":1,"components":[{"type":4}]}]}}`:                `data.components[0].components[0]: Value of field "type" must be one of (2, 3, 5, 6, 7, 8). (UNION_TYPE_CHOICES)`,
		`{"type":4,"data":{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}}`: "data.allowed_mentions",
	} {
		app.Connect(discordtest.Handler(answering(200, "application/json", answer)))
		_, err := person.Slash(t.Context(), "ping")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\ngets %v\nwant %s", answer, err, want)
		}
	}
}

// noting is a T that keeps the logged lines.
type noting struct {
	*testing.T
	notes []string
}

func (n *noting) Logf(format string, args ...any) {
	n.notes = append(n.notes, fmt.Sprintf(format, args...))
}

func TestDeferredForEver(t *testing.T) {
	for name, test := range map[string]struct {
		answer discord.CommandAnswer
		work   core.Work
		note   string
	}{
		"nothing comes": {discord.DeferredMessage{}, nil, "the person sees the app thinking: /later, Look"},
		"an edit": {discord.DeferredMessage{}, func(ctx context.Context, f *rest.Interaction) error {
			_, err := f.EditOriginal(ctx, discord.Update{Content: new("here")})
			return err
		}, ""},
		"deleted":   {discord.DeferredMessage{}, func(ctx context.Context, f *rest.Interaction) error { return f.DeleteOriginal(ctx) }, ""},
		"a message": {discord.Message{Content: "x"}, nil, ""},
	} {
		var n *noting
		t.Run(name, func(t *testing.T) {
			n = &noting{T: t}
			app := discordtest.New(n)
			server, err := core.NewServer(app.Options())
			if err != nil {
				t.Fatal(err)
			}
			server.Commands.Replace(func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
				if test.work != nil {
					core.After(ctx, test.work)
				}
				return test.answer, nil
			})
			app.Connect(discordtest.Server(server))
			app.Slash("later")
			app.Slash("later")
			app.UserCommand("Look", *app.World.Members[1].User)
		})
		if got := strings.Join(n.notes, "\n"); test.note == "" && got != "" || !strings.HasSuffix(got, test.note) {
			t.Errorf("%s: noted %q, want %q at its end", name, got, test.note)
		}
	}
}

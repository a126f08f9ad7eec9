package core_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/store"
	"github.com/hotaru-go/hotaru/store/memory"
)

// instance is one of several instances of an app that share a store.
func instance(t *testing.T, shared *memory.Store) *discordtest.App {
	t.Helper()
	app := discordtest.New(t)
	server, err := core.NewServer(app.Options())
	if err != nil {
		t.Fatal(err)
	}
	claims := store.Claims{Store: shared, Prefix: "ping/"}
	ping := func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
		return discord.Message{Content: "pong"}, nil
	}
	if err := server.Handle(core.Use(core.CoolDownShared(claims.Once, time.Minute, "later"), core.Command("ping", "Ping", ping))); err != nil {
		t.Fatal(err)
	}
	app.Serve(server)
	return app
}

func TestCoolDownShared(t *testing.T) {
	now := time.Now()
	shared := &memory.Store{Now: func() time.Time { return now }}
	one, two := instance(t, shared), instance(t, shared)
	other := one.World.Members[1].User
	for _, step := range []struct {
		app  *discordtest.App
		want string
	}{{one, "pong"}, {two, "later"}, {one, "later"}, {one.As(*other), "pong"}, {two.As(*other), "later"}} {
		if got := step.app.Slash("ping").Message.Content; got != step.want {
			t.Errorf("/ping answers %q, want %q", got, step.want)
		}
	}
	now = now.Add(time.Minute)
	if got := two.Slash("ping").Message.Content; got != "pong" {
		t.Errorf("after the cool-down /ping answers %q", got)
	}
	shared.Fail = func(string, string) error { return errors.New("the store is down") }
	if _, err := one.Person().Slash(t.Context(), "ping"); err == nil {
		t.Error("somebody got through without the store")
	}
}

// An event that Discord delivers again, to another instance, is handled once. If its listener
// failed, it is handled again.
func TestHearOnce(t *testing.T) {
	shared := memory.New()
	failure := errors.New("no")
	key := discordtest.KeyFromSeed("events")
	app := func() *core.Server {
		server, err := core.NewServer(core.Options{PublicKey: key.PublicKey(), Logger: slog.New(slog.DiscardHandler)})
		if err != nil {
			t.Fatal(err)
		}
		if err := server.Events.Set(hearing(shared, &failure)); err != nil {
			t.Fatal(err)
		}
		return server
	}
	one, two := app(), app()
	body := []byte(`{"version":1,"application_id":"1","type":1,"event":{"type":"APPLICATION_DEAUTHORIZED","timestamp":"2026-01-01T00:00:00","data":{}}}`)
	deliver := func(to *core.Server, want int) {
		t.Helper()
		if got := to.OnEvent(t.Context(), body, key.Sign("1764000000", body), "1764000000").Status; got != want {
			t.Errorf("the event is answered with %d, want %d", got, want)
		}
	}
	deliver(one, 500)
	time.Sleep(2 * time.Millisecond) // the claim of a failed listener ends after this time
	failure = nil
	deliver(two, 204)
	deliver(one, 204)
	deliver(two, 204)
	if n, err := shared.Add(t.Context(), "heard", 0, 0); err != nil || n != 1 {
		t.Errorf("the event was heard %d times, %v", n, err)
	}
}

// hearing counts the events that it gets, or fails.
func hearing(shared *memory.Store, fail *error) core.EventListener {
	heard := store.Claims{Store: shared, Prefix: "events/"}
	return core.HearOnce(heard.Do, func(ctx context.Context, e *discord.Event) error {
		if *fail != nil {
			return *fail
		}
		_, err := shared.Add(ctx, "heard", 1, 0)
		return err
	})
}

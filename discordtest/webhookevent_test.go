package discordtest_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

func TestWebhookEvents(t *testing.T) {
	r := &recorder{T: t}
	app := discordtest.New(r)
	server := newServer(t, app)
	heard := make(chan *discord.Event, 1)
	server.Events.Replace(func(ctx context.Context, e *discord.Event) error {
		core.After(ctx, func(ctx context.Context, _ *rest.Interaction) error {
			if ctx.Err() != nil {
				t.Error("the work after the event was cut")
			}
			heard <- e
			return nil
		})
		return nil
	})
	app.Serve(server)
	app.PingEvents("")
	app.SendEvent("", discord.EventEntitlementCreate, discord.Entitlement{ID: 5, SKUID: 6, Type: discord.EntitlementPurchase})
	if e := <-heard; e.Name != discord.EventEntitlementCreate || e.Timestamp.IsZero() || e.ApplicationID != app.API.Options().ApplicationID {
		t.Errorf("heard %+v", e)
	}
	server.Events.Remove()
	if got := r.failure(t, func() { app.SendEvent("", discord.EventEntitlementCreate, nil) }); !strings.Contains(got, "answer an event with 204") {
		t.Error(got)
	}
}

// Files too large for an inline answer go through the callback endpoint, and are there all the same.
func TestLargeFiles(t *testing.T) {
	overAll(t, func(t *testing.T, app *discordtest.App) {
		reply := app.Slash("large")
		if len(reply.Files) != 1 || len(reply.Files[0].Data) != 1<<20 || reply.Message.Attachments[0].Size != 1<<20 {
			t.Errorf("message %+v", reply.Message)
		}
		<-reply.Exchange.Done() // the call has ended then
		if calls := app.API.CallsOf(discordtest.RouteCallback); len(calls) != 1 || calls[0].Status != 204 {
			t.Errorf("%d calls of the callback", len(calls))
		}
		_, err := app.Person().SizeLimit(1000).Slash(t.Context(), "large")
		if err == nil {
			t.Error("a file over the interaction's limit is taken")
		}
	})
}

func TestSentOnceMore(t *testing.T) {
	app := discordtest.New(t)
	app.Serve(newServer(t, app))
	reply := app.Slash("ping")
	if _, err := app.Send(t.Context(), reply.Exchange.RequestBody); err == nil {
		t.Error("the same interaction twice is taken")
	}
	again, err := app.Fresh(reply.Exchange.RequestBody)
	if err != nil {
		t.Fatal(err)
	}
	for body, code := range map[string]rest.Code{`{`: 50109, `[]`: rest.ErrInvalidFormBody, `null`: rest.ErrInvalidFormBody} {
		if _, err := app.Fresh([]byte(body)); !errors.Is(err, code) {
			t.Errorf("%s is made fresh: %v, want code %d", body, err, int(code))
		}
	}
	x, err := app.Send(t.Context(), again)
	if err != nil || x.Interaction == reply.Interaction {
		t.Errorf("%+v, %v", x, err)
	}
	seen := app.Look(&discordtest.Reply{Interaction: x.Interaction})
	if seen.Message == nil || seen.Message.Content != "pong" {
		t.Errorf("%+v", seen)
	}
}

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
	app := discordtest.New(t)
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
}

// If sending an event fails, the test says what to do.
func TestWebhookEventsThatFail(t *testing.T) {
	const again = ", so Discord sends the event again; "
	fails := func(context.Context, *discord.Event) error { return errors.New("the lamp is out") }
	tests := []struct {
		name   string
		listen core.EventListener
		event  discord.EventName
		reason string
	}{
		{"no listener", nil, "PARTY", "Handler not set for this interaction type" + again + "no listener: set server.Events"},
		{"an error", fails, "PARTY", "Exception occurred during interaction dispatch" + again + "its log says: webhook event failed: the lamp is out"},
		{"a panic", func(context.Context, *discord.Event) error { panic("oh") }, "PARTY", "panic with a string, at "},
		{"no event in it", fails, "", "deserialization" + again + "its log says: "},
	}
	for name, connect := range connections {
		if name == "function" { // it takes interactions alone
			continue
		}
		t.Run(name, func(t *testing.T) {
			r := &recorder{T: t}
			app := discordtest.New(r)
			server := newServer(t, app)
			connect(t, app, server)
			for _, test := range tests {
				if test.event == "" && name == "url" { // the line says of no event that it is about it
					continue
				}
				server.Events.Remove()
				if test.listen != nil {
					server.Events.Replace(test.listen)
				}
				if got := r.failure(t, func() { app.SendEvent("", test.event, nil) }); !strings.Contains(got, test.reason) {
					t.Errorf("%s: %q, want %q in it", test.name, got, test.reason)
				}
			}
		})
	}
}

func TestResponsesToEvents(t *testing.T) {
	tests := []struct {
		status            int
		contentType, body string
		reason            string
	}{
		{200, "application/json", `{}`, "200 OK: {}, so Discord sends the event again; answer an event with 204 and no body"},
		{202, "application/json", ``, "answer an event with 204 and no body"},
		{204, "", ``, "The response has no Content-Type, so Discord sends the event again"},
		{401, "text/plain", ``, "configure the application's public key"},
		{404, "text/plain", ``, "the whole URL"},
		{500, "text/plain", ``, "look into the endpoint's log"},
	}
	app := discordtest.New(t)
	for _, test := range tests {
		app.Connect(discordtest.Handler(answering(test.status, test.contentType, test.body)))
		err := app.Discord.SendEvent(t.Context(), "", "PARTY", nil)
		if err == nil || !strings.Contains(err.Error(), test.reason) {
			t.Errorf("%d: %v, want %q in it", test.status, err, test.reason)
		}
		err = app.Discord.PingEvents(t.Context(), "")
		if err == nil || !strings.Contains(err.Error(), "so Discord does not take the URL") {
			t.Errorf("%d to a PING: %v", test.status, err)
		}
	}
}

// Files that are too large for an inline answer are sent through the callback endpoint, and are in
// the message too.
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

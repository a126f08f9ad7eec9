package discordtest

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// eventsPath is the default path for webhook events.
const eventsPath = "/events"

// PingEvents sends the PING that Discord sends when the URL of webhook events is saved. The path
// and the errors are those of [Discord.SendEvent].
func (d *Discord) PingEvents(ctx context.Context, path string) error {
	return d.sendEvent(ctx, path, "", d.event(discord.WebhookPing))
}

// SendEvent sends a signed webhook event to a path on the endpoint's host: "/events" if it is
// empty. The data is encoded as JSON; nil sends none. It panics if the data cannot be encoded.
//
// It returns an error if Discord would send the event again: a [*Refusal] for any response but
// status 204 without a body and with a Content-Type, [ErrNoAnswer] if no response came in 3
// seconds, the context's cause if the context ended, or the request's error. It also returns an
// error, and sends nothing, if no endpoint is connected or the path is invalid.
//
// See https://docs.discord.com/developers/events/webhook-events#responding-to-events.
func (d *Discord) SendEvent(ctx context.Context, path string, name discord.EventName, data any) error {
	inner := object{"type": name, "timestamp": d.API.now().UTC().Format("2006-01-02T15:04:05.000000")}
	if data != nil {
		inner["data"] = data
	}
	body := d.event(discord.WebhookEvent)
	body["event"] = inner
	return d.sendEvent(ctx, path, name, body)
}

func (d *Discord) event(kind discord.WebhookType) object {
	return object{"version": 1, "application_id": d.API.options.ApplicationID.String(), "type": int(kind)}
}

// sendEvent sends an event of this name or, if the body has no event, the PING.
func (d *Discord) sendEvent(ctx context.Context, path string, name discord.EventName, body object) error {
	what, outcome := cmp.Or(string(name), "a webhook event without a name"), "so Discord sends the event again"
	if body["event"] == nil {
		what, outcome = "the PING of webhook events", "so Discord does not take the URL"
	}
	d.mu.Lock()
	endpoint := d.endpoint
	d.mu.Unlock()
	if endpoint.send == nil {
		return errNoEndpoint
	}
	if path == "" {
		path = eventsPath
	}
	base, err := url.Parse(endpoint.url)
	if err == nil {
		base, err = base.Parse(path)
	}
	if err != nil {
		return fmt.Errorf("discordtest: %s: %w", what, err)
	}
	// An event has no ID. If the bot runs in this process, its context identifies the log lines
	// about it. Otherwise its name does.
	sent := new(byte)
	d.log.forget(name)
	defer d.log.forget(sent)
	x, err := d.deliver(context.WithValue(ctx, subjectKey{}, sent), endpoint, base.String(), encoded(body))
	switch {
	case err != nil:
		return fmt.Errorf("discordtest: %s: %w", what, err)
	case x.Status != http.StatusNoContent || len(x.Body) > 0:
		logged := cmp.Or(d.log.of(sent), d.log.of(name))
		return fmt.Errorf("discordtest: %s: %w", what, &Refusal{
			Status: x.Status, Message: "The endpoint answered " + x.text(), Cure: cureForEvent(x.Status, logged), outcome: outcome,
		})
	case x.Header.Get("Content-Type") == "":
		return fmt.Errorf("discordtest: %s: %w", what, &Refusal{
			Status: x.Status, Message: "The response has no Content-Type", Cure: "Discord wants one, also where there is no body",
			outcome: outcome,
		})
	}
	return nil
}

func cureForEvent(status int, logged string) string {
	switch {
	case status == http.StatusNotImplemented:
		return "no listener: set server.Events"
	case status >= 200 && status < 300:
		return "answer an event with 204 and no body"
	}
	return cureFor(status, logged)
}

// deliver sends a body, and returns the response when it comes. The endpoint's work after the
// response continues until it is done or the Discord is closed.
func (d *Discord) deliver(ctx context.Context, endpoint Endpoint, url string, body []byte) (*Exchange, error) {
	requesting, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	late := time.AfterFunc(d.API.options.AnswerTime, func() { cancel(ErrNoAnswer) })
	stop := context.AfterFunc(ctx, func() { cancel(context.Cause(ctx)) })
	defer late.Stop()
	defer stop()
	response, err := endpoint.send(d.API.options.Key.Request(requesting, url, body))
	if err == nil {
		x := &Exchange{Status: response.StatusCode, Header: response.Header}
		x.Body, err = io.ReadAll(io.LimitReader(response.Body, maxResponse))
		d.afterwards(requesting, x, response, cancel)
		if err == nil {
			return x, nil
		}
	}
	defer cancel(nil)
	if cause := context.Cause(requesting); cause != nil {
		return nil, cause
	}
	return nil, err
}

// afterwards lets the endpoint continue its work after the response.
func (d *Discord) afterwards(ctx context.Context, x *Exchange, response *http.Response, cancel context.CancelCauseFunc) {
	d.mu.Lock()
	d.requests[x] = cancel
	d.mu.Unlock()
	d.running.Go(func() {
		_ = response.Body.Close()
		d.runDue(ctx)
		d.mu.Lock()
		delete(d.requests, x)
		d.mu.Unlock()
		cancel(nil)
	})
}

// PingEvents sends the PING of webhook events. See [Discord.PingEvents].
func (a *App) PingEvents(path string) {
	a.t.Helper()
	a.must(a.Discord.PingEvents(a.t.Context(), path))
}

// SendEvent sends a webhook event. See [Discord.SendEvent].
func (a *App) SendEvent(path string, name discord.EventName, data any) {
	a.t.Helper()
	a.must(a.Discord.SendEvent(a.t.Context(), path, name, data))
}

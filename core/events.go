package core

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// EventListener gets a webhook event: something that happened to the app outside any interaction.
// An event has no answer. Discord waits 3 seconds, and the context is cancelled half a second
// before that. Use [After] for work that takes longer; its follow-up handle is nil here. An error
// or a panic gives status 500, and Discord sends the event again.
//
// See https://docs.discord.com/developers/events/webhook-events.
type EventListener func(ctx context.Context, e *discord.Event) error

var errNoEvent = errors.New("core: the webhook payload has no event")

const defaultEventsPath = "/events"

// OnEvent answers one request of Discord's webhook events, as OnInteraction does for interactions.
// The answer to a PING, and to an event that the listener handled, is 204 without a body.
func (s *Server) OnEvent(ctx context.Context, body []byte, signature, timestamp string) Response {
	return s.onBytes(ctx, body, signature, timestamp, (*Server).webhookEvent)
}

// OnEvent answers one request of Discord's webhook events on the Default server.
func OnEvent(body []byte, signature, timestamp string) Response {
	return Default.OnEvent(context.Background(), body, signature, timestamp)
}

// EventsPath returns the end of the path at which webhook events arrive. See [Options.EventsPath].
func (s *Server) EventsPath() string {
	if s.Check() != nil {
		return defaultEventsPath
	}
	return s.options.EventsPath
}

// isEvents reports whether a path is the path for webhook events. A stage or a mount may come
// before it.
func (s *Server) isEvents(path string) bool {
	return strings.HasSuffix(strings.TrimSuffix(path, "/"), s.options.EventsPath)
}

// webhookEvent answers a webhook event whose signature is valid.
func (s *Server) webhookEvent(ctx context.Context, in *incoming, arrived time.Time, _ CallbackMode) Response {
	kind, err := discord.PeekType(in.body())
	if err == nil && discord.WebhookType(kind) == discord.WebhookPing {
		return noContent
	}
	in.about.shape = shapeOf(in.body())
	switch {
	case err != nil:
		s.log(ctx, lineNotRead, in.about, errorAttr(err))
		if errors.Is(err, discord.ErrMissingType) {
			return missingType
		}
		return invalidJSON
	case in.about.shape.isInteraction():
		s.log(ctx, lineMisplaced, in.about, slog.String("events_path", s.options.EventsPath))
		return unknownType
	case discord.WebhookType(kind) != discord.WebhookEvent:
		s.log(ctx, lineUnknownWebhook, in.about)
		return unknownType
	}
	e, err := discord.DecodeEvent(in.keep())
	if err == nil && e.Name == "" {
		err = errNoEvent
	}
	if err != nil {
		s.log(ctx, lineEventUndecoded, in.about, errorAttr(err))
		return undecodable
	}
	in.about.shape, in.about.event = nil, e
	x := s.begin(ctx, in, arrived)
	defer x.limit.end()
	return s.tell(x)
}

// tell passes an event to its listener.
func (s *Server) tell(x *exchange) Response {
	listener, ok := s.Events.Get()
	if !ok {
		x.log(x, lineNoListener)
		return noListener
	}
	err := hear(x, listener, x.event)
	if err == nil {
		err = x.storeInTime()
	}
	if err != nil {
		x.log(x, lineEventFailed, append(failureAttrs(err), droppedAttrs(x.discard())...)...)
		return dispatchFailed
	}
	response := noContent
	response.exchange = x
	if tasks := x.close(); len(tasks) > 0 {
		response.work = &pendingWork{x, tasks}
	}
	x.checkTime()
	return response
}

func hear(ctx context.Context, listener EventListener, e *discord.Event) (err error) {
	defer recovered(&err)
	return listener(ctx, e)
}

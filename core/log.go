package core

import (
	"context"
	"log/slog"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// line is one row of the table below: the level and text of a log line.
type line struct {
	level   slog.Level
	message string
}

// The table of log lines. The package's documentation shows it with the attributes of each line. An
// ERROR means that an answer, or work after one, is lost. A lost answer has exactly one such line.
var (
	// Each request.
	lineRequest = line{slog.LevelDebug, "request"}

	// Options.MaxAge.
	lineTooOld      = line{slog.LevelWarn, "request refused: its timestamp is further from now than MaxAge; is the clock right?"}
	lineNoTimestamp = line{slog.LevelWarn, "request refused: its timestamp is not a time in seconds, which MaxAge needs"}

	// Requests without a listener.
	lineNotRead        = line{slog.LevelError, "signed request refused: the body is neither an interaction nor an event"}
	lineUnknownType    = line{slog.LevelError, "interaction type not implemented"}
	lineUnknownWebhook = line{slog.LevelError, "webhook type not implemented"}
	lineNotDecoded     = line{slog.LevelError, "interaction not decoded"}
	lineEventUndecoded = line{slog.LevelError, "webhook event not decoded"}
	lineMisplacedEvent = line{slog.LevelError, "webhook event at the path for interactions: end the app's Webhook Events URL in EventsPath"}
	lineMisplaced      = line{slog.LevelError, "interaction at EventsPath, the path for webhook events: change the app's Interactions Endpoint URL"}
	lineNoListener     = line{slog.LevelError, "no listener"}

	// Listeners and their answers.
	lineFailed            = line{slog.LevelError, "interaction failed"}
	lineEventFailed       = line{slog.LevelError, "webhook event failed"}
	lineTooLate           = line{slog.LevelError, "answered later than Discord waits; AutoDefer is for listeners that take long"}
	lineNotSent           = line{slog.LevelError, "answer lost: it did not go out"}
	lineCallbackLost      = line{slog.LevelError, "answer lost: the callback failed, and it is too late or impossible to answer inline"}
	lineAnsweredElsewhere = line{slog.LevelError, "answer lost: something else has answered the interaction"}
	lineCallbackFailed    = line{slog.LevelWarn, "callback failed, answering inline"}
	lineDeferredFailed    = line{slog.LevelError, "deferred interaction failed"}

	// Work after an answer.
	lineWorkFailed    = line{slog.LevelError, "work failed"}
	lineWorkCut       = line{slog.LevelError, "work cut: its time is over"}
	lineWorkOutOfTime = line{slog.LevelError, "work dropped: its time is over"}
	lineWorkNotSent   = line{slog.LevelError, "work dropped: the answer did not go out"}
	lineWorkTooLate   = line{slog.LevelError, "work dropped: core.After was called after the listener had returned"}

	// The key. Anyone can send the requests behind these lines. They are logged only once a fetch,
	// once every misconfiguredEvery, or once in a server's life.
	lineMisconfigured = line{slog.LevelError, "server misconfigured"}
	lineKeyNotFetched = line{slog.LevelError, "public key not fetched"}
	lineKeyNotInTime  = line{slog.LevelError, "request refused: the public key did not come in time"}
	lineKeyLate       = line{slog.LevelWarn, "public key came late: requests had to wait or were refused"}
	lineNeverVerified = line{slog.LevelWarn, "every request so far was refused with 401: the public key may be another application's; compare it with the Developer Portal"}
)

func errorAttr(err error) slog.Attr { return slog.String("error", err.Error()) }

// logger returns the logger for one line. It asks slog for its default each time, because a program
// can set the default after it has made the server.
func (s *Server) logger() *slog.Logger {
	if s.options.Logger != nil {
		return s.options.Logger
	}
	return slog.Default()
}

// log writes one line about a request.
func (s *Server) log(ctx context.Context, l line, a about, attrs ...slog.Attr) {
	logger := s.logger()
	if !logger.Enabled(ctx, l.level) {
		return
	}
	logger.LogAttrs(ctx, l.level, l.message, append(attrs, a.attrs()...)...)
}

// logRequest writes the DEBUG line for a request.
func (s *Server) logRequest(ctx context.Context, a about, status int, arrived time.Time) {
	if !s.logger().Enabled(ctx, lineRequest.level) {
		return
	}
	took := time.Since(arrived).Round(time.Microsecond)
	s.log(ctx, lineRequest, a, slog.Int("status", status), slog.Float64("milliseconds", took.Seconds()*1000))
}

// about holds what the log lines say about a request. It holds no token, and attrs shows no text
// from a user.
type about struct {
	requestID string
	// At most one of these three is set. All are nil before the body was read.
	interaction discord.Interaction
	event       *discord.Event
	shape       *shape
}

func (a *about) attrs() []slog.Attr {
	var attrs []slog.Attr
	switch {
	case a.interaction != nil:
		attrs = interactionAttrs(a.interaction)
	case a.event != nil:
		attrs = []slog.Attr{slog.String("event", string(a.event.Name))}
	case a.shape != nil:
		attrs = a.shape.attrs()
	}
	if a.requestID != "" {
		attrs = append(attrs, slog.String("requestId", a.requestID))
	}
	return attrs
}

// interactionAttrs returns what a line says about an interaction: its ID, its type and its route,
// but never its token or text from a user.
func interactionAttrs(i discord.Interaction) []slog.Attr {
	common := i.Common()
	return []slog.Attr{
		slog.String("interaction_id", common.ID.String()),
		slog.Int("type", int(common.Type)),
		slog.String("route", RouteOf(i)),
	}
}

// failureAttrs describes an error, and a panic with its stack.
func failureAttrs(err error) []slog.Attr {
	attrs := []slog.Attr{errorAttr(err)}
	if p, ok := err.(*PanicError); ok {
		attrs = append(attrs, slog.String("stack", string(p.Stack)))
	}
	return attrs
}

// onErrorAttrs describes why Options.OnError, or its answer, failed too.
func onErrorAttrs(err error) []slog.Attr {
	if err == nil {
		return nil
	}
	attrs := []slog.Attr{slog.String("on_error", err.Error())}
	if p, ok := err.(*PanicError); ok {
		attrs = append(attrs, slog.String("on_error_stack", string(p.Stack)))
	}
	return attrs
}

// droppedAttrs returns how many pieces of work were dropped with the answer.
func droppedAttrs(n int) []slog.Attr {
	if n == 0 {
		return nil
	}
	return []slog.Attr{slog.Int("dropped", n)}
}

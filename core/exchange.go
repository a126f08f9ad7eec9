package core

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// tokenLife is how long an interaction's token is valid.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages.
const tokenLife = 15 * time.Minute

// exchange is one interaction on its way to an answer. It is also the listener's context, so every
// context derived from that leads back to the exchange.
type exchange struct {
	context.Context
	// limit is the Context of a listener while its request waits for it.
	limit deadline
	// request is the transport's context. Its deadline, if it has one, is the platform's deadline.
	request context.Context
	server  *Server
	// interaction is nil for a webhook event; event is nil for an interaction.
	interaction discord.Interaction
	event       *discord.Event
	arrived     time.Time
	// noFiles is true if the response to the request cannot carry files.
	noFiles   bool
	requestID string
	// told is true if the loss of this answer has been logged.
	told bool
	// untold is the failure of a listener after [Answer] that has not been logged yet.
	untold error
	// matched is the pattern that the custom ID matched.
	matched *idPattern
	// handle is what followUp returns. The request's goroutine uses it first, then the work's
	// goroutine.
	handle *rest.Interaction

	// parent is the exchange of the request if this exchange belongs to a listener that runs beside
	// that request. It is nil for the request's own exchange.
	parent *exchange
	// reply holds what is known about the answer. See shared.
	reply reply

	mu     sync.Mutex
	tasks  []task
	outbox []any
	closed bool
}

// begin starts the listener's time. The caller ends it with limit.end.
func (s *Server) begin(ctx context.Context, in *incoming, arrived time.Time) *exchange {
	x := &exchange{
		request: ctx, server: s, arrived: arrived,
		requestID: in.about.requestID, interaction: in.about.interaction, event: in.about.event,
	}
	x.limit.parent, x.limit.at = ctx, arrived.Add(s.options.Deadline)
	x.Context = &x.limit
	return x
}

type exchangeKey struct{}

// Value returns the exchange itself, so no other context has to wrap it.
func (x *exchange) Value(key any) any {
	if key == (exchangeKey{}) {
		return x
	}
	return x.Context.Value(key)
}

// exchangeOf returns the exchange of a listener's context, or nil for any other context.
func exchangeOf(ctx context.Context) *exchange {
	x, _ := ctx.Value(exchangeKey{}).(*exchange)
	return x
}

// add adds work. It returns false if the listener has already returned.
func (x *exchange) add(tasks ...task) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return false
	}
	x.tasks = append(x.tasks, tasks...)
	return true
}

// isClosed reports whether the listener has returned.
func (x *exchange) isClosed() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.closed
}

// close returns the work. Work that is added later is dropped.
func (x *exchange) close() []task {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.closed = true
	return x.tasks
}

// discard closes the exchange of an answer that failed, and drops its work. It returns how much
// work that is, for the failure's log line.
func (x *exchange) discard() int { return dropTasks(x.close()) }

// outlive returns a context that outlives the request. It ends when the interaction's token
// expires, or at the platform's deadline.
func (x *exchange) outlive() (context.Context, context.CancelFunc) {
	end := x.arrived.Add(tokenLife)
	if platform, ok := x.request.Deadline(); ok && platform.Before(end) {
		end = platform
	}
	return context.WithDeadline(context.WithoutCancel(x.request), end)
}

// followUp returns the handle on the interaction's answer. It is always the same one, because it
// knows when the answer was sent. It is nil for a webhook event, which has no follow-ups.
func (x *exchange) followUp() *rest.Interaction {
	if x.handle == nil && x.interaction != nil {
		common := x.interaction.Common()
		x.handle = x.server.rest.Interaction(common.ApplicationID, common.ID, common.Token)
	}
	return x.handle
}

func (x *exchange) log(ctx context.Context, l line, attrs ...slog.Attr) {
	x.server.log(ctx, l, about{requestID: x.requestID, interaction: x.interaction, event: x.event}, attrs...)
}

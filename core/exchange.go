package core

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// tokenLife is how long an interaction's token is good for.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages.
const tokenLife = 15 * time.Minute

// exchange is one interaction on its way to an answer. It is the context that its listener gets, so that what the
// package keeps for an interaction is found from any context made from that one.
type exchange struct {
	context.Context
	// limit is the Context of a listener that its request waits for.
	limit deadline
	// request is the transport's context; its deadline, if it has one, is the platform's.
	request context.Context
	server  *Server
	// interaction is nil for a webhook event; event is nil for an interaction.
	interaction discord.Interaction
	event       *discord.Event
	arrived     time.Time
	// noFiles says that the response to the request cannot carry files.
	noFiles bool
	// matched is the custom ID as the router took it apart.
	matched *pattern

	mu     sync.Mutex
	tasks  []task
	closed bool
}

// begin starts the listener's time. The caller ends it, with limit.end.
func (s *Server) begin(ctx context.Context, arrived time.Time) *exchange {
	x := &exchange{request: ctx, server: s, arrived: arrived}
	x.limit.parent, x.limit.at = ctx, arrived.Add(s.options.Deadline)
	x.Context = &x.limit
	return x
}

type exchangeKey struct{}

// Value finds the exchange itself without another context around it.
func (x *exchange) Value(key any) any {
	if key == (exchangeKey{}) {
		return x
	}
	return x.Context.Value(key)
}

// exchangeOf returns nil where the context is not from a listener.
func exchangeOf(ctx context.Context) *exchange {
	x, _ := ctx.Value(exchangeKey{}).(*exchange)
	return x
}

// add returns false where the listener has returned already.
func (x *exchange) add(tasks ...task) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return false
	}
	x.tasks = append(x.tasks, tasks...)
	return true
}

// close takes the work; what is added from then on is dropped.
func (x *exchange) close() []task {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.closed = true
	return x.tasks
}

// noAnswer is logged of work that is dropped because the listener failed.
const noAnswer = "work dropped: there is no answer for it to follow"

// abandon closes the exchange of an answer that failed.
func (x *exchange) abandon(why error) {
	if tasks := x.close(); len(tasks) > 0 {
		(&work{x, tasks}).drop(tasks, noAnswer, why)
	}
}

// outlive makes the context of something that goes on after the answer: it ends with the token or the platform's
// time, not with the request.
func (x *exchange) outlive() (context.Context, context.CancelFunc) {
	end := x.arrived.Add(tokenLife)
	if platform, ok := x.request.Deadline(); ok && platform.Before(end) {
		end = platform
	}
	return context.WithDeadline(context.WithoutCancel(x.request), end)
}

// followUp is nil for a webhook event, which nothing can follow.
func (x *exchange) followUp() *rest.Interaction {
	if x.interaction == nil {
		return nil
	}
	common := x.interaction.Common()
	return x.server.rest.Interaction(common.ApplicationID, common.ID, common.Token)
}

func (x *exchange) log(ctx context.Context, level slog.Level, message string, attrs ...slog.Attr) {
	logger := x.server.logger()
	if !logger.Enabled(ctx, level) {
		return
	}
	if x.interaction != nil {
		attrs = append(attrs, interactionAttrs(x.interaction)...)
	} else {
		attrs = append(attrs, slog.String("event", string(x.event.Name)))
	}
	logger.LogAttrs(ctx, level, message, attrs...)
}

package core

import (
	"context"
	"fmt"
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

// Work is done after an answer is out. Its context ends with the interaction's token or with the platform's time,
// whichever is first; the handle edits the answer and sends follow-ups.
type Work func(ctx context.Context, followUp *rest.Interaction) error

// exchange is one interaction on its way to an answer. It is the context that its listener gets.
type exchange struct {
	context.Context
	// request is the transport's context, whose deadline is the platform's.
	request     context.Context
	server      *Server
	interaction discord.Interaction
	arrived     time.Time

	mu     sync.Mutex
	work   []Work
	closed bool
}

type exchangeKey struct{}

// Value finds the exchange itself without another context around it.
func (x *exchange) Value(key any) any {
	if key == (exchangeKey{}) {
		return x
	}
	return x.Context.Value(key)
}

func exchangeOf(ctx context.Context, caller string) *exchange {
	x, ok := ctx.Value(exchangeKey{}).(*exchange)
	if !ok {
		panic(fmt.Sprintf("core.%s: the context is not one that a listener was given", caller))
	}
	return x
}

// After has work done once the answer to this interaction is out: never before, and not at all where it does not go
// out. Several are done one after the other, in the order of adding; each is recovered and its error logged.
//
// ctx is the listener's, or one made from it; with another, After panics. After the listener has returned it is too
// late: the work is dropped, and the log says so.
func After(ctx context.Context, work Work) {
	x := exchangeOf(ctx, "After")
	if !x.add(work) {
		x.server.log(ctx, levelError, "work dropped: core.After was called after the listener had returned", x.interaction)
	}
}

func (x *exchange) add(work ...Work) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return false
	}
	x.work = append(x.work, work...)
	return true
}

// close takes the work; what is added from then on is dropped.
func (x *exchange) close() []Work {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.closed = true
	return x.work
}

// work is what a response still has to do.
type work struct {
	exchange *exchange
	list     []Work
}

// HasWork says whether there is work to be done once the answer is out.
func (r *Response) HasWork() bool { return r.work != nil }

// Sent tells that the answer's bytes are out, and does the work after it, returning when all is done. The work's
// context is made from ctx: whatever cancels it or limits its time must not be the end of the request itself.
func (r *Response) Sent(ctx context.Context) {
	if r.work == nil {
		return
	}
	r.work.do(ctx)
	r.work = nil
}

// NotSent tells that the answer did not go out. The work is dropped, and the log says so.
func (r *Response) NotSent(err error) {
	if r.work == nil {
		return
	}
	x := r.work.exchange
	x.server.log(context.WithoutCancel(x), levelError, "work dropped: the answer did not go out", x.interaction,
		errorAttr(err), slog.Int("dropped", len(r.work.list)))
	r.work = nil
}

func (w *work) do(ctx context.Context) {
	x := w.exchange
	ctx, cancel := context.WithDeadline(ctx, x.arrived.Add(tokenLife))
	defer cancel()
	followUp := x.followUp()
	for n, one := range w.list {
		if ctx.Err() != nil {
			x.server.log(ctx, levelError, "work cut: its time is over", x.interaction,
				errorAttr(context.Cause(ctx)), slog.Int("dropped", len(w.list)-n))
			return
		}
		if err := doOne(ctx, one, followUp); err != nil {
			x.server.log(ctx, levelError, "work failed", x.interaction, failureAttrs(err)...)
		}
	}
}

func doOne(ctx context.Context, one Work, followUp *rest.Interaction) (err error) {
	defer recovered(&err)
	return one(ctx, followUp)
}

func (x *exchange) followUp() *rest.Interaction {
	common := x.interaction.Common()
	return x.server.rest.Interaction(common.ApplicationID, common.ID, common.Token)
}

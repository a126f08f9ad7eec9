package core

import (
	"context"
	"log/slog"

	"github.com/hotaru-go/hotaru/rest"
)

// Work is done after an answer is out. Its context ends with the interaction's token, 15 minutes after the
// interaction, or with the platform's time, whichever is first; the handle edits the answer and sends follow-ups.
// An error is logged.
type Work func(ctx context.Context, followUp *rest.Interaction) error

// After has work done once the answer to this interaction is out, the listener's own or that of Options.OnError: never
// before, and not at all where none goes out, of which the log tells. Several are done one after the other, in the order
// of adding; each is recovered.
//
// ctx is the listener's, or one made from it; with another, After panics. After the listener has returned it is too
// late: the work is dropped, and the log says so.
func After(ctx context.Context, work Work) {
	x := exchangeOf(ctx)
	if x == nil {
		panic(misuse("core.After: the context is not one that a listener was given, nor made from one"))
	}
	if !x.add(task{do: work}) {
		x.log(ctx, slog.LevelError, "work dropped: core.After was called after the listener had returned")
	}
}

// task is work, and what to do where it is dropped.
type task struct {
	do   Work
	drop func()
}

// work is what a response still has to do.
type work struct {
	exchange *exchange
	tasks    []task
}

// HasWork says whether there is work to be done once the answer is out.
func (r *Response) HasWork() bool { return r.work != nil }

// Sent tells that the answer's bytes are out, and does the work after it, returning when all of it is done.
// The work's context is made from ctx, which must not end with the request: it carries the platform's deadline, and
// the transport's shutdown. Without work, Sent does nothing.
func (r *Response) Sent(ctx context.Context) {
	if w := r.work; w != nil {
		r.work = nil
		w.run(ctx)
	}
}

// NotSent tells that the answer did not go out. The work is dropped, and the log says so.
func (r *Response) NotSent(err error) {
	if w := r.work; w != nil {
		r.work = nil
		w.drop(w.tasks, "work dropped: the answer did not go out", err)
	}
}

func (w *work) run(ctx context.Context) {
	x := w.exchange
	ctx, cancel := context.WithDeadline(ctx, x.arrived.Add(tokenLife))
	defer cancel()
	// Told at once, because some work does not heed its context and may never return.
	cut := func() {
		x.log(context.WithoutCancel(ctx), slog.LevelError, "work cut: its time is over", errorAttr(context.Cause(ctx)))
	}
	untold := context.AfterFunc(ctx, cut)
	defer untold()
	followUp := x.followUp()
	for n, one := range w.tasks {
		if ctx.Err() != nil {
			w.drop(w.tasks[n:], "work dropped: its time is over", context.Cause(ctx))
			return
		}
		err := one.run(ctx, followUp)
		// Work that ends with its context may be faster than what tells of it.
		if ctx.Err() != nil && untold() {
			cut()
		}
		if err != nil {
			x.log(ctx, slog.LevelError, "work failed", failureAttrs(err)...)
		}
	}
}

func (t *task) run(ctx context.Context, followUp *rest.Interaction) (err error) {
	defer recovered(&err)
	return t.do(ctx, followUp)
}

func (w *work) drop(tasks []task, message string, why error) {
	for _, one := range tasks {
		if one.drop != nil {
			one.drop()
		}
	}
	x := w.exchange
	x.log(context.WithoutCancel(x), slog.LevelError, message, errorAttr(why), slog.Int("dropped", len(tasks)))
}

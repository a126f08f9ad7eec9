package core

import (
	"context"
	"errors"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

// Work runs after an answer has been sent. Its context ends 15 minutes after the interaction, when
// the interaction's token expires, or earlier at the platform's deadline. The handle edits the
// answer and sends follow-ups; its calls are retried while Discord does not know the answer yet,
// see [rest.Interaction.SetAnswered]. An error or a panic is logged.
type Work func(ctx context.Context, followUp *rest.Interaction) error

// After runs work once the answer to the interaction has been sent, either the listener's answer or
// that of Options.OnError. If no answer is sent, the work is dropped and logged. A listener may
// call After several times; the pieces of work run one after another, in that order.
//
// ctx is the listener's context or is derived from it; After panics for any other context. Once the
// listener has returned, After drops the work and logs it.
func After(ctx context.Context, work Work) {
	x := exchangeOf(ctx)
	if x == nil {
		panic(misuse("core.After: the context is not one that a listener was given, nor made from one"))
	}
	if !x.add(task{do: work}) {
		x.log(ctx, lineWorkTooLate)
	}
}

// task is a piece of work, or something of this package that runs like one.
type task struct {
	do Work
	// drop is called if a task of this package is dropped. It returns how much work is dropped with
	// it. It is nil for work of After.
	drop func() int
}

// pendingWork is what remains to be done once a response has been sent.
type pendingWork struct {
	exchange *exchange
	tasks    []task
}

// HasWork reports whether there is work to run once the answer has been sent.
func (r *Response) HasWork() bool { return r.work != nil }

// Sent reports that the answer's bytes have been sent. It runs the work after the answer and
// returns when all of it is done. The work's context is derived from ctx, which carries the
// platform's deadline and the transport's shutdown, and must not end with the request. Without
// work, Sent does nothing.
func (r *Response) Sent(ctx context.Context) {
	w := r.work
	r.work = nil
	if w != nil {
		w.sent()
		w.run(ctx)
	}
}

// NotSent reports that the answer was not sent, and why. It drops the work and logs one line. The
// result says whether the log has a line for this answer. It has none if the request was refused,
// or if the answer has gone through Discord's callback endpoint and no work follows, because then
// no answer is lost. A transport that learns of the loss only after Sent may still call NotSent.
func (r *Response) NotSent(err error) (logged bool) {
	x, w := r.exchange, r.work
	r.exchange, r.work = nil, nil
	switch {
	case w != nil && (x == nil || x.told):
		w.drop(w.tasks, lineWorkNotSent, err)
	case x != nil && !x.told:
		attrs := failureAttrs(err)
		if w != nil {
			attrs = append(attrs, droppedAttrs(dropTasks(w.tasks))...)
		}
		x.log(context.WithoutCancel(x), lineNotSent, attrs...)
	}
	return x != nil || w != nil
}

// sent records the time for the handle: Discord may need some seconds to process the answer.
func (w *pendingWork) sent() {
	if followUp := w.exchange.followUp(); followUp != nil {
		followUp.SetAnswered(time.Now())
	}
}

// run runs the tasks, one after the other.
func (w *pendingWork) run(ctx context.Context) {
	x := w.exchange
	ctx, cancel := context.WithDeadline(&afterwards{ctx, x}, x.arrived.Add(tokenLife))
	defer cancel()
	// Logged at once, because work that ignores its context may never return.
	cut := func() {
		x.log(context.WithoutCancel(ctx), lineWorkCut, errorAttr(context.Cause(ctx)))
	}
	followUp := x.followUp()
	// This is a new variable because cut reads ctx in another goroutine.
	withREST := context.WithValue(ctx, restKey{}, x.server.rest)
	for n, one := range w.tasks {
		if ctx.Err() != nil {
			w.drop(w.tasks[n:], lineWorkOutOfTime, context.Cause(ctx))
			return
		}
		untold := context.AfterFunc(ctx, cut)
		err := one.run(withREST, followUp)
		// Work that returns when its context ends may return before cut has run.
		if untold() && ctx.Err() != nil {
			cut()
		}
		if err != nil && !isCut(ctx, err) {
			x.log(ctx, lineWorkFailed, failureAttrs(err)...)
		}
	}
}

// isCut reports whether work failed because its time is over. That has its own log line.
func isCut(ctx context.Context, err error) bool {
	return ctx.Err() != nil && (errors.Is(err, ctx.Err()) || errors.Is(err, context.Cause(ctx)))
}

func (t *task) run(ctx context.Context, followUp *rest.Interaction) (err error) {
	defer recovered(&err)
	return t.do(ctx, followUp)
}

// drop drops work and logs one line.
func (w *pendingWork) drop(tasks []task, l line, why error) {
	attrs := droppedAttrs(dropTasks(tasks))
	x := w.exchange
	if failure := x.untold; failure != nil {
		x.untold = nil
		x.log(context.WithoutCancel(x), lineFailed, append(failureAttrs(failure), attrs...)...)
		return
	}
	x.log(context.WithoutCancel(x), l, append(attrs, errorAttr(why))...)
}

// dropTasks drops tasks and logs nothing. It returns how many pieces of work of After are dropped.
func dropTasks(tasks []task) (n int) {
	for _, one := range tasks {
		if one.drop != nil {
			n += one.drop()
		} else {
			n++
		}
	}
	return n
}

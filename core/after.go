package core

import (
	"context"
	"log/slog"
	"time"

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
		x.log(ctx, lineWorkTooLate)
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

// Sent says that the answer's bytes are out. It does the work after the answer and returns when all of it is done.
// The work's context is made from ctx, which must not end with the request: it carries the platform's deadline, and
// the transport's shutdown. Without work, Sent does nothing.
func (r *Response) Sent(ctx context.Context) {
	w := r.work
	r.exchange, r.work = nil, nil
	if w != nil {
		w.sent()
		w.run(ctx)
	}
}

// NotSent says that the answer did not go out, and why. It drops the work, and logs one line. After a refusal it does
// nothing: there was no answer.
func (r *Response) NotSent(err error) {
	x, w := r.exchange, r.work
	r.exchange, r.work = nil, nil
	switch {
	case w != nil && (x == nil || x.told):
		w.drop(w.tasks, lineWorkNotSent, err)
	case x != nil && !x.told:
		attrs := []slog.Attr{errorAttr(err)}
		if w != nil {
			discard(w.tasks)
			attrs = append(attrs, droppedAttrs(len(w.tasks))...)
		}
		x.log(context.WithoutCancel(x), lineNotSent, attrs...)
	}
}

// sent records that the answer is out now: Discord may need a moment before it knows it.
func (w *work) sent() {
	if followUp := w.exchange.followUp(); followUp != nil {
		followUp.SetAnswered(time.Now())
	}
}

func (w *work) run(ctx context.Context) {
	x := w.exchange
	ctx, cancel := context.WithDeadline(ctx, x.arrived.Add(tokenLife))
	defer cancel()
	// Told at once, because some work does not heed its context and may never return.
	cut := func() {
		x.log(context.WithoutCancel(ctx), lineWorkCut, errorAttr(context.Cause(ctx)))
	}
	untold := context.AfterFunc(ctx, cut)
	defer untold()
	followUp := x.followUp()
	for n, one := range w.tasks {
		if ctx.Err() != nil {
			w.drop(w.tasks[n:], lineWorkOutOfTime, context.Cause(ctx))
			return
		}
		err := one.run(ctx, followUp)
		// Work that ends with its context may be faster than what tells of it.
		if ctx.Err() != nil && untold() {
			cut()
		}
		if err != nil {
			x.log(ctx, lineWorkFailed, failureAttrs(err)...)
		}
	}
}

func (t *task) run(ctx context.Context, followUp *rest.Interaction) (err error) {
	defer recovered(&err)
	return t.do(ctx, followUp)
}

// drop drops work, and logs one line.
func (w *work) drop(tasks []task, l line, why error) {
	discard(tasks)
	w.exchange.log(context.WithoutCancel(w.exchange), l, append(droppedAttrs(len(tasks)), errorAttr(why))...)
}

// discard tells each task that it will not be done.
func discard(tasks []task) {
	for _, one := range tasks {
		if one.drop != nil {
			one.drop()
		}
	}
}

package core

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// ErrTooLate says that a listener under AutoDefer returned, after it had been deferred, an answer that only can come
// first: a modal, or the launch of an Activity.
var ErrTooLate = errors.New("core: too late for this answer: the interaction was deferred already, and only a message or an update can follow; answer a modal or an activity within AutoDefer's time")

var errNotDeferred = errors.New("core: the deferral did not go out")

// AutoDefer is middleware that defers, in its listener's name, an interaction that is not answered after d, counted
// from its arrival. The listener goes on, with a context that then ends with the token or the platform's time, and its
// answer edits the deferred one: a listener written as if Discord did not wait only 3 seconds.
//
// A command is deferred with [discord.DeferredMessage]; a component, or a modal that a component opened, with
// [discord.DeferredUpdate], after which an [discord.Update] changes the component's message and a [discord.Message]
// comes as a follow-up. An ephemeral message deletes a deferred one that all can see, and comes as a follow-up too.
// Autocomplete is left alone: it cannot be deferred. An error after the deferral is shown by
// Options.OnError, or as a short apology.
//
// d should be well under Options.Deadline; at that deadline the listener is deferred in any case.
func AutoDefer(d time.Duration) Middleware { return autoDefer(d, 0) }

// AutoDeferEphemeral is AutoDefer, but only the person who acted sees the deferred answer to a command.
func AutoDeferEphemeral(d time.Duration) Middleware { return autoDefer(d, discord.Ephemeral) }

func autoDefer(d time.Duration, flags discord.MessageFlags) Middleware {
	return func(next Handler) Handler {
		return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
			deferral := deferralFor(i, flags)
			x := exchangeOf(ctx)
			if deferral == nil || x == nil {
				return next(ctx, i)
			}
			l := runBeside(x, next)
			timer := time.NewTimer(time.Until(x.arrived.Add(d)))
			defer timer.Stop()
			select {
			case <-l.done:
				return l.inTime()
			case <-timer.C:
			case <-ctx.Done():
			}
			select {
			case <-l.done:
				return l.inTime()
			default:
			}
			return deferral, l.deferTo(deferral)
		}
	}
}

// deferralFor is nil where there is no deferring.
func deferralFor(i discord.Interaction, flags discord.MessageFlags) discord.Answer {
	switch i := i.(type) {
	case *discord.CommandInteraction:
		return discord.DeferredMessage{Flags: flags}
	case *discord.ComponentInteraction:
		return discord.DeferredUpdate{}
	case *discord.ModalInteraction:
		if i.Message != nil {
			return discord.DeferredUpdate{}
		}
		return discord.DeferredMessage{Flags: flags}
	}
	return nil
}

// late is a listener that runs beside its request.
type late struct {
	parent *exchange
	// own is the exchange the listener sees: its context outlives the request, and its work waits for its own answer.
	own    *exchange
	cancel context.CancelFunc

	done   chan struct{}
	answer discord.Answer
	err    error
	// abandoned tells the listener's goroutine that nobody will show its answer, so that it closes the answer's files.
	abandoned atomic.Bool
	closing   sync.Once
}

func runBeside(x *exchange, next Handler) *late {
	ctx, cancel := x.outlive()
	own := &exchange{Context: ctx, request: x.request, server: x.server, interaction: x.interaction, arrived: x.arrived, requestID: x.requestID, matched: x.matched}
	l := &late{parent: x, own: own, cancel: cancel, done: make(chan struct{})}
	go func() {
		// In this order: whichever of the two, this and abandon, comes second sees what the first has done.
		defer func() {
			close(l.done)
			if l.abandoned.Load() {
				l.closeFiles()
			}
		}()
		defer recovered(&l.err)
		l.answer, l.err = orNone(next(own, x.interaction))
	}()
	return l
}

// abandon gives up on a listener: it is told to stop, and what it may still return is dropped.
func (l *late) abandon(why error) {
	l.cancel()
	l.own.abandon(why)
	l.abandoned.Store(true)
	select {
	case <-l.done:
		l.closeFiles()
	default:
	}
}

func (l *late) closeFiles() {
	l.closing.Do(func() {
		if l.answer != nil {
			discord.CloseFiles(l.answer)
		}
	})
}

// inTime hands on what the listener returned before it was deferred, with its work.
func (l *late) inTime() (discord.Answer, error) {
	l.cancel()
	l.parent.add(l.own.close()...)
	return l.answer, l.err
}

// deferTo leaves the rest to the time after the deferral is out.
func (l *late) deferTo(deferral discord.Answer) error {
	if !l.parent.add(task{
		do: func(ctx context.Context, handle followUp) error {
			l.own.handle = handle
			return l.finish(ctx, deferral)
		},
		drop: func() { l.abandon(errNotDeferred) },
	}) {
		l.abandon(errNotDeferred)
		return errNotDeferred
	}
	return nil
}

// finish waits for the listener, shows its answer and does its work.
func (l *late) finish(ctx context.Context, deferral discord.Answer) error {
	defer l.cancel()
	// What ends the work, a shutdown say, ends the listener too.
	stop := context.AfterFunc(ctx, l.cancel)
	defer stop()
	select {
	case <-l.done:
	case <-ctx.Done():
		err := fmt.Errorf("core: waiting for a deferred listener: %w", context.Cause(ctx))
		l.abandon(err)
		return err
	}
	x := l.own
	tasks := x.close()
	failure := l.err
	if failure == nil {
		failure = showLate(ctx, x, deferral, l.answer)
	}
	isAnswer, err := true, error(nil)
	if failure != nil {
		x.log(ctx, lineDeferredFailed, failureAttrs(failure)...)
		isAnswer, err = lateApology(ctx, x, deferral, failure)
	}
	w := &work{x, tasks}
	switch {
	case len(tasks) == 0:
	case err != nil:
		w.drop(tasks, lineWorkLateNotSent, err)
	case !isAnswer:
		w.drop(tasks, lineWorkUnanswered, failure)
	default:
		w.run(ctx)
	}
	return err
}

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

// ErrTooLate means that a listener under AutoDefer was deferred and then returned an answer that
// can only come first: a modal, or the launch of an Activity.
var ErrTooLate = errors.New("core: already deferred: only a message or an update can follow; open a modal or launch an Activity before AutoDefer's delay")

var errNotDeferred = errors.New("core: the deferral was not sent")

// AutoDefer returns middleware that defers an interaction if its listener has not answered within d
// of the interaction's arrival. The listener continues. Its context then ends with the
// interaction's token or at the platform's deadline, and its answer edits the deferred one. A
// listener can then ignore Discord's limit of 3 seconds.
//
// A command is deferred with [discord.DeferredMessage]. A component, or a modal that a component
// opened, is deferred with [discord.DeferredUpdate]; a late [discord.Update] then changes the
// component's message, and a late [discord.Message] is sent as a follow-up. A late ephemeral
// message deletes a public deferred message and is sent as a follow-up. Autocomplete cannot be
// deferred, and AutoDefer does not change it. A listener that has called [Answer] is not deferred:
// its request ends, and it continues. After an error, the user sees the answer of Options.OnError,
// or a short apology.
//
// A late answer is retried while Discord does not know the deferral yet; see [Work].
//
// d should be well below Options.Deadline, at which the listener is deferred in any case. If one
// AutoDefer wraps another, the delay of the outer one counts, and the deferral is ephemeral if one
// of them is AutoDeferEphemeral.
func AutoDefer(d time.Duration) Middleware { return autoDefer(d, 0) }

// AutoDeferEphemeral is AutoDefer with an ephemeral deferral for commands. Only the user who acted
// sees the deferral and the answer that completes it.
func AutoDeferEphemeral(d time.Duration) Middleware { return autoDefer(d, discord.Ephemeral) }

func autoDefer(d time.Duration, flags discord.MessageFlags) Middleware {
	return func(next Handler) Handler {
		return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
			x := exchangeOf(ctx)
			if x == nil || deferralFor(i, flags) == nil {
				return next(ctx, i)
			}
			if x.parent != nil {
				x.parent.reply.addFlags(flags)
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
			deferral := x.reply.deferWith(i, flags)
			return deferral, l.deferTo(deferral == nil)
		}
	}
}

// deferralFor returns the deferral for an interaction, or nil if it cannot be deferred.
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

// late is a listener that runs in its own goroutine and may outlive its request.
type late struct {
	parent *exchange
	// own is the listener's exchange. Its context outlives the request, and its work follows its own
	// answer, not the deferral.
	own    *exchange
	cancel context.CancelFunc

	done   chan struct{}
	answer discord.Answer
	err    error
	// abandoned is set if the answer will not be used. The listener's goroutine then closes its
	// files.
	abandoned atomic.Bool
	closing   sync.Once
}

// runBeside starts the listener. What outer middleware has staged goes out with the listener's
// answer, which may be an early one.
func runBeside(x *exchange, next Handler) *late {
	ctx, cancel := x.outlive()
	own := &exchange{Context: ctx, request: x.request, server: x.server, interaction: x.interaction, arrived: x.arrived, requestID: x.requestID, matched: x.matched, parent: x, outbox: x.takeOutbox()}
	l := &late{parent: x, own: own, cancel: cancel, done: make(chan struct{})}
	go func() {
		// The order matters. abandon first stores and then looks at done, so either this function
		// or abandon closes the files.
		defer func() {
			close(l.done)
			if l.abandoned.Load() {
				l.closeFiles()
			}
		}()
		defer recovered(&l.err)
		l.answer, l.err = next(own, x.interaction)
		l.answer, l.err = orNone(own, l.answer, l.err)
	}()
	return l
}

// abandon cancels the listener's context and drops its answer and its work. It returns how much
// work that is. The caller has logged, or will log, the line of the lost answer.
func (l *late) abandon() (dropped int) {
	l.cancel()
	dropped = l.own.discard()
	l.abandoned.Store(true)
	select {
	case <-l.done:
		l.closeFiles()
	default:
	}
	return dropped
}

func (l *late) closeFiles() {
	l.closing.Do(func() {
		if l.answer != nil {
			discord.CloseFiles(l.answer)
		}
	})
}

// inTime returns the answer of a listener that was not deferred, and adds its work to the request's.
func (l *late) inTime() (discord.Answer, error) {
	l.cancel()
	l.parent.told = l.parent.told || l.own.told
	l.parent.add(l.own.close()...)
	for _, item := range l.own.takeOutbox() {
		Stage(l.parent, item)
	}
	return l.answer, l.err
}

// deferTo adds finish as work after the deferral. If the listener has answered early, finish runs
// after the end of its request.
func (l *late) deferTo(early bool) error {
	out := func(why error) {
		if !early {
			l.parent.reply.deferralOut(why)
		}
	}
	if !l.parent.add(task{
		do: func(ctx context.Context, handle answerHandle) error {
			if !early {
				l.own.handle = handle
			}
			out(nil)
			return l.finish(ctx)
		},
		drop: func() int {
			out(errNotDeferred)
			return l.abandon()
		},
	}) {
		out(errNotDeferred)
		l.abandon()
		return errNotDeferred
	}
	return nil
}

// finish waits for the listener, sends its answer and runs its work.
func (l *late) finish(ctx context.Context) error {
	defer l.cancel()
	// The listener ends with the work, for example at a shutdown.
	stop := context.AfterFunc(ctx, l.cancel)
	defer stop()
	select {
	case <-l.done:
	case <-ctx.Done():
		l.abandon()
		return fmt.Errorf("core: waiting for a deferred listener: %w", context.Cause(ctx))
	}
	x := l.own
	tasks := x.close()
	failure, first := l.err, x.shared().latest()
	if failure == nil && l.answer != nil {
		_, failure = showLate(ctx, x, first, l.answer)
	}
	if failure != nil && !x.failLate(ctx, first, failure, tasks) {
		return nil
	}
	if len(tasks) > 0 {
		(&pendingWork{x, tasks}).run(ctx)
	}
	return nil
}

// failLate apologises for a deferred listener that failed, and logs one line. It reports whether
// work may follow, and drops the work otherwise.
func (x *exchange) failLate(ctx context.Context, first discord.Answer, failure error, tasks []task) bool {
	x.takeOutbox()
	isAnswer, onErr, err := lateApology(ctx, x, first, failure)
	attrs := append(failureAttrs(failure), apologyAttrs(onErr, err)...)
	if !isAnswer {
		attrs = append(attrs, droppedAttrs(dropTasks(tasks))...)
	}
	x.log(ctx, lineDeferredFailed, attrs...)
	return isAnswer
}

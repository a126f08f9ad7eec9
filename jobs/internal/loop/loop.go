// Package loop runs jobs in this process. The engines for one machine and for tests use it.
package loop

import (
	"context"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/jobs"
)

// Shelf keeps messages. Its methods are safe for concurrent use.
type Shelf interface {
	// Put adds messages. It skips a Named message that the shelf knows.
	Put(messages []jobs.Message, now time.Time) error
	// Take returns at most n messages that are due, ordered by due time. It counts an attempt for
	// each, and keeps them as running until Settle.
	Take(now time.Time, n int) ([]Entry, error)
	Settle(e Entry, o jobs.Outcome, now time.Time) error
	// Next returns when the next message that is not running is due. ok is false if there is none.
	Next() (due time.Time, ok bool, err error)
	Dead(limit int) ([]jobs.Letter, error)
	Resend(id string, now time.Time) error
}

// Entry is a message that is running.
type Entry struct {
	jobs.Message
	Attempt int
}

// Loop is the common part of engines that keep their messages in a Shelf.
type Loop struct {
	Shelf Shelf
	// Clock is time.Now unless set.
	Clock func() time.Time
	// Workers is how many jobs run at once: 16 unless set.
	Workers int

	once sync.Once
	wake chan struct{}
}

const (
	workers = 16
	// grace is how long running jobs may take to end when the server stops. It is less than the 25
	// seconds that a server allows for requests and work.
	grace = 20 * time.Second
	// faultPause is the wait after the shelf failed.
	faultPause = time.Second
)

// Now implements [jobs.Engine].
func (l *Loop) Now() time.Time {
	if l.Clock != nil {
		return l.Clock()
	}
	return time.Now()
}

// woken is signalled when there may be something to do.
func (l *Loop) woken() chan struct{} {
	l.once.Do(func() { l.wake = make(chan struct{}, 1) })
	return l.wake
}

func (l *Loop) signal() {
	select {
	case l.woken() <- struct{}{}:
	default:
	}
}

// Store implements [jobs.Engine].
func (l *Loop) Store(ctx context.Context, messages []jobs.Message) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err := l.Shelf.Put(messages, l.Now()); err != nil {
		return err
	}
	l.signal()
	return nil
}

// Dead implements [jobs.Engine].
func (l *Loop) Dead(_ context.Context, limit int) ([]jobs.Letter, error) { return l.Shelf.Dead(limit) }

// Resend implements [jobs.Engine].
func (l *Loop) Resend(_ context.Context, letter jobs.Letter) error {
	if err := l.Shelf.Resend(letter.Handle, l.Now()); err != nil {
		return err
	}
	l.signal()
	return nil
}

// Serve implements [jobs.Engine]. Jobs run while core.Outside.Run runs.
func (l *Loop) Serve(run jobs.Runner) core.Outside {
	return core.Outside{Run: func(ctx context.Context) error { return l.run(ctx, run) }}
}

func (l *Loop) run(ctx context.Context, run jobs.Runner) error {
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	var group sync.WaitGroup
	defer group.Wait()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	defer stop()
	limit := l.Workers
	if limit <= 0 {
		limit = workers
	}
	free := make(chan struct{}, limit)
	for {
		var taken []Entry
		var err error
		if room := limit - len(free); ctx.Err() == nil && room > 0 {
			taken, err = l.Shelf.Take(l.Now(), room)
		}
		for _, one := range taken {
			free <- struct{}{}
			group.Go(func() {
				defer l.signal()
				defer func() { <-free }()
				l.Do(working, run, one)
			})
		}
		if !l.sleep(ctx, err != nil, len(free) < limit) {
			return nil
		}
	}
}

// sleep waits for the next message to be due, or for a signal. It returns false when ctx has ended.
func (l *Loop) sleep(ctx context.Context, failed, room bool) bool {
	var due <-chan time.Time
	switch next, ok, err := l.Shelf.Next(); {
	case failed || err != nil:
		timer := time.NewTimer(faultPause)
		defer timer.Stop()
		due = timer.C
	case ok && room:
		timer := time.NewTimer(max(next.Sub(l.Now()), 0))
		defer timer.Stop()
		due = timer.C
	}
	select {
	case <-due:
	case <-l.woken():
	case <-ctx.Done():
		return false
	}
	return true
}

// settling is how many times Do tries to settle a message if the shelf fails. After that the
// message stays as running. A shelf that outlives the process delivers it again when it is opened.
const settling = 5

// Do runs one message, and settles it.
func (l *Loop) Do(ctx context.Context, run jobs.Runner, one Entry) {
	o := run(ctx, one.Body, one.Attempt)
	if o.Verdict == jobs.Refuse {
		o.Verdict = jobs.Bury
	}
	for n := range settling {
		if l.Shelf.Settle(one, o, l.Now()) == nil {
			return
		}
		time.Sleep(50 * time.Millisecond << n)
	}
}

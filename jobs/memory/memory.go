// Package memory carries jobs in memory, for tests. The jobs are lost when the process ends.
// discordtest.App.Advance moves its clock, and a test can make its operations fail.
package memory

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/internal/loop"
)

// Engine is a [jobs.Engine] in memory. Make one with [New]. Set its fields before it is used.
type Engine struct {
	// Fail, if set, is called before each operation with its name: "Store", "Dead" or "Resend". If
	// it returns an error, the operation does nothing and returns that error.
	Fail func(operation string) error
	// Twice makes each job that succeeds run a second time, as every engine may do.
	Twice bool

	loop  loop.Loop
	shelf *shelf

	mu    sync.Mutex
	ahead time.Duration
	// advancing makes moves of the clock wait for each other.
	advancing sync.Mutex
}

var _ jobs.Engine = (*Engine)(nil)

// New returns an engine without jobs.
func New() *Engine {
	e := &Engine{shelf: newShelf()}
	e.loop = loop.Loop{Shelf: e.shelf, Clock: e.Now}
	return e
}

// Now returns the time of the machine plus the time by which the clock was moved.
func (e *Engine) Now() time.Time {
	e.mu.Lock()
	defer e.mu.Unlock()
	return time.Now().Add(e.ahead)
}

func (e *Engine) fail(operation string) error {
	if e.Fail == nil {
		return nil
	}
	return e.Fail(operation)
}

// Store implements [jobs.Engine].
func (e *Engine) Store(ctx context.Context, messages []jobs.Message) error {
	if err := e.fail("Store"); err != nil {
		return err
	}
	return e.loop.Store(ctx, messages)
}

// Dead implements [jobs.Engine].
func (e *Engine) Dead(ctx context.Context, limit int) ([]jobs.Letter, error) {
	if err := e.fail("Dead"); err != nil {
		return nil, err
	}
	return e.loop.Dead(ctx, limit)
}

// Resend implements [jobs.Engine].
func (e *Engine) Resend(ctx context.Context, l jobs.Letter) error {
	if err := e.fail("Resend"); err != nil {
		return err
	}
	return e.loop.Resend(ctx, l)
}

// Waiting returns how many jobs are stored and have not ended.
func (e *Engine) Waiting() int {
	e.shelf.mu.Lock()
	defer e.shelf.mu.Unlock()
	return len(e.shelf.waiting)
}

// Serve implements [jobs.Engine]. Jobs run when the clock is moved, and while a server on this
// machine runs.
func (e *Engine) Serve(run jobs.Runner) core.Outside {
	if e.Twice {
		once := run
		run = func(ctx context.Context, body string, attempt int) jobs.Outcome {
			if o := once(ctx, body, attempt); o.Verdict != jobs.Done {
				return o
			}
			return once(ctx, body, attempt)
		}
	}
	outside := e.loop.Serve(run)
	outside.Advance = func(ctx context.Context, d time.Duration, moved func(time.Duration)) error {
		return e.advance(ctx, d, moved, run)
	}
	return outside
}

var errBackwards = errors.New("memory: the clock moves forward only")

// advance moves the clock by d. It stops at the time of each job that is due and runs the job.
func (e *Engine) advance(ctx context.Context, d time.Duration, moved func(time.Duration), run jobs.Runner) error {
	if d < 0 {
		return errBackwards
	}
	e.advancing.Lock()
	defer e.advancing.Unlock()
	end := e.Now().Add(d)
	// Jobs are due at whole milliseconds, rounded up.
	if whole := end.Truncate(time.Millisecond); d > 0 && whole.Before(end) {
		end = whole.Add(time.Millisecond)
	}
	for {
		taken, err := e.shelf.Take(e.Now(), 1)
		if err != nil {
			return err
		}
		if len(taken) > 0 {
			e.loop.Do(ctx, run, taken[0])
			continue
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		next, ok, _ := e.shelf.Next()
		if !ok || next.After(end) {
			moved(e.moveTo(end))
			return nil
		}
		moved(e.moveTo(next))
	}
}

// moveTo moves the clock to t, unless it is already past t, and returns the time by which it moved.
func (e *Engine) moveTo(t time.Time) time.Duration {
	e.mu.Lock()
	defer e.mu.Unlock()
	by := max(time.Until(t)-e.ahead, 0)
	e.ahead += by
	return by
}

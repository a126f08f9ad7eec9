package core

import (
	"context"
	"sync"
	"time"
)

// deadline is a context that ends at a time, or when it is told to, and costs nothing until
// somebody waits for it: most listeners answer at once and never look, and a timer takes longer to
// set than all of routing.
type deadline struct {
	// parent ends it too.
	parent context.Context
	at     time.Time

	mu     sync.Mutex
	timed  context.Context
	cancel context.CancelFunc
	ended  bool
}

// Deadline returns the earlier of its own time and its parent's.
func (d *deadline) Deadline() (time.Time, bool) {
	if at, ok := d.parent.Deadline(); ok && at.Before(d.at) {
		return at, true
	}
	return d.at, true
}

// Done sets the timer.
func (d *deadline) Done() <-chan struct{} { return d.set().Done() }

// Err needs no timer to tell the time.
func (d *deadline) Err() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.timed != nil:
		return d.timed.Err()
	case d.parent.Err() != nil:
		return d.parent.Err()
	case !time.Now().Before(d.at):
		return context.DeadlineExceeded
	case d.ended:
		return context.Canceled
	}
	return nil
}

// Value goes by the timed context if there is one: package context finds there what it needs to
// cancel the contexts made from this one without a goroutine for each.
func (d *deadline) Value(key any) any {
	d.mu.Lock()
	from := d.timed
	d.mu.Unlock()
	if from == nil {
		from = d.parent
	}
	return from.Value(key)
}

func (d *deadline) set() context.Context {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timed == nil {
		d.timed, d.cancel = context.WithDeadline(d.parent, d.at)
		if d.ended {
			d.cancel()
		}
	}
	return d.timed
}

// end is the cancelling of what is not needed any more.
func (d *deadline) end() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ended = true
	if d.cancel != nil {
		d.cancel()
	}
}

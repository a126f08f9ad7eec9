package core

import (
	"context"
	"sync"
	"time"
)

// deadline is a context that ends at a given time, or when end is called. It sets its timer only
// when a caller first waits for it. Most listeners answer at once and never wait, and setting a
// timer takes longer than all of routing.
type deadline struct {
	// parent ends it too.
	parent context.Context
	at     time.Time

	mu     sync.Mutex
	timed  context.Context
	cancel context.CancelFunc
	ended  bool
	// err is the first error that Err returned. A context keeps its error.
	err error
}

// Deadline returns the context's own time or its parent's, whichever is earlier.
func (d *deadline) Deadline() (time.Time, bool) {
	if at, ok := d.parent.Deadline(); ok && at.Before(d.at) {
		return at, true
	}
	return d.at, true
}

// Done sets the timer.
func (d *deadline) Done() <-chan struct{} { return d.set().Done() }

// Err compares the deadline with the clock and does not set the timer.
func (d *deadline) Err() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.err != nil:
	case d.timed != nil:
		d.err = d.timed.Err()
	case d.parent.Err() != nil:
		d.err = d.parent.Err()
	case !time.Now().Before(d.at):
		d.err = context.DeadlineExceeded
	case d.ended:
		d.err = context.Canceled
	}
	return d.err
}

// Value asks the timed context if there is one. Package context finds in it what it needs to cancel
// derived contexts without a goroutine for each.
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

// end cancels the context when it is no longer needed.
func (d *deadline) end() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ended = true
	if d.cancel != nil {
		d.cancel()
	}
}

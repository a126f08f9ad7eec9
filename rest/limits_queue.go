package rest

import (
	"context"
	"net/http"
	"slices"
	"time"
)

// queueSlot is a call's place in its bucket, from its arrival until its last try is over.
type queueSlot struct {
	call  *apiCall
	b     *bucket
	since time.Time
	// deadline is the context's deadline, or zero if it has none. longest is the longest wait for a
	// rate limit.
	deadline time.Time
	longest  time.Duration
	// turn receives one value: zero when the call may be sent, or the wait that is too long.
	turn chan limited
}

// limited is a wait for a rate limit.
type limited struct {
	wait   time.Duration
	global bool
}

// read reports whether the call only reads. Its order does not matter then.
func (s *queueSlot) read() bool {
	return s.call.method == http.MethodGet || s.call.method == http.MethodHead
}

// fits reports whether the call can wait that long.
func (s *queueSlot) fits(now time.Time, wait time.Duration) bool {
	return wait <= 0 || wait <= s.longest && (s.deadline.IsZero() || now.Add(wait).Before(s.deadline))
}

// current returns the slot's bucket, even after a merge.
func (s *queueSlot) current() *bucket {
	for s.b.into != nil {
		s.b = s.b.into
	}
	return s.b
}

// enter waits until the call may be sent. It fails at once if the wait would outlast the context's
// deadline or exceed the longest wait; refused is then that wait. The caller calls leave after the
// last try.
func (l *limits) enter(ctx context.Context, call *apiCall, longest time.Duration) (s *queueSlot, refused limited, err error) {
	s = &queueSlot{call: call, longest: longest, since: wallTime(), turn: make(chan limited, 1)}
	if deadline, ok := ctx.Deadline(); ok {
		s.deadline = deadline.Round(0)
	}
	if ctx.Err() != nil {
		return nil, limited{}, context.Cause(ctx)
	}
	l.mu.Lock()
	s.b = l.bucketOf(call)
	s.b.waiting = append(s.b.waiting, s)
	l.pump(s.b)
	l.mu.Unlock()
	select {
	case refused = <-s.turn:
	case <-ctx.Done():
		if !l.withdraw(s) {
			return nil, limited{}, context.Cause(ctx)
		}
		// The turn came at the same moment.
		refused = <-s.turn
	}
	if refused.wait > 0 {
		return nil, refused, errWait
	}
	return s, limited{}, nil
}

// withdraw removes a waiting slot from its queue. It returns true if the slot has had its turn.
func (l *limits) withdraw(s *queueSlot) (had bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := s.current()
	n := slices.Index(b.waiting, s)
	if n < 0 {
		return true
	}
	b.waiting = slices.Delete(b.waiting, n, n+1)
	l.pump(b)
	return false
}

// leave gives the slot back.
func (l *limits) leave(s *queueSlot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := s.current()
	b.active--
	if b.active == 0 {
		b.writing = false
	}
	l.pump(b)
	if b.idle() && (b.size.limit == 0 || !b.reset.After(wallTime())) && l.buckets[b.key] == b {
		delete(l.buckets, b.key)
	}
}

// delay returns how long the next try of a call in progress has to wait.
func (l *limits) delay(s *queueSlot) limited {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.wait(s, 0, wallTime())
}

// spend counts a further try of a call in progress.
func (l *limits) spend(s *queueSlot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s.current().spend(wallTime())
}

// wait returns how long the n-th waiting call, counted from 0, has to wait.
func (l *limits) wait(s *queueSlot, n int, now time.Time) limited {
	wait := limited{wait: max(s.current().wait(now, n), l.blocked[s.call.blockKey()].Sub(now), 0)}
	if global := l.globalUntil(s.call).Sub(now); global > wait.wait {
		return limited{global, true}
	}
	return wait
}

// pump refuses the waiting calls whose wait is too long, and lets the first of the other calls go
// if the limits allow it.
func (l *limits) pump(b *bucket) {
	now := wallTime()
	b.stop()
	n := 0
	b.waiting = slices.DeleteFunc(b.waiting, func(s *queueSlot) bool {
		wait := l.wait(s, n, now)
		if s.fits(now, wait.wait) {
			n++
			return false
		}
		s.turn <- wait
		return true
	})
	for len(b.waiting) > 0 {
		first := b.waiting[0]
		if b.active > 0 && (b.writing || !first.read() || !b.known || b.guess && b.remaining == 0) {
			return
		}
		if wait := l.wait(first, 0, now).wait; wait > 0 {
			// The timer's function runs once and ends; no goroutine waits.
			b.timer = time.AfterFunc(wait, func() { l.wake(b) })
			return
		}
		b.waiting = b.waiting[1:]
		b.active++
		b.writing = !first.read()
		b.spend(now)
		first.turn <- limited{}
	}
	b.waiting = nil
}

// wake is called when the wait of a bucket's first call is over.
func (l *limits) wake(b *bucket) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pump(b)
}

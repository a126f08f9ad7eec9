package rest

import (
	"net/http"
	"slices"
	"time"
)

// bucket is one rate limit for one resource, with the calls that wait for it. Calls that change
// something are sent one after another, in order of arrival. Calls that only read are sent at the
// same time, as many as the window has left. Until the size is known, calls are sent one at a time.
type bucket struct {
	key bucketKey
	// into is the bucket that this bucket was merged into.
	into *bucket
	// known is set once an answer has shown the size, or that there is no limit.
	known     bool
	size      size
	remaining int
	// reset is when the window ends and remaining becomes size.limit again. It is a guess until an
	// answer of the window has arrived, because Discord's window begins when the first call reaches
	// Discord.
	reset time.Time
	guess bool

	// active counts the calls in progress; writing is set if one of them is not a read.
	active  int
	writing bool
	waiting []*queueSlot
	timer   *time.Timer
}

func (b *bucket) idle() bool { return b.active == 0 && len(b.waiting) == 0 }

// refill starts a new window if the last one is over.
func (b *bucket) refill(now time.Time) {
	if b.size.limit == 0 || b.reset.After(now) || b.guess && b.active > 0 {
		return
	}
	b.remaining, b.reset, b.guess = b.size.limit, now.Add(b.size.window), true
}

// spend counts a call that is sent.
func (b *bucket) spend(now time.Time) {
	b.refill(now)
	b.remaining = max(b.remaining-1, 0)
}

// wait returns the time until the bucket allows the n-th waiting call, counted from 0.
func (b *bucket) wait(now time.Time, n int) time.Duration {
	b.refill(now)
	if b.size.limit == 0 || n < b.remaining {
		return 0
	}
	windows := (n - b.remaining) / b.size.limit
	return max(b.reset.Sub(now), time.Millisecond) + time.Duration(windows)*b.size.window
}

// learn reads the headers of an answer. Answers can arrive in a different order than Discord sent
// them, so within a window the lower of two counts is right.
func (b *bucket) learn(header http.Header, now time.Time) {
	limit, hasLimit := headerNumber(header, "X-RateLimit-Limit")
	remaining, hasRemaining := headerNumber(header, "X-RateLimit-Remaining")
	b.known = true
	if !hasRemaining {
		return
	}
	after, _ := headerNumber(header, "X-RateLimit-Reset-After")
	left := seconds(after)
	reset := now.Add(left)
	b.size.window = max(b.size.window, left)
	isNew := b.size.limit == 0 || reset.After(b.reset.Add(max(b.size.window/2, 100*time.Millisecond)))
	if b.guess || isNew || reset.Before(b.reset) {
		b.reset, b.guess = reset, false
	}
	if !hasLimit {
		limit = max(remaining, float64(b.size.limit))
	}
	b.size.limit = max(int(limit), 1)
	if isNew {
		// The other calls in progress may not be counted yet.
		b.remaining = max(int(remaining)-(b.active-1), 0)
	} else {
		b.remaining = min(b.remaining, int(remaining))
	}
}

// useUp records that the bucket allows no calls until then.
func (b *bucket) useUp(until time.Time) {
	if b.size.limit == 0 {
		b.size.limit = 1
	}
	b.known, b.remaining, b.guess = true, 0, false
	if until.After(b.reset) {
		b.reset = until
	}
}

// merge moves the calls of another bucket, which turned out to be the same, into this bucket.
func (b *bucket) merge(other *bucket) {
	other.into = b
	b.active += other.active
	b.writing = b.writing || other.writing
	b.waiting = append(b.waiting, other.waiting...)
	slices.SortStableFunc(b.waiting, func(x, y *queueSlot) int { return x.since.Compare(y.since) })
	other.stop()
	other.waiting, other.active = nil, 0
}

// stop stops the timer.
func (b *bucket) stop() {
	if b.timer != nil {
		b.timer.Stop()
		b.timer = nil
	}
}

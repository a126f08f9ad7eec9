package rest

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"
)

const (
	// answerLag is how long Discord may need to process an inline answer that it has received.
	// Users report some seconds, and ten in the worst case.
	//
	// See https://github.com/discord/discord-api-docs/issues/7220.
	answerLag = 10 * time.Second
	// longestLagPause bounds the pause between two tries while Discord does not know the answer.
	longestLagPause = 2 * time.Second
	// costlyUpload is a size in bytes. A body of that size or more is not sent just to find out
	// whether Discord knows the answer.
	costlyUpload = 1 << 20
)

var errNotProcessed = errors.New("the answer is still unknown to Discord 10 s after it was sent; Discord may have refused it")

// answerState is what a handle and its copies know about the interaction's answer.
type answerState struct {
	// sent is when the answer was sent. It is nil if that is not known.
	sent atomic.Pointer[time.Time]
	// known is set once Discord has shown that it knows the answer.
	known atomic.Bool
}

// SetAnswered records when the interaction's answer was sent. Discord may need up to 10 seconds to
// process an inline answer that it has received. Until then it refuses every call on the
// interaction's webhook with [ErrUnknownWebhook]. For 10 seconds after at, the handle's methods
// retry such a refusal with back-off, within the context's deadline. If the handle has no such
// time, or the zero time, the refusal is final.
//
// [Interaction.Answer] sets the time when it succeeds. The handle that core passes to work after an
// answer already has it. Call SetAnswered on a handle that is made from a stored token.
//
// See https://github.com/discord/discord-api-docs/issues/7220.
func (i *Interaction) SetAnswered(at time.Time) { i.answer.sent.Store(&at) }

// settles returns the latest time by which Discord knows the answer. It is zero or in the past if
// there is nothing to wait for.
func (a *answerState) settles() time.Time {
	at := a.sent.Load()
	if at == nil || at.IsZero() {
		return time.Time{}
	}
	// A time from another machine may be in the future.
	if now := time.Now(); at.After(now) {
		at = &now
	}
	return at.Add(answerLag)
}

// awaitKnown waits until Discord knows the answer, before a large body or one that cannot be sent
// twice is sent. It does so by fetching the original answer. Whatever the result, the call is then
// made, and its outcome decides.
func (i *Interaction) awaitKnown(ctx context.Context, call *apiCall) {
	if i.answer.known.Load() || !call.body.costly() || !time.Now().Before(call.settles) {
		return
	}
	if _, err := i.client.do(ctx, i.call(http.MethodGet, originalRoute)); err == nil {
		i.answer.known.Store(true)
	}
}

// tooEarly reports whether Discord refused the call because it has not processed the answer yet.
// Discord did nothing in that case, so every call may be tried again.
func (call *apiCall) tooEarly(o *outcome) bool {
	return !call.settles.IsZero() && o.refused != nil && o.refused.Code == ErrUnknownWebhook
}

// lagPause returns the wait before the next try, after n tries that were too early. If there is no
// next try, the error says why.
func (call *apiCall) lagPause(ctx context.Context, n int) (time.Duration, error) {
	if !time.Now().Before(call.settles) {
		return 0, errNotProcessed
	}
	pause := longestLagPause
	if n < 5 {
		pause = min(firstPause<<n, longestLagPause)
	}
	pause += rand.N(pause / 4)
	if deadline, ok := ctx.Deadline(); ok {
		// The pause is at most half of the time that is left, so the last try comes shortly before
		// the deadline.
		if pause = min(pause, time.Until(deadline)/2); pause < firstPause/2 {
			return 0, errWait
		}
	}
	return pause, nil
}

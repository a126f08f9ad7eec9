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
	// Reports say some seconds, ten at worst.
	//
	// See https://github.com/discord/discord-api-docs/issues/7220.
	answerLag = 10 * time.Second
	// longestLagPause bounds the pause between two tries while Discord does not know the answer.
	longestLagPause = 2 * time.Second
	// costlyUpload is the size in bytes from which a body is not sent to find out whether Discord
	// knows the answer.
	costlyUpload = 1 << 20
)

var errNotProcessed = errors.New("the answer is still unknown to Discord 10 s after it was sent; Discord may have refused it")

// answerState is what a handle and its copies know of the interaction's answer.
type answerState struct {
	// sent is when the answer was sent; nil if that is not known.
	sent atomic.Pointer[time.Time]
	// known is set once Discord has shown that it knows the answer.
	known atomic.Bool
}

// SetAnswered records when the interaction's answer was sent. Discord may need up to 10 seconds to
// process an inline answer that it has received, and until then refuses every call on the
// interaction's webhook with [ErrUnknownWebhook]. For 10 seconds after at, the handle's methods
// retry such a refusal with back-off, within the context's deadline. On a handle without this time,
// or with the zero time, the refusal is final.
//
// [Interaction.Answer] sets the time when it succeeds, and the handle that core passes to work
// after an answer has it. Call SetAnswered on a handle that is made from a stored token.
//
// See https://github.com/discord/discord-api-docs/issues/7220.
func (i *Interaction) SetAnswered(at time.Time) { i.answer.sent.Store(&at) }

// settles returns when Discord knows the answer at the latest. It is zero, or in the past, where
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

// awaitKnown waits until Discord knows the answer, before a body is sent that cannot be sent twice,
// or is large. It asks for the original. Whatever comes of that, the call itself has the last word.
func (i *Interaction) awaitKnown(ctx context.Context, call *apiCall) {
	if i.answer.known.Load() || !call.body.costly() || !time.Now().Before(call.settles) {
		return
	}
	if _, err := i.client.do(ctx, i.call(http.MethodGet, originalRoute)); err == nil {
		i.answer.known.Store(true)
	}
}

// tooEarly reports whether Discord refused the call because it has not processed the answer yet.
// Nothing was done then, so that every call may be tried again.
func (call *apiCall) tooEarly(o *outcome) bool {
	return !call.settles.IsZero() && o.refused != nil && o.refused.Code == ErrUnknownWebhook
}

// lagPause returns the wait before the next try after n tries that were too early. The error says
// why there is no next try.
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
		// Never more than half of what is left, so that the last try comes shortly before the
		// deadline.
		if pause = min(pause, time.Until(deadline)/2); pause < firstPause/2 {
			return 0, errWait
		}
	}
	return pause, nil
}

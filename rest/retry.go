package rest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"
)

const (
	// defaultTries bounds the tries of one call.
	defaultTries = 5
	// firstPause is the wait after the first failure if Discord names none. It doubles with each
	// failure, at most maxDoublings times.
	firstPause   = 100 * time.Millisecond
	maxDoublings = 8
	// defaultWait bounds a wait for a rate limit.
	defaultWait = time.Minute
)

var (
	// errDone means that a retry was refused because Discord had acted on an earlier try.
	errDone = errors.New("an earlier try was acted on")
	// errWait means that a wait was not begun, because it would outlast the deadline or is too long.
	errWait = errors.New("the wait would be too long")
)

// do makes the call and returns the body of Discord's answer. It retries if that is safe and may
// help. The error is errDone if the call was made and its answer was lost.
func (c *Client) do(ctx context.Context, call *apiCall) (answer []byte, err error) {
	last, err := c.tries(ctx, call)
	if err != nil {
		return nil, err
	}
	return last.body, nil
}

// tries does what do does, and returns the outcome of the last try.
func (c *Client) tries(ctx context.Context, call *apiCall) (last outcome, err error) {
	defer func() {
		if spent := call.body.finish(err != nil && err != errDone); spent != nil && !errors.Is(err, ErrFileSpent) {
			err = fmt.Errorf("%w; %w", err, spent)
		}
	}()
	if c.baseErr != nil {
		return last, c.baseErr
	}
	slot, refused, err := c.limits.enter(ctx, call, c.maxWait)
	if err != nil {
		return last, call.failure(notBegun(err, refused), false, nil)
	}
	defer c.limits.leave(slot)
	var pause time.Duration
	unsure := false
	// Tries that came before Discord knew the answer are counted separately, because they did not
	// fail.
	for tries, early := 0, 0; ; {
		last = c.try(ctx, call, slot)
		switch {
		case last.answered():
			return last, nil
		case unsure && last.refused != nil && call.done(last.refused):
			return last, errDone
		case call.tooEarly(&last):
			if pause, err = call.lagPause(ctx, early); err != nil {
				return last, call.failure(last, unsure, err)
			}
			early++
		default:
			tries++
			unsure = unsure || last.unsure
			if tries == c.maxTries || !last.again || unsure && call.repeat == repeatNever || ctx.Err() != nil {
				return last, call.failure(last, unsure, nil)
			}
			pause = last.pause(tries)
		}
		if err = c.wait(ctx, slot, &last, pause); err == nil {
			err = call.body.rewind()
		}
		if err != nil {
			return last, call.failure(last, unsure, err)
		}
		c.limits.spend(slot)
	}
}

// outcome is the result of one try: answered, refused by Discord, or failed on the way.
type outcome struct {
	body []byte
	// response is Discord's response. Its body has been read. It is nil if the try failed on the
	// way.
	response *http.Response
	refused  *Error
	err      error
	// unsure means that Discord may have acted on the request.
	unsure bool
	// again means that another try may succeed.
	again bool
}

func (o *outcome) answered() bool { return o.refused == nil && o.err == nil }

// limited reports whether Discord asks for the wait before the next try.
func (o *outcome) limited() bool {
	return o.refused != nil && (o.refused.RetryAfter > 0 || o.refused.Status == http.StatusTooManyRequests)
}

// pause returns the wait before the next try: the time that Discord asks for, or a time that
// doubles with each try.
func (o *outcome) pause(try int) time.Duration {
	if o.refused != nil && o.refused.RetryAfter > 0 {
		return o.refused.RetryAfter
	}
	pause := firstPause << min(try-1, maxDoublings)
	return pause + rand.N(pause/4)
}

// notBegun is the outcome of a call that was not sent: the context has ended, or a rate limit
// outlasts it.
func notBegun(err error, limit limited) outcome {
	if limit.wait == 0 {
		return outcome{err: err}
	}
	return outcome{refused: &Error{
		Status: http.StatusTooManyRequests, Message: "not sent: the rate limit is used up", Global: limit.global,
		// This is rounded up, so a call at that time is not too early.
		RetryAfter: (limit.wait + time.Millisecond - 1).Truncate(time.Millisecond),
	}}
}

// failure makes the error for the caller. stopped says why there was no further try. It is nil if
// that needs no explanation.
func (call *apiCall) failure(last outcome, unsure bool, stopped error) error {
	var err error
	if last.refused != nil {
		last.refused.Method, last.refused.Route = call.method, call.route
		err = last.refused
	} else {
		err = fmt.Errorf("rest: %s %s: %w", call.method, call.route, last.err)
	}
	if stopped != nil {
		err = fmt.Errorf("%w; not tried again: %w", err, stopped)
	}
	if unsure && !errors.Is(err, ErrUncertain) {
		err = fmt.Errorf("%w; %w", err, ErrUncertain)
	}
	return err
}

// wait waits before the next try: for the pause, and for a rate limit. It fails at once if it would
// wait for a limit for longer than Options.MaxWait.
func (c *Client) wait(ctx context.Context, slot *queueSlot, last *outcome, pause time.Duration) error {
	limit := c.limits.delay(slot).wait
	if last.limited() {
		limit = max(limit, pause)
	}
	if ctx.Err() == nil && limit > max(c.maxWait, 0) {
		return errWait
	}
	return sleep(ctx, max(limit, pause))
}

// sleep waits. It fails at once if the wait would outlast the context's deadline.
func sleep(ctx context.Context, wait time.Duration) error {
	if wait <= 0 || ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= wait {
		return errWait
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

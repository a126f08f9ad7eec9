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
	// maxTries bounds the tries of one call.
	maxTries = 5
	// firstPause is the wait after the first failure if Discord names none. It doubles with each failure.
	firstPause = 100 * time.Millisecond
	// longestWait bounds a wait for a rate limit.
	longestWait = time.Minute
)

var (
	// errDone means that a retry was refused because an earlier try was acted on.
	errDone = errors.New("an earlier try was acted on")
	// errWait means that a wait was not begun, because it would outlast the deadline or is too long.
	errWait = errors.New("the wait would be too long")
)

// do makes the call and returns the body of Discord's answer. It retries where that is safe and may help. The error is
// errDone if the call was made and its answer was lost.
func (c *Client) do(ctx context.Context, call *call) (answer []byte, err error) {
	defer func() {
		if spent := call.body.finish(err != nil && err != errDone); spent != nil && !errors.Is(err, ErrFileSpent) {
			err = fmt.Errorf("%w; %w", err, spent)
		}
	}()
	if c.baseErr != nil {
		return nil, c.baseErr
	}
	var last outcome
	var pause time.Duration
	begun, unsure := false, false
	// Tries that were too early for Discord to know the answer are counted apart: they failed at nothing.
	for tries, early := 0, 0; ; {
		limited, global := c.limits.delay(call)
		err := sleep(ctx, max(limited, pause))
		switch {
		case err != nil && !begun:
			return nil, call.failure(notBegun(ctx, limited, global), unsure, nil)
		case err == nil:
			err = call.body.rewind()
		}
		if err != nil {
			return nil, call.failure(last, unsure, err)
		}
		begun, last = true, c.try(ctx, call)
		switch {
		case last.answered():
			return last.body, nil
		case unsure && last.refused != nil && call.done(last.refused):
			return nil, errDone
		case call.tooEarly(&last):
			if pause, err = call.lagPause(ctx, early); err != nil {
				return nil, call.failure(last, unsure, err)
			}
			early++
			continue
		}
		tries++
		unsure = unsure || last.unsure
		if tries == maxTries || !last.again || unsure && call.repeat == repeatNever || ctx.Err() != nil {
			return nil, call.failure(last, unsure, nil)
		}
		pause = last.pause(tries)
	}
}

// outcome is the result of one try: answered, refused by Discord, or failed on the way.
type outcome struct {
	body    []byte
	refused *Error
	err     error
	// unsure means that Discord may have acted on the request.
	unsure bool
	// again means that another try may succeed.
	again bool
}

func (o *outcome) answered() bool { return o.refused == nil && o.err == nil }

// pause returns the wait before the next try: the time that Discord asks for, or one that doubles with each try.
func (o *outcome) pause(try int) time.Duration {
	if o.refused != nil && o.refused.RetryAfter > 0 {
		return o.refused.RetryAfter
	}
	pause := firstPause << (try - 1)
	return pause + rand.N(pause/4)
}

// notBegun is the outcome of a call that was not sent: the context has ended, or a rate limit outlasts it.
func notBegun(ctx context.Context, limited time.Duration, global bool) outcome {
	if ctx.Err() != nil {
		return outcome{err: context.Cause(ctx)}
	}
	return outcome{refused: &Error{
		Status: http.StatusTooManyRequests, Message: "not sent: the rate limit is used up", RetryAfter: limited, Global: global,
	}}
}

// failure makes the error for the caller. stopped is why there was no further try; nil if that needs no words.
func (call *call) failure(last outcome, unsure bool, stopped error) error {
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

// sleep waits. It fails at once if the wait would outlast the context's deadline or is longer than longestWait.
func sleep(ctx context.Context, wait time.Duration) error {
	if wait <= 0 || ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if deadline, ok := ctx.Deadline(); wait > longestWait || ok && time.Until(deadline) <= wait {
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

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
	// firstPause is the wait after the first failure that names none; it doubles with each.
	firstPause = 100 * time.Millisecond
	// longestWait bounds a wait that a rate limit asks for.
	longestWait = time.Minute
)

var (
	// errDone is given in place of an answer where a repeat was refused because an earlier try was acted on.
	errDone = errors.New("an earlier try was acted on")
	// errWait says that a wait is not begun, because it would be in vain.
	errWait = errors.New("the wait would be too long")
)

// do makes the call, again where that is safe and may help, and returns the body of the answer. The error is errDone
// where the call was made but its answer was lost.
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
	unsure := false
	for try := 1; ; try++ {
		limited, global := c.limits.delay(call)
		err := sleep(ctx, max(limited, pause))
		switch {
		case err != nil && try == 1:
			return nil, call.failure(notBegun(ctx, limited, global), unsure, nil)
		case err == nil:
			err = call.body.rewind()
		}
		if err != nil {
			return nil, call.failure(last, unsure, err)
		}
		last = c.try(ctx, call)
		switch {
		case last.answered():
			return last.body, nil
		case unsure && last.refused != nil && call.done(last.refused):
			return nil, errDone
		}
		unsure = unsure || last.unsure
		if try == maxTries || !last.again || unsure && call.repeat == repeatNever || ctx.Err() != nil {
			return nil, call.failure(last, unsure, nil)
		}
		pause = last.pause(try)
	}
}

// outcome is how one try went: answered, refused by Discord, or failed on the way.
type outcome struct {
	body    []byte
	refused *Error
	err     error
	// unsure says that Discord may have acted on the request.
	unsure bool
	// again says that another try may go better.
	again bool
}

func (o *outcome) answered() bool { return o.refused == nil && o.err == nil }

// pause is the wait before the next try: what Discord asks for, else longer with each.
func (o *outcome) pause(try int) time.Duration {
	if o.refused != nil && o.refused.RetryAfter > 0 {
		return o.refused.RetryAfter
	}
	pause := firstPause << (try - 1)
	return pause + rand.N(pause/4)
}

// notBegun is the outcome where the context has ended, or a known limit outlasts it.
func notBegun(ctx context.Context, limited time.Duration, global bool) outcome {
	if ctx.Err() != nil {
		return outcome{err: context.Cause(ctx)}
	}
	return outcome{refused: &Error{
		Status: http.StatusTooManyRequests, Message: "not sent: the rate limit is used up", RetryAfter: limited, Global: global,
	}}
}

// failure makes the error that the caller gets. stopped says why there was no further try, where that needs saying.
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

// sleep waits, or fails at once where the wait is longer than what is left.
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

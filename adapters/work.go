package adapters

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// ErrShutdown is the cause of a context that was cancelled because the time to shut down was over.
var ErrShutdown = errors.New("adapters: the server is shutting down")

// CutError means that work after answers was cancelled because the time to wait for it was over.
type CutError struct {
	// Cut is the number of interactions whose work was cancelled.
	Cut int
	// Stuck is the number of interactions whose work had still not returned a second later, because
	// it ignores its context.
	Stuck int
}

// Error returns both numbers.
func (e *CutError) Error() string {
	return fmt.Sprintf("adapters: the work after the answer to %d interaction(s) was cut; %d had not stopped %v later", e.Cut, e.Stuck, unwind)
}

// unwind is how long cancelled work has to return.
const unwind = time.Second

// outstanding counts the running work after answers.
type outstanding struct {
	mu      sync.Mutex
	running int
	// idle is closed when running falls to zero. It is nil if no caller waits.
	idle chan struct{}
	// until is the context that cancels all work. It is nil before the first work.
	until context.Context
	cut   context.CancelCauseFunc
}

// start runs the work without waiting for it.
func (o *outstanding) start(request context.Context, response *core.Response) {
	ctx, end := o.begin(request)
	// This is a copy, because the caller's response ends with ServeHTTP.
	sent := *response
	go func() {
		defer end()
		sent.Sent(ctx)
	}()
}

// do runs the work inside the request. The request's deadline also limits the work.
func (o *outstanding) do(request context.Context, response *core.Response) {
	if !response.HasWork() {
		return
	}
	ctx, end := o.begin(request)
	defer end()
	if deadline, ok := request.Deadline(); ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline)
		defer cancel()
	}
	response.Sent(ctx)
}

// begin returns a context that has the request's values and outlives the request, and a function to
// call at the end of the work.
func (o *outstanding) begin(request context.Context) (context.Context, func()) {
	o.mu.Lock()
	if o.until == nil {
		o.until, o.cut = context.WithCancelCause(context.Background())
	}
	until := o.until
	o.running++
	o.mu.Unlock()
	ctx, cancel := context.WithCancelCause(context.WithoutCancel(request))
	forget := context.AfterFunc(until, func() { cancel(context.Cause(until)) })
	return ctx, func() {
		forget()
		cancel(nil)
		o.end()
	}
}

func (o *outstanding) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.running--
	if o.running == 0 && o.idle != nil {
		close(o.idle)
		o.idle = nil
	}
}

// left returns how much work is running, and a channel that is closed when no work runs.
func (o *outstanding) left() (int, <-chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.running > 0 && o.idle == nil {
		o.idle = make(chan struct{})
	}
	return o.running, o.idle
}

func (o *outstanding) wait(ctx context.Context) error {
	n, idle := o.left()
	if n == 0 {
		return nil
	}
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
	}
	cut := &CutError{}
	if cut.Cut = o.cancel(); cut.Cut == 0 {
		return nil
	}
	select {
	case <-idle:
	case <-time.After(unwind):
		cut.Stuck, _ = o.left()
	}
	return cut
}

// cancel ends the contexts of the running work. Work that begins later is not affected.
func (o *outstanding) cancel() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.running > 0 {
		o.cut(ErrShutdown)
		o.until, o.cut = nil, nil
	}
	return o.running
}

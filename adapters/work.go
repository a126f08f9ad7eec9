package adapters

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// ErrShutdown is the cause of a cancelled context when the time to shut down was over.
var ErrShutdown = errors.New("adapters: the server is shutting down")

// CutError says that work after answers was cancelled because the time to wait for it was over.
type CutError struct {
	// Cut is the number of interactions whose work was cancelled.
	Cut int
	// Stuck is the number of those whose work had not returned a second later, because it ignores
	// its context.
	Stuck int
}

// Error returns both numbers.
func (e *CutError) Error() string {
	return fmt.Sprintf("adapters: the work after the answer to %d interaction(s) was cut; %d had not stopped %v later", e.Cut, e.Stuck, unwind)
}

// unwind is how long work has to return after it was cancelled.
const unwind = time.Second

// outstanding counts the work after answers that runs.
type outstanding struct {
	mu      sync.Mutex
	running int
	// idle is closed when running falls to zero; nil when nobody waits.
	idle chan struct{}
	// until is the context that cancels all work; nil before the first.
	until context.Context
	cut   context.CancelCauseFunc
}

// start runs the work without waiting for it.
func (o *outstanding) start(request context.Context, response *core.Response) {
	ctx, end := o.begin(request)
	// A copy, because the caller's response ends with ServeHTTP.
	sent := *response
	go func() {
		defer end()
		sent.Sent(ctx)
	}()
}

// do runs the work inside the request. The request's deadline is the work's too.
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

// begin returns a context with the request's values that outlives the request, and a function to
// call at the work's end.
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

// left returns how much work runs, and a channel that is closed when none does.
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

// cancel ends the contexts of the work that runs, and of none that begins later.
func (o *outstanding) cancel() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.running > 0 {
		o.cut(ErrShutdown)
		o.until, o.cut = nil, nil
	}
	return o.running
}

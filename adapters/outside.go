package adapters

import (
	"context"
	"errors"
	"fmt"

	"github.com/hotaru-go/hotaru/core"
)

// beside holds what runs in parallel with a server's requests: the jobs of an engine on this
// machine.
type beside struct {
	stop context.CancelFunc
	done chan struct{}
	err  error
}

// runBeside starts core.Outside.Run. It returns nil if there is nothing to run.
func runBeside(server *core.Server) *beside {
	outside, ok := server.Outside.Get()
	if !ok || outside.Run == nil {
		return nil
	}
	ctx, stop := context.WithCancel(server.Context(context.Background()))
	b := &beside{stop: stop, done: make(chan struct{})}
	go func() {
		defer close(b.done)
		defer func() {
			if value := recover(); value != nil {
				b.err = fmt.Errorf("panic with a %T", value)
			}
		}()
		b.err = outside.Run(ctx)
	}()
	return b
}

var errJobsCut = errors.New("adapters: jobs were still running at the end of the time to shut down; they run again after the next start")

// end stops new jobs from starting, and waits until the running jobs have ended or ctx ends.
func (b *beside) end(ctx context.Context) error {
	if b == nil {
		return nil
	}
	b.stop()
	select {
	case <-b.done:
	case <-ctx.Done():
		return errJobsCut
	}
	if b.err != nil {
		return fmt.Errorf("adapters: running jobs: %w", b.err)
	}
	return nil
}

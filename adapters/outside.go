package adapters

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/hotaru-go/hotaru/core"
)

// beside holds what runs in parallel with a server's requests: the jobs of an engine on this
// machine.
type beside struct {
	stop context.CancelFunc
	done chan struct{}
	err  error
}

// runBeside starts core.Outside.Run, and logs its failure. It returns nil if there is nothing to
// run.
func runBeside(server *core.Server, logger *slog.Logger) *beside {
	outside, ok := server.Outside.Get()
	if !ok || outside.Run == nil {
		return nil
	}
	ctx, stop := context.WithCancel(server.Context(context.Background()))
	b := &beside{stop: stop, done: make(chan struct{})}
	go func() {
		defer close(b.done)
		if b.err = run(ctx, outside.Run); b.err == nil {
			return
		}
		attrs := []any{"error", b.err.Error()}
		if p, ok := b.err.(*core.PanicError); ok {
			attrs = append(attrs, "stack", string(p.Stack))
		}
		logger.Error("jobs stopped: none runs until the next start", attrs...)
	}()
	return b
}

// run calls core.Outside.Run. It returns a panic as an error.
func run(ctx context.Context, do func(context.Context) error) (err error) {
	defer recovered(&err)
	return do(ctx)
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

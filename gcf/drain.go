package gcf

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// drainLimit is less than the 10 seconds between SIGTERM and SIGKILL.
//
// See https://cloud.google.com/run/docs/container-contract#instance-shutdown.
const drainLimit = 8 * time.Second

const (
	// requestLimit is how long Discord waits for an answer.
	requestLimit = 3 * time.Second
	openInterval = 20 * time.Millisecond
)

// drain lets work between requests finish when the instance is shut down: the framework does not
// handle SIGTERM. Work that is left after the limit is cancelled.
func (s *served) drain() {
	terminated := make(chan os.Signal, 1)
	signal.Notify(terminated, syscall.SIGTERM)
	go func() {
		<-terminated
		ctx, cancel := context.WithTimeout(context.Background(), drainLimit)
		defer cancel()
		s.settle(ctx)
		// The signal does now what it would have done without us.
		signal.Stop(terminated)
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			_ = self.Signal(syscall.SIGTERM)
		}
	}()
}

// settle waits for the open requests, because an answer that is out may be about to start its work,
// and then for the work. A listener that does not return must not use up the time of the work.
func (s *served) settle(ctx context.Context) {
	requests, cancel := context.WithTimeout(ctx, requestLimit)
	defer cancel()
	look := time.NewTicker(openInterval)
	defer look.Stop()
	for s.open.Load() > 0 && requests.Err() == nil {
		select {
		case <-look.C:
		case <-requests.Done():
		}
	}
	_ = s.endpoint.Wait(ctx)
}

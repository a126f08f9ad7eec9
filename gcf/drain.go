package gcf

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// drainLimit is how long the instance may take to finish work. It is less than the 10 seconds
// between SIGTERM and SIGKILL.
//
// See https://cloud.google.com/run/docs/container-contract#instance-shutdown.
const drainLimit = 8 * time.Second

const (
	// requestLimit is how long Discord waits for an answer.
	requestLimit = 3 * time.Second
	openInterval = 20 * time.Millisecond
)

// drain lets work between requests finish when the instance is shut down, because the framework
// does not handle SIGTERM. It cancels the work that is left after the limit.
func (s *served) drain() {
	terminated := make(chan os.Signal, 1)
	signal.Notify(terminated, syscall.SIGTERM)
	go func() {
		<-terminated
		ctx, cancel := context.WithTimeout(context.Background(), drainLimit)
		defer cancel()
		s.settle(ctx)
		// From now on the signal has its default effect.
		signal.Stop(terminated)
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			_ = self.Signal(syscall.SIGTERM)
		}
	}()
}

// settle waits for the open requests, because a request whose answer was sent may be about to start
// its work. Then it waits for the work. The wait for requests is limited, so a listener that does
// not return cannot use up the time of the work.
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

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
	// requestLimit is as long as Discord waits for an answer.
	requestLimit = 3 * time.Second
	openInterval = 20 * time.Millisecond
)

// drain lets work that goes on between requests end before its instance is shut down: the framework does not handle
// SIGTERM. Work that is left then is cancelled, and logs what it makes of it.
func (s *served) drain() {
	terminated := make(chan os.Signal, 1)
	signal.Notify(terminated, syscall.SIGTERM)
	go func() {
		<-terminated
		ctx, cancel := context.WithTimeout(context.Background(), drainLimit)
		defer cancel()
		s.settle(ctx)
		// What the signal would have done without us, or does for others who listen for it.
		signal.Stop(terminated)
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			_ = self.Signal(syscall.SIGTERM)
		}
	}()
}

// settle waits for the open requests, since an answer that is out may be about to leave its work behind, and then for the
// work. A listener that does not return must not take the time of the work, nor keep other requests from being served.
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

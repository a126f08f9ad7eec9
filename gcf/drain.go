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

// drain lets work that goes on between requests end before its instance is shut down: the framework does not handle
// SIGTERM. Work that is left then is cancelled, and logs what it makes of it.
func (s *served) drain() {
	terminated := make(chan os.Signal, 1)
	signal.Notify(terminated, syscall.SIGTERM)
	go func() {
		<-terminated
		ctx, cancel := context.WithTimeout(context.Background(), drainLimit)
		defer cancel()
		s.requests.Lock() // An answer that is out may be about to leave its work behind.
		_ = s.endpoint.Wait(ctx)
		s.requests.Unlock()
		// What the signal would have done without us, or does for others who listen for it.
		signal.Stop(terminated)
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			_ = self.Signal(syscall.SIGTERM)
		}
	}()
}

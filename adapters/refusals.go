package adapters

import (
	"context"
	"time"
)

// refusalWait is short for two reasons. Discord probes an endpoint with a forged request now and then, and takes the URL
// away where it is not refused in time. And a proxy that lets only so many requests through at once has each of its
// places taken for as long: at 64 places that is 6,400 refusals a second, half of what a processor can check; a wait that
// grew with the flood would have honest requests queue before the proxy.
const refusalWait = 10 * time.Millisecond

// hold returns when a refusal may be sent, or when the client has hung up.
func hold(ctx context.Context) {
	timer := time.NewTimer(refusalWait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

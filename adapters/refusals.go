package adapters

import (
	"context"
	"sync/atomic"
	"time"
)

const (
	// refusalEvery is how far apart refusals are sent while many wait: a thousand a second take a small part of one
	// processor for their signatures.
	refusalEvery = time.Millisecond
	// refusalWait is the longest that one waits. Discord probes an endpoint with a forged request now and then, takes
	// the URL away where it is not refused, and waits 3 seconds for the answer, in a flood too.
	refusalWait = time.Second
)

// refusals are those that wait to be sent. On one connection requests come one after another, so that who waits for a
// refusal cannot have the next signature checked meanwhile.
type refusals struct{ waiting atomic.Int64 }

// hold returns when a refusal may be sent, or when the client has hung up. The wait grows with those that wait, so that
// it does not matter over how many connections a flood comes, until the longest wait is reached.
func (r *refusals) hold(ctx context.Context) {
	waiting := r.waiting.Add(1)
	defer r.waiting.Add(-1)
	timer := time.NewTimer(min(time.Duration(waiting)*refusalEvery, refusalWait))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

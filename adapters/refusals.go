package adapters

import (
	"net/http"
	"sync"
	"time"
)

// refusalWait is short for two reasons. Discord probes an endpoint with a forged request now and
// then, and removes the URL when the refusal takes too long. And a proxy that limits concurrent
// requests has one of its places taken for as long: at 64 places that is 6,400 refusals a second,
// half of what a processor can check.
const refusalWait = 10 * time.Millisecond

// held paces refusals. Over HTTP/1 a connection has one request at a time, so that each refusal
// waits by itself. Over HTTP/2 the streams of a connection take turns.
type held struct {
	mu sync.Mutex
	// connections has an entry for each HTTP/2 connection with a refusal that waits, by its remote
	// address.
	connections map[string]*turns
}

// turns is the queue of a connection.
type turns struct {
	waiting int
	// next is when the last one in the queue may go.
	next time.Time
}

// wait returns when a refusal may be sent, or when the client has hung up.
func (h *held) wait(r *http.Request) {
	limit := refusalWait
	if r.ProtoMajor >= 2 {
		limit = h.enter(r.RemoteAddr)
		defer h.leave(r.RemoteAddr)
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	}
}

func (h *held) enter(address string) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.connections[address]
	now := time.Now()
	if t == nil {
		if h.connections == nil {
			h.connections = map[string]*turns{}
		}
		t = &turns{next: now}
		h.connections[address] = t
	}
	t.waiting++
	if t.next.Before(now) {
		t.next = now
	}
	t.next = t.next.Add(refusalWait)
	return t.next.Sub(now)
}

func (h *held) leave(address string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.connections[address]
	if t.waiting--; t.waiting == 0 {
		delete(h.connections, address)
	}
}

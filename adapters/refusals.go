package adapters

import (
	"net/http"
	"sync"
	"time"
)

// refusalWait is how long a refusal is held. It is short for two reasons. Discord sometimes probes
// an endpoint with a forged request, and removes the URL if the refusal takes too long. Also, each
// held refusal occupies one place of a proxy that limits concurrent requests: with 64 places that
// allows 6,400 refusals a second, half of what a processor can check.
const refusalWait = 10 * time.Millisecond

// held paces refusals. Over HTTP/1 a connection has one request at a time, so each refusal waits by
// itself. Over HTTP/2 the streams of a connection take turns.
type held struct {
	mu sync.Mutex
	// connections has an entry for each HTTP/2 connection with a waiting refusal, by its remote
	// address.
	connections map[string]*turns
}

// turns is the queue of a connection.
type turns struct {
	waiting int
	// next is when the last refusal in the queue may be sent.
	next time.Time
}

// wait returns when a refusal may be sent, or when the client has disconnected.
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

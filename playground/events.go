package playground

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// hub sends each event to every open page.
type hub struct {
	mu     sync.Mutex
	pages  map[chan event]struct{}
	closed bool
}

// event is one server-sent event: a name, and JSON on one line.
type event struct {
	name string
	data json.RawMessage
}

// backlog is how many events a page may be behind before it is disconnected. It then reconnects and
// fetches the state.
const backlog = 256

// heartbeat is the time between comments on an idle stream. They keep the connection open and
// detect closed pages.
const heartbeat = 20 * time.Second

// tell sends an event with a value as JSON.
func (h *hub) tell(name string, v any) {
	if data, err := encode(v); err == nil {
		h.send(name, data)
	}
}

// send sends an event. It never waits for a page.
func (h *hub) send(name string, data json.RawMessage) {
	// An event's data is one line.
	var line bytes.Buffer
	if json.Compact(&line, data) != nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for page := range h.pages {
		select {
		case page <- event{name, line.Bytes()}:
		default:
			delete(h.pages, page)
			close(page)
		}
	}
}

func (h *hub) join() chan event {
	page := make(chan event, backlog)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		close(page)
		return page
	}
	if h.pages == nil {
		h.pages = map[chan event]struct{}{}
	}
	h.pages[page] = struct{}{}
	return page
}

// close disconnects every page, and every page that joins later.
func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for page := range h.pages {
		delete(h.pages, page)
		close(page)
	}
}

func (h *hub) leave(page chan event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.pages, page)
}

// ServeHTTP is the stream: https://html.spec.whatwg.org/multipage/server-sent-events.html.
func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page := h.join()
	defer h.leave(page)
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	// The stream has no end, so the server's write timeout must not apply.
	_ = out.SetWriteDeadline(time.Time{})
	fmt.Fprint(w, "retry: 1000\n\n")
	if out.Flush() != nil {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		var err error
		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
			_, err = fmt.Fprint(w, ": still here\n\n")
		case e, open := <-page:
			if !open {
				return
			}
			_, err = fmt.Fprintf(w, "event: %s\ndata: %s\n\n", e.name, e.data)
		}
		if err != nil || out.Flush() != nil {
			return
		}
	}
}

package adapters

import (
	"io"
	"net/http"
	"os"
	"sync"
	"time"
)

// body is a request's body with a time limit. The limit starts at the first read, which comes right
// after the headers.
type body struct {
	from    io.Reader
	w       http.ResponseWriter
	timeout time.Duration
	// asks is true if the client waits for 100 Continue before it sends the body.
	asks bool
	// ended is true when the body was read to its end in time.
	ended bool
	// n is how many bytes were read.
	n     int64
	timer *time.Timer

	mu sync.Mutex
	// stopped keeps the timer from setting a deadline; expired is true when it has set one.
	stopped, expired bool
}

func (b *body) begin(w http.ResponseWriter, r *http.Request, timeout time.Duration) {
	b.from, b.w, b.timeout, b.asks = r.Body, w, timeout, joined(r.Header, "Expect") != ""
	if r.Body == nil {
		b.from = http.NoBody
	}
}

// Read reads the body. It fails with os.ErrDeadlineExceeded when the time is over.
func (b *body) Read(p []byte) (int, error) {
	if b.timer == nil && b.timeout > 0 && b.from != http.NoBody {
		b.timer = time.AfterFunc(b.timeout, b.expire)
	}
	n, err := b.from.Read(p)
	b.n += int64(n)
	if err == io.EOF {
		if b.stop() {
			return n, os.ErrDeadlineExceeded
		}
		b.ended = true
	}
	return n, err
}

// expire ends the running read. It sets the deadline only now, and not when the body begins, so it
// never replaces an earlier deadline of the server.
func (b *body) expire() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.stopped {
		b.expired = http.NewResponseController(b.w).SetReadDeadline(time.Now()) == nil
	}
}

// stop ends the time limit and reports whether the time was over before.
func (b *body) stop() (expired bool) {
	if b.timer == nil || b.timer.Stop() {
		return false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopped = true
	return b.expired
}

// unreadWait is how long net/http may read the rest of an unread body after the handler has
// returned.
const unreadWait = time.Second

// drain reads and drops what is left of a body whose answer has been written. A connection that
// closes with bytes unread is reset, and the client may lose the answer. Bodies that claim more
// than the limit are not read. A client that waits for 100 Continue has sent nothing yet.
func (b *body) drain(claimed, limit int64) {
	if claimed <= limit && (b.timer != nil || !b.asks) {
		_, _ = io.CopyN(io.Discard, b, limit-b.n)
	}
	if !b.stop() && !b.ended {
		_ = http.NewResponseController(b.w).SetReadDeadline(time.Now().Add(unreadWait))
	}
}

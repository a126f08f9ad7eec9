package discordtest

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
)

// writer is an http.ResponseWriter that detects when a client has the whole answer.
type writer struct {
	// out is closed when the answer is sent, taken when the client is done with it, and returned
	// when the handler has returned.
	out, taken, returned chan struct{}
	// gone is closed when the client no longer waits.
	gone <-chan struct{}

	mu       sync.Mutex
	header   http.Header
	sent     http.Header
	status   int
	body     bytes.Buffer
	finished bool
	err      error
}

func (w *writer) Header() http.Header { return w.header }

func (w *writer) WriteHeader(status int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begin(status)
}

func (w *writer) begin(status int) {
	if w.status == 0 && status >= 200 {
		w.status, w.sent = status, w.header.Clone()
	}
}

// Write keeps a part of the body. After the whole answer is sent it fails, as on a real connection.
func (w *writer) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begin(http.StatusOK)
	if w.finished {
		return 0, http.ErrContentLength
	}
	return w.body.Write(b)
}

// Flush sends what was written. If that is as much as the Content-Length promised, the answer is
// sent, and Flush waits for the client.
func (w *writer) Flush() {
	w.mu.Lock()
	w.begin(http.StatusOK)
	length, err := strconv.Atoi(w.sent.Get("Content-Length"))
	whole := err == nil && w.body.Len() >= length
	if whole {
		w.finish()
	}
	w.mu.Unlock()
	if whole {
		select {
		case <-w.taken:
		case <-w.gone:
		}
	}
}

// end records that the handler has returned.
func (w *writer) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begin(http.StatusOK)
	w.finish()
}

// fail breaks the connection, because the handler has panicked.
func (w *writer) fail(v any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err = errors.New("the handler broke the connection")
	if v != any(http.ErrAbortHandler) {
		w.err = fmt.Errorf("the handler panicked: %v", v)
	}
	w.finish()
}

func (w *writer) finish() {
	if !w.finished {
		w.finished = true
		close(w.out)
	}
}

// response returns the answer. Its body's Close waits until the handler has returned.
func (w *writer) response() (*http.Response, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return nil, w.err
	}
	body := bytes.NewReader(w.body.Bytes())
	return &http.Response{
		StatusCode: w.status, Header: w.sent, Body: &afterwards{body, sync.OnceFunc(func() {
			close(w.taken)
			<-w.returned
		})},
	}, nil
}

package gcf_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// recorder stands for Discord's API: it accepts everything, and keeps what it was asked in order.
type recorder struct {
	url string

	mu   sync.Mutex
	news chan struct{}
	// calls are "callback type" and "original content", beside what the tests themselves put between.
	calls []string
}

func newRecorder(t *testing.T) *recorder {
	r := &recorder{news: make(chan struct{}, 1)}
	server := httptest.NewServer(r)
	t.Cleanup(server.Close)
	r.url = server.URL
	return r
}

func (r *recorder) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	var body struct {
		Type    int
		Content string
	}
	err := json.NewDecoder(request.Body).Decode(&body)
	switch {
	case err != nil:
		r.add(err.Error())
	case strings.HasSuffix(request.URL.Path, "/callback"):
		r.add(fmt.Sprint("callback ", body.Type))
		w.WriteHeader(http.StatusNoContent)
	case request.Method == http.MethodPatch && strings.HasSuffix(request.URL.Path, "/messages/@original"):
		r.add("original " + body.Content)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"id":"1","channel_id":"2"}`)
	default:
		r.add(request.Method + " " + request.URL.Path)
		http.NotFound(w, request)
	}
}

func (r *recorder) add(call string) {
	r.mu.Lock()
	r.calls = append(r.calls, call)
	r.mu.Unlock()
	select {
	case r.news <- struct{}{}:
	default:
	}
}

func (r *recorder) all() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.calls)
}

// wait returns what was recorded when it is n calls.
func (r *recorder) wait(t *testing.T, n int) []string {
	t.Helper()
	for late := time.After(20 * time.Second); ; {
		if calls := r.all(); len(calls) >= n {
			return calls
		}
		select {
		case <-r.news:
		case <-late:
			t.Fatalf("Discord was called %d times, not %d: %q", len(r.all()), n, r.all())
		}
	}
}

package lambda

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// runtimeAPI is Lambda's side of a function: the Runtime API over HTTP, as strict as AWS documents
// it, and the Discord that the function calls. One journal has the calls of both, in order.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
type runtimeAPI struct {
	*httptest.Server
	invocations chan *invoked

	mu      sync.Mutex
	changed *sync.Cond
	journal []string
	pending map[string]*invoked
	last    int
	// initError is what the function said to init/error.
	initError string
	discord   http.Handler
	// refuse is the status with which the next answers are refused. Zero accepts them.
	refuse int
}

// invoked is one invocation, from the event to what the function posted.
type invoked struct {
	id       string
	event    []byte
	deadline time.Time
	done     chan struct{}

	// failed is true if it was posted to error, not to response.
	failed      bool
	contentType string
	body        []byte
	trailer     http.Header
}

const runtimePath = "/2018-06-01/runtime"

func newRuntimeAPI(t testing.TB) *runtimeAPI {
	a := &runtimeAPI{invocations: make(chan *invoked), pending: map[string]*invoked{}}
	a.changed = sync.NewCond(&a.mu)
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+runtimePath+"/invocation/next", a.next)
	mux.HandleFunc("POST "+runtimePath+"/invocation/{id}/{kind}", a.post)
	mux.HandleFunc("POST "+runtimePath+"/init/error", a.init)
	mux.HandleFunc("/discord/", a.callDiscord)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		a.note("unknown " + r.Method + " " + r.URL.Path)
		http.NotFound(w, r)
	})
	a.Server = httptest.NewServer(mux)
	t.Cleanup(a.Close)
	return a
}

// address is what AWS_LAMBDA_RUNTIME_API holds: a host and a port.
func (a *runtimeAPI) address() string { return strings.TrimPrefix(a.URL, "http://") }

func (a *runtimeAPI) discordURL() string { return a.URL + "/discord" }

func (a *runtimeAPI) note(what string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.journal = append(a.journal, what)
	a.changed.Broadcast()
}

// noted returns the journal.
func (a *runtimeAPI) noted() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]string(nil), a.journal...)
}

// await waits until an entry has been noted n times.
func (a *runtimeAPI) await(t testing.TB, what string, n int) {
	t.Helper()
	late := time.AfterFunc(patience, a.changed.Broadcast)
	defer late.Stop()
	end := time.Now().Add(patience)
	a.mu.Lock()
	defer a.mu.Unlock()
	for {
		seen := 0
		for _, entry := range a.journal {
			if entry == what {
				seen++
			}
		}
		if seen >= n {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("waited for %q, %d times; the journal: %q", what, n, a.journal)
		}
		a.changed.Wait()
	}
}

// patience is the time limit of a test's steps, long enough for a busy machine.
const patience = 30 * time.Second

func (a *runtimeAPI) next(w http.ResponseWriter, r *http.Request) {
	a.note("next")
	select {
	case <-r.Context().Done():
	case one := <-a.invocations:
		a.mu.Lock()
		a.last++
		one.id = fmt.Sprintf("8476a536-e9f4-11e8-9739-%012d", a.last)
		a.pending[one.id] = one
		a.mu.Unlock()
		h := w.Header()
		h.Set("Content-Type", "application/json")
		h.Set("Lambda-Runtime-Aws-Request-Id", one.id)
		h.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(one.deadline.UnixMilli(), 10))
		h.Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:interactions")
		h.Set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1")
		w.Write(one.event)
	}
}

func (a *runtimeAPI) post(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	id, kind := r.PathValue("id"), r.PathValue("kind")
	a.mu.Lock()
	one, refuse := a.pending[id], a.refuse
	delete(a.pending, id)
	a.mu.Unlock()
	switch {
	case refuse != 0 && kind == "response":
		a.note("refused " + kind)
		http.Error(w, `{"errorMessage":"Exceeded maximum allowed payload size","errorType":"RequestEntityTooLarge"}`, refuse)
	case err != nil:
		a.note("cut off " + kind)
	case one == nil || kind != "response" && kind != "error":
		a.note("refused " + kind)
		http.Error(w, `{"errorMessage":"no such invocation","errorType":"InvalidRequestID"}`, http.StatusBadRequest)
	default:
		one.failed, one.body = kind == "error", body
		one.contentType, one.trailer = r.Header.Get("Content-Type"), r.Trailer
		a.note(kind)
		w.WriteHeader(http.StatusAccepted)
		io.WriteString(w, `{"status":"OK"}`)
		close(one.done)
	}
}

func (a *runtimeAPI) init(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	a.mu.Lock()
	a.initError = r.Header.Get("Lambda-Runtime-Function-Error-Type") + " " + string(body)
	a.mu.Unlock()
	a.note("init/error")
	w.WriteHeader(http.StatusAccepted)
	io.WriteString(w, `{"status":"OK"}`)
}

func (a *runtimeAPI) callDiscord(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/discord")
	a.note("discord " + r.Method + " " + path[:min(len(path), 9)])
	a.mu.Lock()
	handler := a.discord
	a.mu.Unlock()
	if handler != nil {
		handler.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	io.WriteString(w, `{"id":"1323984456678909999","channel_id":"1187204534420766740","content":"","type":0,"author":{"id":"1306194278551453727","username":"hotaru"}}`)
}

// invoke passes an event and a time limit to the function, and waits for what it posts.
func (a *runtimeAPI) invoke(t testing.TB, event []byte, allowed ...time.Duration) *invoked {
	t.Helper()
	one := a.begin(t, event, allowed...)
	a.finish(t, one)
	return one
}

func (a *runtimeAPI) begin(t testing.TB, event []byte, allowed ...time.Duration) *invoked {
	t.Helper()
	one := &invoked{event: event, done: make(chan struct{})}
	one.deadline = time.Now().Add(cmp.Or(append(allowed, patience)...))
	select {
	case a.invocations <- one:
	case <-time.After(patience):
		t.Fatalf("nobody asks for the next invocation; the journal: %q", a.noted())
	}
	return one
}

func (a *runtimeAPI) finish(t testing.TB, one *invoked) {
	t.Helper()
	select {
	case <-one.done:
	case <-time.After(patience):
		t.Fatalf("no answer; the journal: %q", a.noted())
	}
}

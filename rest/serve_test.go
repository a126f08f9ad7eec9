package rest_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/internal/memnet"
	"github.com/hotaru-go/hotaru/rest"
)

const (
	botToken         = "MTA0.bot-token-that-must-not-show"
	bearerToken      = "bearer-token-that-must-not-show"
	clientSecret     = "client-secret/that+must%not/show"
	interactionToken = "aW50ZXJhY3Rpb24-token/that must not show"
	messageBody      = `{"id":"77","content":"hello"}`
)

// serve runs a server of faults and returns a client on it.
func serve(t *testing.T, o rest.Options, handler http.HandlerFunc) *rest.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	o.BaseURL = server.URL
	client := rest.New(o)
	t.Cleanup(client.CloseIdleConnections)
	return client
}

// serveInMemory is serve without a real network, for a bubble of testing/synctest, where waits take
// no time.
func serveInMemory(t *testing.T, o rest.Options, handler http.HandlerFunc) *rest.Client {
	t.Helper()
	o.BaseURL = "http://discord.test"
	client := rest.New(o)
	client.DialBy(memnet.Serve(t, handler).Dial)
	t.Cleanup(client.CloseIdleConnections)
	return client
}

func within(t *testing.T, limit time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	t.Cleanup(cancel)
	return ctx
}

// serveSteps answers the first request with the first step and so on, the last step again and again.
func serveSteps(t *testing.T, steps ...http.HandlerFunc) (*rest.Interaction, *recorder) {
	t.Helper()
	seen := &recorder{}
	return serve(t, rest.Options{}, seen.steps(steps)).Interaction(1, 2, interactionToken), seen
}

// serveStepsInMemory is serveSteps for a bubble of testing/synctest.
func serveStepsInMemory(t *testing.T, steps ...http.HandlerFunc) (*rest.Interaction, *recorder) {
	t.Helper()
	seen := &recorder{}
	return serveInMemory(t, rest.Options{}, seen.steps(steps)).Interaction(1, 2, interactionToken), seen
}

func answer(status int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// reset reads the request and breaks the connection without an answer.
func reset(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	panic(http.ErrAbortHandler)
}

// half answers 200 and breaks the connection in the body.
func half(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, `{"id":"77"`)
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

var text = discord.Payload{JSON: []byte(`{"content":"hello"}`)}

func mustContain(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error lacks %q: %v", part, err)
		}
	}
}

// answerEach answers one request after the other, the last step again and again.
func answerEach(n *int, steps ...http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		step := steps[min(*n, len(steps)-1)]
		*n++
		step(w, r)
	}
}

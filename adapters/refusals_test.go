package adapters_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
)

// forged returns a request that is well formed, with the signature of another.
func forged() *http.Request {
	r := key.Request(context.Background(), "/", slash("ping"))
	other := key.Request(context.Background(), "/", slash("pong"))
	r.Header["X-Signature-Ed25519"] = other.Header["X-Signature-Ed25519"]
	return r
}

// answer returns a request's status, and how long it took.
func answer(t *testing.T, e *adapters.Endpoint, r *http.Request) (int, time.Duration) {
	t.Helper()
	began, w := time.Now(), httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w.Code, time.Since(began)
}

// Only a refusal after a signature check is held. For other refusals the body is not read, so
// net/http would not notice if the client disconnected.
func TestRefusalsAreHeld(t *testing.T) {
	server := listener(t, pong)
	good := func() *http.Request { return key.Request(context.Background(), "/", slash("ping")) }
	unsigned := func() *http.Request {
		r := good()
		r.Header.Del("X-Signature-Ed25519")
		return r
	}
	large := func() *http.Request {
		return key.Request(context.Background(), "/", make([]byte, 1<<20+1))
	}
	held := &adapters.Endpoint{Server: server, HoldRefusals: true}
	for _, tt := range []struct {
		name     string
		endpoint *adapters.Endpoint
		request  func() *http.Request
		status   int
		took     time.Duration
	}{
		{"forged", held, forged, 401, 10 * time.Millisecond},
		{"unsigned", held, unsigned, 401, 0},
		{"too large", held, large, 413, 0},
		{"another method", held, func() *http.Request { return httptest.NewRequest("GET", "/", nil) }, 405, 0},
		{"good", held, good, 200, 0},
		{"forged, not held", adapters.Handler(server), forged, 401, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if status, took := answer(t, tt.endpoint, tt.request()); status != tt.status || took != tt.took {
					t.Errorf("status %d after %v, want %d after %v", status, took, tt.status, tt.took)
				}
			})
		})
	}
}

// Each connection of a flood gets a hundred refusals a second, and a good request does not wait
// behind them. SECURITY.md says that this is an option, and what it costs.
func TestFloodIsHeldBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const connections, each = 200, 5
		endpoint := &adapters.Endpoint{Server: listener(t, pong), HoldRefusals: true}
		began := time.Now()
		var flood sync.WaitGroup
		for range connections {
			flood.Go(func() {
				for range each {
					if status, _ := answer(t, endpoint, forged()); status != http.StatusUnauthorized {
						t.Errorf("status %d, want 401", status)
					}
				}
			})
		}
		synctest.Wait()
		if status, took := answer(t, endpoint, key.Request(context.Background(), "/", slash("ping"))); status != 200 || took != 0 {
			t.Errorf("a good request: status %d after %v, want 200 at once", status, took)
		}
		flood.Wait()
		if took := time.Since(began); took != each*10*time.Millisecond {
			t.Errorf("%d forged requests on a connection took %v, want 10ms each", each, took)
		}
	})
}

func TestRefusalOfWhoHasGoneIsNotHeld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, hangUp := context.WithTimeout(t.Context(), 5*time.Millisecond)
		defer hangUp()
		if _, took := answer(t, &adapters.Endpoint{Server: listener(t, pong), HoldRefusals: true}, forged().WithContext(ctx)); took != 5*time.Millisecond {
			t.Errorf("held for %v, want until the client hangs up after 5ms", took)
		}
	})
}

// The streams of an HTTP/2 connection share its hundred a second; another connection has its own.
func TestRefusalsAreCountedByConnection(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const streams = 50
		endpoint := &adapters.Endpoint{Server: listener(t, pong), HoldRefusals: true}
		began := time.Now()
		var flood sync.WaitGroup
		for n := range streams {
			flood.Go(func() {
				r := forged()
				r.ProtoMajor, r.RemoteAddr = 2, "192.0.2.1:1000"
				if n == 0 {
					r.RemoteAddr = "192.0.2.2:1000"
				}
				_, took := answer(t, endpoint, r)
				if n == 0 && took != 10*time.Millisecond {
					t.Errorf("another connection waited %v, want 10ms", took)
				}
			})
		}
		flood.Wait()
		if took := time.Since(began); took != (streams-1)*10*time.Millisecond {
			t.Errorf("%d streams took %v, want 10ms each", streams-1, took)
		}
		r := forged()
		r.ProtoMajor, r.RemoteAddr = 2, "192.0.2.1:1000"
		if _, took := answer(t, endpoint, r); took != 10*time.Millisecond {
			t.Errorf("after the flood: %v, want 10ms", took)
		}
	})
}

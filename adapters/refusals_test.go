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

// forged is well formed, and signed for something else.
func forged() *http.Request {
	r := key.Request(context.Background(), "/", slash("ping"))
	other := key.Request(context.Background(), "/", slash("pong"))
	r.Header["X-Signature-Ed25519"] = other.Header["X-Signature-Ed25519"]
	return r
}

// answer is a request's status, and how long it was on its way.
func answer(t *testing.T, e *adapters.Endpoint, r *http.Request) (int, time.Duration) {
	t.Helper()
	began, w := time.Now(), httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w.Code, time.Since(began)
}

func TestRefusalsAreHeld(t *testing.T) {
	server := listener(t, pong)
	good := func() *http.Request { return key.Request(context.Background(), "/", slash("ping")) }
	unsigned := func() *http.Request {
		r := good()
		r.Header.Del("X-Signature-Ed25519")
		return r
	}
	held := adapters.Handler(server)
	for _, tt := range []struct {
		name     string
		endpoint *adapters.Endpoint
		request  func() *http.Request
		status   int
		took     time.Duration
	}{
		{"forged", held, forged, 401, time.Millisecond},
		{"unsigned", held, unsigned, 401, time.Millisecond},
		{"another method", held, func() *http.Request { return httptest.NewRequest("GET", "/", nil) }, 405, time.Millisecond},
		{"good", held, good, 200, 0},
		{"forged, where they are not held", &adapters.Endpoint{Server: server}, forged, 401, 0},
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

// A flood gets one refusal a millisecond over however many connections, and a good request does not wait behind it.
func TestFloodIsHeldBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const connections, each = 200, 5
		endpoint := adapters.Handler(listener(t, pong))
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
		if took := time.Since(began); took != connections*each*time.Millisecond {
			t.Errorf("%d forged requests took %v, want a millisecond each", connections*each, took)
		}
	})
}

// However large the flood, Discord has its 401 before it has lost patience with a probe.
func TestRefusalWaitsASecondAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		endpoint := adapters.Handler(listener(t, pong))
		var crowd sync.WaitGroup
		for range 1500 {
			crowd.Go(func() { answer(t, endpoint, forged()) })
		}
		synctest.Wait()
		if status, took := answer(t, endpoint, forged()); status != 401 || took != time.Second {
			t.Errorf("status %d after %v, want 401 after a second", status, took)
		}
		crowd.Wait()
		if _, took := answer(t, endpoint, forged()); took != time.Millisecond {
			t.Errorf("after the flood a refusal took %v, want a millisecond", took)
		}
	})
}

func TestRefusalOfWhoHasGoneIsNotHeld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		endpoint := adapters.Handler(listener(t, pong))
		var crowd sync.WaitGroup
		for range 100 {
			crowd.Go(func() { answer(t, endpoint, forged()) })
		}
		synctest.Wait()
		ctx, hangUp := context.WithTimeout(t.Context(), 5*time.Millisecond)
		defer hangUp()
		if _, took := answer(t, endpoint, forged().WithContext(ctx)); took != 5*time.Millisecond {
			t.Errorf("held for %v, want until the client hangs up after 5ms", took)
		}
		crowd.Wait()
	})
}

package core

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// unreachable is a client whose calls fail at once.
var unreachable = &http.Client{Transport: roundTrip(func(*http.Request) (*http.Response, error) { return nil, errors.New("no network") })}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// keyless returns a server that fetches its key with a function.
func fetching(p *pages, fetch func(context.Context) (string, error)) *Server {
	s, err := NewServer(Options{BotToken: "a", Logger: p.logger()})
	if err != nil {
		panic(err)
	}
	s.keys.fetch = fetch
	s.keys.verifier = func([]byte) (func(message, signature []byte) bool, error) { return signless, nil }
	return s
}

// TestWaitingForTheKeyIsLogged lets requests wait or fail because there is no key. That is logged,
// but not once for each request.
func TestWaitingForTheKeyIsLogged(t *testing.T) {
	taking := func(d time.Duration) func(context.Context) (string, error) {
		return func(context.Context) (string, error) {
			time.Sleep(d)
			return someKey, nil
		}
	}
	for name, c := range map[string]struct {
		fetch    func(context.Context) (string, error)
		statuses int
		lines    []string
	}{
		"at once":               {taking(10 * time.Millisecond), 200, nil},
		"slowly":                {taking(2 * time.Second), 200, []string{"level=WARN msg=\"public key came late"}},
		"later than a request":  {taking(5 * time.Second), 503, []string{"level=ERROR msg=\"request refused: the public key", "level=WARN msg=\"public key came late"}},
		"never, and it says so": {func(context.Context) (string, error) { return "", errors.New("down") }, 503, []string{"level=ERROR msg=\"public key not fetched"}},
		"never, and says so late": {func(context.Context) (string, error) {
			time.Sleep(4 * time.Second)
			return "", errors.New("down")
		}, 503, []string{"level=ERROR msg=\"request refused: the public key", "level=ERROR msg=\"public key not fetched"}},
	} {
		synctest.Test(t, func(t *testing.T) {
			var p pages
			s := fetching(&p, c.fetch)
			var all sync.WaitGroup
			for range 100 {
				all.Go(func() {
					if r := s.OnInteraction(t.Context(), []byte(`{"type":1}`), strings.Repeat("00", 64), "1"); r.Status != c.statuses {
						t.Errorf("%s: status %d, want %d", name, r.Status, c.statuses)
					}
				})
			}
			all.Wait()
			time.Sleep(10 * time.Second)
			synctest.Wait()
			if len(p.lines) != len(c.lines) {
				t.Errorf("%s: 100 requests left %d lines, want %d: %q", name, len(p.lines), len(c.lines), p.lines)
				return
			}
			for n, want := range c.lines {
				if !strings.Contains(p.lines[n], want) {
					t.Errorf("%s: line %d is %s", name, n, p.lines[n])
				}
			}
			if n := len(c.lines); n == 2 && !strings.Contains(p.lines[1], "refused=100") {
				t.Errorf("%s: the line does not say that 100 requests were refused: %s", name, p.lines[1])
			}
		})
	}
}

// TestRefusalsInABackOffAreCounted makes the key arrive after a failure. The line says how many
// requests were refused.
func TestRefusalsInABackOffAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p pages
		up := false
		s := fetching(&p, func(context.Context) (string, error) {
			if up {
				return someKey, nil
			}
			return "", errors.New("down")
		})
		send := func() int {
			return s.OnInteraction(t.Context(), []byte(`{"type":1}`), strings.Repeat("00", 64), "1").Status
		}
		for range 50 {
			send()
		}
		p.want(t, "in the back-off", 1, "public key not fetched", "retry_in=250ms")
		up = true
		time.Sleep(time.Second)
		if status := send(); status != 200 {
			t.Errorf("status %d", status)
		}
		p.want(t, "afterwards", 2, "level=WARN", "public key came late", "refused=50")
	})
}

// TestMisconfiguredServersDoNotFillTheLog sends requests to a server without a key, as anyone can.
func TestMisconfiguredServersDoNotFillTheLog(t *testing.T) {
	for _, name := range []string{"PUBLIC_KEY", "BOT_TOKEN", "BEARER_TOKEN", "CLIENT_ID", "CLIENT_SECRET"} {
		t.Setenv("DISCORD_"+name, "")
	}
	synctest.Test(t, func(t *testing.T) {
		var p pages
		s := &Server{options: Options{Logger: p.logger()}}
		send := func() {
			for range 100 {
				if r := s.OnInteraction(t.Context(), nil, "", ""); r.Status != 503 {
					t.Errorf("status %d", r.Status)
				}
			}
		}
		send()
		p.want(t, "100 requests", 1, "level=ERROR", "server misconfigured", "DISCORD_PUBLIC_KEY")
		time.Sleep(misconfiguredEvery)
		send()
		p.want(t, "100 more, later", 2)
	})
}

// TestOneWarningForAWrongKey refuses every request. One line names the likely cause. If a signature
// was valid before, the key is right, and a flood of forged requests is not logged.
func TestOneWarningForAWrongKey(t *testing.T) {
	var p pages
	s := lineServer(&p, Options{})
	good := false
	v := verifyFunc(func([]byte, []byte) bool { return good })
	s.keys.ready.Store(&v)
	send := func(n int) {
		for range n {
			s.sendTo(t, "/", `{"type":1}`)
		}
	}
	send(refusalsUntold - 1)
	p.want(t, "as many as Discord forges", 0)
	send(1000)
	p.want(t, "a thousand", 1, "level=WARN", "another application's")
	if want := 1000 + refusalsUntold - 1; p.debug != want {
		t.Errorf("%d DEBUG lines, want %d", p.debug, want)
	}

	p = pages{}
	s = lineServer(&p, Options{})
	s.keys.ready.Store(&v)
	good = true
	send(1)
	good = false
	send(1000)
	p.want(t, "a flood at a good key", 0)
}

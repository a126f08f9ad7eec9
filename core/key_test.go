package core_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
	"github.com/hotaru-go/hotaru/internal/memnet"
)

// portal is Discord's API, with faults that a test can set.
type portal struct {
	*discordtest.API
	url    string
	client *http.Client
	calls  atomic.Int64
	// fault answers in place of the API while it is set.
	fault atomic.Pointer[http.HandlerFunc]
}

func newPortal(t *testing.T) *portal {
	t.Helper()
	p := &portal{API: discordtest.NewAPI(discordtest.APIOptions{})}
	s := httptest.NewServer(http.HandlerFunc(p.answer))
	t.Cleanup(s.Close)
	p.url, p.client = s.URL, s.Client()
	return p
}

// portalInMemory is newPortal for a bubble of testing/synctest, where waits take no time.
func portalInMemory(t *testing.T) *portal {
	t.Helper()
	p := &portal{API: discordtest.NewAPI(discordtest.APIOptions{})}
	p.url, p.client = "http://discord.test", memnet.Serve(t, http.HandlerFunc(p.answer)).Client(t)
	return p
}

func (p *portal) answer(w http.ResponseWriter, r *http.Request) {
	p.calls.Add(1)
	if fault := p.fault.Load(); fault != nil {
		(*fault)(w, r)
		return
	}
	p.ServeHTTP(w, r)
}

func (p *portal) fail(with http.HandlerFunc) { p.fault.Store(&with) }
func (p *portal) heal()                      { p.fault.Store(nil) }

// server makes a server that has to fetch its key, by bot token unless o says how.
func (p *portal) server(t *testing.T, o core.Options) *core.Server {
	t.Helper()
	if o.BearerToken == "" && o.ClientID == "" {
		o.BotToken = p.Options().BotToken
	}
	o.APIURL, o.Logger = p.url, slog.New(slog.DiscardHandler)
	if o.HTTPClient == nil {
		o.HTTPClient = p.client
	}
	server, err := core.NewServer(o)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

// ping sends a PING, signed by the portal's application.
func (p *portal) ping(ctx context.Context, server *core.Server) core.Response {
	body := []byte(`{"type":1}`)
	return server.OnInteraction(ctx, body, p.Options().Key.Sign("1735689600", body), "1735689600")
}

func (p *portal) expect(t *testing.T, server *core.Server, status int) {
	t.Helper()
	if got := p.ping(t.Context(), server); got.Status != status {
		t.Errorf("status %d, want %d", got.Status, status)
	}
}

func TestKeyByEachCredential(t *testing.T) {
	p := newPortal(t)
	o := p.Options()
	for name, options := range map[string]core.Options{
		"bot token":          {BotToken: o.BotToken},
		"bearer token":       {BearerToken: o.BearerToken},
		"client credentials": {ClientID: o.ApplicationID.String(), ClientSecret: o.ClientSecret},
	} {
		t.Run(name, func(t *testing.T) {
			server := p.server(t, options)
			if server.HasKey() {
				t.Error("it has a key before it has asked for one")
			}
			p.expect(t, server, 200)
			calls := p.calls.Load()
			p.fail(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
			defer p.heal()
			p.expect(t, server, 200)
			if !server.HasKey() || p.calls.Load() != calls {
				t.Error("the key was not kept")
			}
		})
	}
}

func TestKeyIsFetchedOnceForAThousandRequests(t *testing.T) {
	p := newPortal(t)
	arrived, release := make(chan struct{}), make(chan struct{})
	p.fail(func(w http.ResponseWriter, r *http.Request) {
		close(arrived) // A second fetch breaks off here, and is counted.
		<-release
		p.ServeHTTP(w, r)
	})
	server := p.server(t, core.Options{Deadline: time.Minute})
	var requests sync.WaitGroup
	var answered atomic.Int64
	for range 1000 {
		requests.Go(func() {
			if r := p.ping(t.Context(), server); r.Status == 200 {
				answered.Add(1)
			}
		})
	}
	<-arrived
	time.Sleep(20 * time.Millisecond) // Most of the others are waiting by now.
	close(release)
	requests.Wait()
	if answered.Load() != 1000 || p.calls.Load() != 1 {
		t.Errorf("%d answered after %d fetches", answered.Load(), p.calls.Load())
	}
}

func TestKeyCannotBeHadNow(t *testing.T) {
	answer := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			io.WriteString(w, body)
		}
	}
	for name, fault := range map[string]http.HandlerFunc{
		"500":             answer(500, `{"message": "500: Internal Server Error", "code": 0}`),
		"502, a page":     answer(502, `<html>Bad Gateway</html>`),
		"429":             answer(429, `{"message": "You are being rate limited.", "retry_after": 0.2, "global": false}`),
		"time-out":        func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"reset":           func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"cut JSON":        answer(200, `{"id": "1", "verify_key": "ab`),
		"no JSON":         answer(200, `it works`),
		"an array":        answer(200, `[]`),
		"no key":          answer(200, `{"id": "1", "name": "bot"}`),
		"null key":        answer(200, `{"id": "1", "verify_key": null}`),
		"short key":       answer(200, `{"id": "1", "verify_key": "ab"}`),
		"key not hex":     answer(200, `{"id": "1", "verify_key": "`+strings.Repeat("zz", 32)+`"}`),
		"key of all zero": answer(200, `{"id": "1", "verify_key": "`+strings.Repeat("00", 32)+`"}`),
		"refused":         answer(401, `{"message": "401: Unauthorized", "code": 0}`),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := portalInMemory(t)
				p.fail(fault)
				// The test's client gives up early to keep the test short.
				client := &http.Client{Transport: p.client.Transport, Timeout: 200 * time.Millisecond}
				server := p.server(t, core.Options{Deadline: 20 * time.Second, HTTPClient: client})
				r := p.ping(t.Context(), server)
				header := http.Header{}
				r.Header(header.Set)
				if r.Status != 503 || string(r.Body) != "Public key unavailable" || header.Get("Retry-After") == "" {
					t.Errorf("%d %s %v", r.Status, r.Body, header)
				}
				if server.HasKey() {
					t.Error("a failure was kept as the key")
				}
				p.heal()
				for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
					if r = p.ping(t.Context(), server); r.Status == 200 {
						break
					}
					if time.Now().After(end) {
						t.Fatalf("status %d long after Discord was well again", r.Status)
					}
				}
			})
		})
	}
}

func TestOutageIsNoStampede(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := portalInMemory(t)
		p.fail(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) })
		server := p.server(t, core.Options{})
		for end := time.Now().Add(600 * time.Millisecond); time.Now().Before(end); time.Sleep(time.Millisecond) {
			p.expect(t, server, 503)
		}
		// The fetches come at once and after 250 ms. The third would come after 750 ms.
		if n := p.calls.Load(); n != 2 {
			t.Errorf("%d fetches in 600 ms of some hundred requests", n)
		}
	})
}

func TestCancelledFirstCallerFailsNobodyElse(t *testing.T) {
	p := newPortal(t)
	arrived, release := make(chan struct{}), make(chan struct{})
	p.fail(func(w http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-release
		p.ServeHTTP(w, r)
	})
	server := p.server(t, core.Options{Deadline: time.Minute})
	ctx, cancel := context.WithCancel(t.Context())
	first, second := make(chan int), make(chan int)
	go func() { r := p.ping(ctx, server); first <- r.Status }()
	<-arrived
	go func() { r := p.ping(t.Context(), server); second <- r.Status }()
	cancel()
	if status := <-first; status != 503 {
		t.Errorf("the cancelled one got %d, want 503", status)
	}
	close(release)
	if status := <-second; status != 200 {
		t.Errorf("the other one got %d", status)
	}
	if n := p.calls.Load(); n != 1 {
		t.Errorf("%d fetches", n)
	}
}

func TestFetchOutlastsTheRequestThatBeganIt(t *testing.T) {
	p := newPortal(t)
	release := make(chan struct{})
	p.fail(func(w http.ResponseWriter, r *http.Request) {
		<-release
		p.ServeHTTP(w, r)
	})
	server := p.server(t, core.Options{Deadline: 50 * time.Millisecond})
	p.expect(t, server, 503)
	close(release)
	if err := server.Warm(t.Context()); err != nil {
		t.Error(err)
	}
	p.expect(t, server, 200)
	if n := p.calls.Load(); n != 1 {
		t.Errorf("%d fetches", n)
	}
}

func TestNoFetchForMalformedRequests(t *testing.T) {
	p := newPortal(t)
	server := p.server(t, core.Options{})
	malformed := 0
	for _, v := range vectors.Load(t) {
		// A server without its key answers these requests before it looks for the key.
		early := v.Want.Status == 405 || v.Want.Status == 413 || v.Want.Status == 415 ||
			v.Want.Status == 401 && strings.HasPrefix(string(v.Want.Body), "Missing or invalid") ||
			v.Want.Status == 400 && strings.HasPrefix(string(v.Want.Body), "POST request")
		if !early || v.Server == vectors.Small {
			continue
		}
		malformed++
		r := server.Serve(t.Context(), request(&v))
		if r.Status != v.Want.Status {
			t.Errorf("%s: status %d, want %d", v.Name, r.Status, v.Want.Status)
		}
	}
	if n := p.calls.Load(); n != 0 || malformed < 40 {
		t.Errorf("%d fetches for %d malformed requests", n, malformed)
	}
}

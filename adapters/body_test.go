package adapters_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
)

// Slow bodies are limited even under a server that sets no timeout, such as functions-framework's.
func TestBodyTimeout(t *testing.T) {
	server := listener(t, pong)
	whole := head(ping, fmt.Sprint("Content-Length: ", len(ping)))
	for _, c := range []struct {
		name     string
		endpoint *adapters.Endpoint
		head     string
		body     string
		pause    time.Duration
		status   int
		took     time.Duration
	}{
		{"in time", &adapters.Endpoint{Server: server}, whole, ping, 299 * time.Millisecond, 200, 2990 * time.Millisecond},
		{"too slow", &adapters.Endpoint{Server: server}, whole, ping, 400 * time.Millisecond, 408, 3 * time.Second},
		{"never", &adapters.Endpoint{Server: server}, whole, "", 0, 408, 3 * time.Second},
		{"chunks that never end", &adapters.Endpoint{Server: server}, head(ping, "Transfer-Encoding: chunked"), "1\r\n{\r\n", 0, 408, 3 * time.Second},
		{"a time of its own", &adapters.Endpoint{Server: server, BodyTimeout: time.Minute}, whole, "", 0, 408, time.Minute},
		{"no limit", &adapters.Endpoint{Server: server, BodyTimeout: -1}, whole, ping, time.Hour, 200, 10 * time.Hour},
	} {
		t.Run(c.name, func(t *testing.T) {
			overPipes(t, c.endpoint, func(t *testing.T, p *pipes) {
				conn, r := p.send(t, c.head)
				synctest.Wait()
				began := time.Now()
				p.trickle(conn, c.body, c.pause)
				response, err := http.ReadResponse(r, nil)
				if err != nil {
					t.Fatal(err)
				}
				body, _ := io.ReadAll(response.Body)
				if took := time.Since(began); response.StatusCode != c.status || took != c.took {
					t.Errorf("status %d after %v, want %d after %v", response.StatusCode, took, c.status, c.took)
				}
				if c.status != 408 {
					return
				}
				if string(body) != "Request body came too slowly" || !response.Close {
					t.Errorf("%q, closes: %t", body, response.Close)
				}
				if _, err := r.ReadByte(); !errors.Is(err, io.EOF) {
					t.Errorf("the connection is kept: %v", err)
				}
			})
		})
	}
}

// The limit ends with the body: neither a listener's time nor the next request on the connection
// counts.
func TestBodyTimeoutEndsWithTheBody(t *testing.T) {
	overPipes(t, adapters.Handler(listener(t, pong)), func(t *testing.T, p *pipes) {
		c, r := p.send(t, request(slash("ping")))
		for range 3 {
			answered(t, r)
			time.Sleep(time.Minute)
			p.write(c, request(slash("ping")))
		}
		answered(t, r)
	})
}

// ReadTimeout still applies.
func TestReadTimeoutIsEarlier(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPipes()
		start(t, &adapters.Server{Server: listener(t, pong), Listeners: []net.Listener{p}, ReadTimeout: time.Second})
		began := time.Now()
		_, r := p.send(t, head(ping, "Content-Length: 100"))
		response, err := http.ReadResponse(r, nil)
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); response.StatusCode != 408 || took != time.Second {
			t.Errorf("status %d after %v, want 408 after 1s", response.StatusCode, took)
		}
	})
}

// slowReader is a body that takes its time. No deadline reaches it.
type slowReader struct{ io.Reader }

func (s slowReader) Read(p []byte) (int, error) {
	time.Sleep(4 * time.Second)
	return s.Reader.Read(p)
}

func TestWriterWithoutDeadlines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := key.Request(t.Context(), "/", []byte(ping))
		r.Body = io.NopCloser(slowReader{strings.NewReader(ping)})
		w := httptest.NewRecorder()
		adapters.Handler(listener(t, pong)).ServeHTTP(w, r)
		if w.Code != 200 {
			t.Errorf("status %d, want 200", w.Code)
		}
	})
}

// A connection that closes with unread bytes is reset, and the client gets no answer. A proxy that
// speaks HTTP/1.0 turns that into a 502.
func TestRefusalReachesAClientThatIsStillSending(t *testing.T) {
	s := httptest.NewServer(adapters.Handler(listener(t, pong)))
	defer s.Close()
	for name, c := range map[string]struct {
		head   string
		status string
	}{
		"HTTP/1.0":                  {"POST / HTTP/1.0\r\nContent-Type: application/json\r\n", "401"},
		"HTTP/1.1 that will close":  {"POST / HTTP/1.1\r\nHost: bot\r\nConnection: close\r\nContent-Type: application/json\r\n", "401"},
		"HTTP/1.0, not JSON":        {"POST / HTTP/1.0\r\n", "415"},
		"HTTP/1.0, another method":  {"PUT / HTTP/1.0\r\n", "405"},
		"HTTP/1.1 with keep-alives": {"POST / HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n", "401"},
	} {
		t.Run(name, func(t *testing.T) {
			const size = 900 << 10
			_, r := raw(t, s.Listener.Addr().String(), c.head+fmt.Sprintf("Content-Length: %d\r\n\r\n", size)+strings.Repeat(" ", size))
			line, err := r.ReadString('\n')
			if err != nil || !strings.Contains(line, c.status) {
				t.Errorf("%q, %v; want %s", line, err, c.status)
			}
			if _, err := io.Copy(io.Discard, r); err != nil {
				t.Errorf("the connection was reset: %v", err)
			}
		})
	}
}

// The rest of a refused body is not read for longer than the body's time limit.
func TestRefusedBodyThatNeverEnds(t *testing.T) {
	overPipes(t, adapters.Handler(listener(t, pong)), func(t *testing.T, p *pipes) {
		began := time.Now()
		c, r := p.send(t, "POST / HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
		p.trickle(c, strings.Repeat(" ", 10_000), 100*time.Millisecond)
		response, err := http.ReadResponse(r, nil)
		if err != nil || response.StatusCode != 401 || time.Since(began) != 0 {
			t.Fatalf("%v, %v after %v; want 401 at once", response, err, time.Since(began))
		}
		_, _ = io.Copy(io.Discard, r)
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("the connection was open for %v, want 3s", took)
		}
	})
}

// Over HTTP/2 only the stream ends.
func TestBodyTimeoutOverHTTP2(t *testing.T) {
	s := httptest.NewUnstartedServer(&adapters.Endpoint{Server: listener(t, pong), BodyTimeout: 50 * time.Millisecond})
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	body, writer := io.Pipe()
	defer writer.Close()
	r := key.Request(t.Context(), s.URL, []byte(ping))
	r.Body, r.ContentLength = body, 10
	response, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != 408 || response.ProtoMajor != 2 {
		t.Errorf("%s %d, want 408 over HTTP/2", response.Proto, response.StatusCode)
	}
	if status, _ := post(t, s.Client(), s.URL, []byte(ping)); status != 200 {
		t.Errorf("the next request: status %d", status)
	}
}

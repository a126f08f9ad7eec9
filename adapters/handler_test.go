package adapters_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

// raw opens a connection, writes a request unchanged and returns the connection.
func raw(t testing.TB, address, request string) (net.Conn, *bufio.Reader) {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	return c, bufio.NewReader(c)
}

// head writes the request line and headers of a POST signed for body.
func head(body string, more ...string) string {
	return "POST /interactions HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n" +
		core.SignatureHeader + ": " + key.Sign("1735689600", []byte(body)) + "\r\n" +
		core.TimestampHeader + ": 1735689600\r\n" + strings.Join(more, "\r\n") + "\r\n\r\n"
}

const ping = `{"type":1}`

func TestBodyIsNotWaitedForWhereHeadersRefuse(t *testing.T) {
	endpoint := adapters.Handler(listener(t, pong))
	for name, c := range map[string]struct {
		request string
		status  int
		// open is how long the connection stays open for a client that sends nothing.
		open time.Duration
	}{
		"1 TiB claimed":          {head("", "Content-Length: 1099511627776"), 413, 500 * time.Millisecond},
		"one byte over":          {head("", "Content-Length: 1048577"), 413, 500 * time.Millisecond},
		"no signature":           {"POST / HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n", 401, 3 * time.Second},
		"no signature, chunked":  {"POST / HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", 401, 3 * time.Second},
		"media type":             {"POST / HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000\r\n\r\n", 415, 3 * time.Second},
		"method":                 {"PUT / HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000\r\n\r\n", 405, 3 * time.Second},
		"no signature, expects":  {"POST / HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n", 401, time.Second},
		"1 TiB claimed, expects": {head("", "Content-Length: 1099511627776", "Expect: 100-continue"), 413, 500 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			overPipes(t, endpoint, func(t *testing.T, p *pipes) {
				// No byte of the body is ever sent.
				began := time.Now()
				_, r := p.send(t, c.request)
				response, err := http.ReadResponse(r, nil)
				if err != nil {
					t.Fatal(err)
				}
				if took := time.Since(began); response.StatusCode != c.status || took != 0 {
					t.Errorf("status %d after %v, want %d at once: a 100 asks for the body", response.StatusCode, took, c.status)
				}
				if !response.Close {
					t.Error("the connection is kept, although the body was not read")
				}
				if _, err := io.Copy(io.Discard, r); err != nil {
					t.Errorf("the connection does not end: %v", err)
				}
				// Before net/http closes a connection it waits half a second for the client to read
				// the answer.
				if open, most := time.Since(began), c.open+500*time.Millisecond; open > most {
					t.Errorf("the connection was open for %v, want up to %v", open, most)
				}
			})
		})
	}
}

func TestBodyIsAskedForWhereHeadersAreGood(t *testing.T) {
	s := httptest.NewServer(adapters.Handler(listener(t, pong)))
	defer s.Close()
	c, r := raw(t, s.Listener.Addr().String(), head(ping, "Expect: 100-continue", fmt.Sprint("Content-Length: ", len(ping))))
	interim, err := http.ReadResponse(r, nil)
	if err != nil || interim.StatusCode != http.StatusContinue {
		t.Fatalf("%v, %v; want 100", interim, err)
	}
	if _, err := io.WriteString(c, ping); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(r, nil)
	if err != nil || response.StatusCode != 200 {
		t.Fatalf("%v, %v; want 200", response, err)
	}
	response.Body.Close()
}

// endless is a body without end. It counts the bytes that are read.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	clear(p)
	e.read += len(p)
	return len(p), nil
}

func (e *endless) Close() error { return nil }

func TestReadsNoMoreThanTheLimitAndOneByte(t *testing.T) {
	server := listener(t, pong)
	for _, length := range []int64{-1, 10, 1 << 20} {
		body := &endless{}
		r := key.Request(t.Context(), "http://bot/", nil)
		r.Body, r.ContentLength = body, length
		w := httptest.NewRecorder()
		adapters.Handler(server).ServeHTTP(w, r)
		if w.Code != http.StatusRequestEntityTooLarge {
			t.Errorf("length %d: status %d", length, w.Code)
		}
		if body.read > 1<<20+1 {
			t.Errorf("length %d: %d bytes were read", length, body.read)
		}
	}
}

func TestBodyCutShort(t *testing.T) {
	s := httptest.NewServer(adapters.Handler(listener(t, pong)))
	defer s.Close()
	c, r := raw(t, s.Listener.Addr().String(), head(ping, "Content-Length: 100")+ping)
	if err := c.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != 400 {
		t.Errorf("status %d, want 400", response.StatusCode)
	}
}

func TestMuxPatternAndDefaultServer(t *testing.T) {
	t.Setenv("DISCORD_PUBLIC_KEY", key.PublicKey())
	mux := http.NewServeMux()
	mux.Handle("POST /bots/one/interactions", adapters.Handler(nil))
	s := httptest.NewServer(mux)
	defer s.Close()
	if status, body := post(t, s.Client(), s.URL+"/bots/one/interactions", []byte(ping)); status != 200 || body != ping {
		t.Errorf("%d %s", status, body)
	}
}

// breaking is a file that cannot be read to its end.
type breaking struct {
	before string
	panics bool
}

func (b *breaking) Read(p []byte) (int, error) {
	n := copy(p, b.before)
	b.before = b.before[n:]
	switch {
	case n > 0:
		return n, nil
	case b.panics:
		panic("the disk is gone")
	}
	return 0, errors.New("the disk is gone")
}

// Len returns a length, so the file is sent inline.
func (b *breaking) Len() int { return 100 }

func TestFileThatBreaks(t *testing.T) {
	for _, panics := range []bool{false, true} {
		t.Run(fmt.Sprint("panics ", panics), func(t *testing.T) {
			worked := make(chan struct{}, 1)
			server := listener(t, func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
				if i.Data.Name == "ping" {
					return discord.Message{Content: "pong"}, nil
				}
				core.After(ctx, func(context.Context, *followUp) error { worked <- struct{}{}; return nil })
				return discord.Message{Files: []discord.File{{Name: "a.txt", Content: &breaking{"half", panics}}}}, nil
			})
			endpoint := adapters.Handler(server)
			s := httptest.NewServer(endpoint)
			defer s.Close()
			response, err := s.Client().Do(key.Request(t.Context(), s.URL, slash("file")))
			if err == nil {
				_, err = io.ReadAll(response.Body)
				response.Body.Close()
			}
			if err == nil {
				t.Error("an answer that broke off looks whole")
			}
			if status, _ := post(t, s.Client(), s.URL, slash("ping")); status != 200 {
				t.Errorf("the next request: status %d", status)
			}
			if err := endpoint.Wait(t.Context()); err != nil {
				t.Error(err)
			}
			select {
			case <-worked:
				t.Error("work was done for an answer that did not go out")
			default:
			}
		})
	}
}

func TestLengthIsTold(t *testing.T) {
	server := listener(t, func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		m := discord.Message{Content: "pong"}
		if i.Data.Name == "file" {
			m.Files = []discord.File{{Name: "a.txt", Content: strings.NewReader(strings.Repeat("x", 50_000))}}
		}
		return m, nil
	})
	s := httptest.NewServer(adapters.Handler(server))
	defer s.Close()
	for _, name := range []string{"ping", "file"} {
		response, err := s.Client().Do(key.Request(t.Context(), s.URL, slash(name)))
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, response.Body)
		response.Body.Close()
		if err != nil || n != response.ContentLength {
			t.Errorf("%s: Content-Length %d, body of %d bytes, %v", name, response.ContentLength, n, err)
		}
	}
}

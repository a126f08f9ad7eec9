package adapters_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

// Every answer that does not reach the client leaves one line at ERROR, whether it has work after
// it or not. A refusal that does not reach the client leaves none.
func TestLostAnswerLeavesOneLine(t *testing.T) {
	for _, c := range []struct {
		name    string
		command string
		serve   func(e *adapters.Endpoint, r *http.Request)
		why     string
	}{
		{"a file fails", "file", overHTTP, "the disk is gone"},
		{"a file panics", "panic", overHTTP, "panic with a string"},
		{"the write fails", "ping", func(e *adapters.Endpoint, r *http.Request) {
			e.ServeHTTP(gone{httptest.NewRecorder()}, r)
		}, "connection reset by peer"},
		{"the client has gone", "hang up", func(e *adapters.Endpoint, r *http.Request) {
			e.ServeHTTP(httptest.NewRecorder(), r)
		}, "the client has gone"},
		{"a refusal", "", func(e *adapters.Endpoint, r *http.Request) {
			r.Header.Del(core.SignatureHeader)
			e.ServeHTTP(gone{httptest.NewRecorder()}, r)
		}, ""},
	} {
		for _, works := range []bool{false, true} {
			t.Run(c.name+map[bool]string{true: ", with work after it"}[works], func(t *testing.T) {
				var log logbook
				ctx, hangUp := context.WithCancel(t.Context())
				defer hangUp()
				server, err := core.NewServer(core.Options{PublicKey: key.PublicKey(), Logger: slog.New(slog.NewTextHandler(&log, nil))})
				if err != nil {
					t.Fatal(err)
				}
				server.Commands.Replace(func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
					if works {
						core.After(ctx, func(context.Context, *followUp) error { return errors.New("the work was done") })
					}
					switch i.Data.Name {
					case "file", "panic":
						return discord.Message{Files: []discord.File{{Name: "a.txt", Content: &breaking{"half", i.Data.Name == "panic"}}}}, nil
					case "hang up":
						hangUp()
					}
					return discord.Message{Content: "pong"}, nil
				})
				endpoint := adapters.Handler(server)
				c.serve(endpoint, key.Request(ctx, "http://bot/", slash(c.command)))
				if err := endpoint.Wait(t.Context()); err != nil {
					t.Error(err)
				}
				text := log.String()
				if c.why == "" {
					if text != "" {
						t.Errorf("the log: %s", text)
					}
					return
				}
				for _, want := range []string{"level=ERROR", "answer lost: it did not go out", c.why, "interaction_id=1323984456678901201", "type=2", "route="} {
					if !strings.Contains(text, want) {
						t.Errorf("the log has no %q: %s", want, text)
					}
				}
				if strings.Count(text, "\n") != 1 || strings.Contains(text, "dropped=1") != works {
					t.Errorf("want one line: %s", text)
				}
			})
		}
	}
}

// overHTTP sends a request over a connection, and reads as much of the answer as arrives.
func overHTTP(e *adapters.Endpoint, r *http.Request) {
	s := httptest.NewServer(e)
	defer s.Close()
	r.URL.Host = s.Listener.Addr().String()
	if response, err := s.Client().Do(r); err == nil {
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
	}
}

// Handler and Server accept the same paths, with or without a slash at the end.
func TestPaths(t *testing.T) {
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey(), EventsPath: "/hooks"})
	if err != nil {
		t.Fatal(err)
	}
	mounted := httptest.NewServer(adapters.Handler(server))
	defer mounted.Close()
	local := start(t, &adapters.Server{Server: server, Addresses: []string{"127.0.0.1:0"}})
	for path, want := range map[string]struct {
		body   string
		status int
	}{
		"/":              {ping, 200},
		"/interactions":  {ping, 200},
		"/interactions/": {ping, 200},
		"/hooks":         {`{"version":1,"application_id":"1","type":0}`, 204},
		"/hooks/":        {`{"version":1,"application_id":"1","type":0}`, 204},
	} {
		for name, url := range map[string]string{"Handler": mounted.URL, "Server": "http://" + local.Bound()[0].String()} {
			if status, body := post(t, client(t, nil, nil), url+path, []byte(want.body)); status != want.status {
				t.Errorf("%s: POST %s: %d %s, want %d", name, path, status, body, want.status)
			}
		}
	}
}

package adapters_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

// A server runs Outside.Run, passes on requests at its path, and waits for it when it stops.
func TestOutside(t *testing.T) {
	server, err := core.NewServer(core.Options{PublicKey: discordtest.KeyFromSeed("outside").PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	stopped := false
	err = server.Outside.Set(core.Outside{
		Path: "/jobs",
		Request: func(ctx context.Context, r *core.Request) core.Response {
			if r.Header.Get("X-Test") != "yes" || core.ServerOf(ctx) != server {
				t.Errorf("the request came with %v", r.Header)
			}
			return core.Response{Status: http.StatusTeapot}
		},
		Run: func(ctx context.Context) error {
			<-ctx.Done()
			time.Sleep(10 * time.Millisecond)
			stopped = true
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &adapters.Server{Server: server, Addresses: []string{"127.0.0.1:0"}}
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	base := "http://" + s.Bound()[0].String()
	for path, want := range map[string]int{"/jobs": http.StatusTeapot, "/jobs/": http.StatusTeapot, "/other": http.StatusNotFound} {
		request, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, base+path, strings.NewReader("x"))
		request.Header.Set("X-Test", "yes")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("%s is answered with %d", path, response.StatusCode)
		}
	}
	if err := s.Shutdown(t.Context()); err != nil || !stopped {
		t.Errorf("Shutdown returns %v; stopped: %v", err, stopped)
	}
}

// The server stops waiting at the end of the time to shut down.
func TestOutsideIsCut(t *testing.T) {
	server, err := core.NewServer(core.Options{PublicKey: discordtest.KeyFromSeed("outside").PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	release := make(chan struct{})
	_ = server.Outside.Set(core.Outside{Run: func(context.Context) error { <-release; return nil }})
	s := &adapters.Server{Server: server, Addresses: []string{"127.0.0.1:0"}, ShutdownTimeout: 20 * time.Millisecond}
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Shutdown(t.Context()); err == nil || !strings.Contains(err.Error(), "jobs were still running") || errors.Is(err, adapters.ErrShutdown) {
		t.Errorf("Shutdown returns %v", err)
	}
	close(release)
}

// logLines is a log that a test reads line by line.
type logLines chan string

func (l logLines) Write(line []byte) (int, error) {
	l <- string(line)
	return len(line), nil
}

// If Run fails or panics, one line says so at once. The end of the server logs no second one.
func TestOutsideFails(t *testing.T) {
	for name, c := range map[string]struct {
		run    func(context.Context) error
		logged string
	}{
		"an error": {func(context.Context) error { return errors.New("no disk") }, `error="no disk"`},
		"a panic":  {func(context.Context) error { panic("secret") }, `error="panic with a string" stack=`},
	} {
		server, err := core.NewServer(core.Options{PublicKey: discordtest.KeyFromSeed("outside").PublicKey()})
		if err != nil {
			t.Fatal(err)
		}
		_ = server.Outside.Set(core.Outside{Run: c.run})
		lines := make(logLines, 8)
		s := &adapters.Server{Server: server, Addresses: []string{"127.0.0.1:0"}, Logger: slog.New(slog.NewTextHandler(lines, nil))}
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		for line := range lines {
			if strings.Contains(line, "level=INFO") {
				continue
			}
			if !strings.Contains(line, "jobs stopped") || !strings.Contains(line, c.logged) || strings.Contains(line, "secret") {
				t.Errorf("%s: the log says %s", name, line)
			}
			break
		}
		if err := s.Shutdown(t.Context()); err == nil || len(lines) > 0 && strings.Contains(<-lines, "ERROR") {
			t.Errorf("%s: Shutdown returns %v", name, err)
		}
	}
}

package adapters_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/internal/memnet"
)

func TestLife(t *testing.T) {
	s := &adapters.Server{Server: listener(t, pong), Addresses: []string{"127.0.0.1:0"}, Logger: slog.New(slog.DiscardHandler)}
	if s.Alive() || s.Bound() != nil {
		t.Error("alive before Start")
	}
	if err := s.Wait(); !errors.Is(err, adapters.ErrNotRunning) {
		t.Errorf("Wait before Start: %v", err)
	}
	// This runs twice, because a server that has stopped can be started again.
	for range 2 {
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := s.Start(t.Context()); !errors.Is(err, adapters.ErrRunning) {
			t.Errorf("a second Start: %v", err)
		}
		if !s.Alive() {
			t.Error("not alive after Start")
		}
		if status, _ := post(t, client(t, nil, nil), url(s.Bound()[0]), []byte(ping)); status != 200 {
			t.Errorf("status %d", status)
		}
		joined := make(chan error, 2)
		for range 2 {
			go func() { joined <- s.Wait() }()
		}
		if err := s.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		for range 2 {
			if err := within(t, 10*time.Second, "Wait", joined); err != nil {
				t.Error(err)
			}
		}
		if err := s.Shutdown(t.Context()); !errors.Is(err, adapters.ErrNotRunning) {
			t.Errorf("Shutdown after the end: %v, want ErrNotRunning", err)
		}
		if err := s.Wait(); err != nil {
			t.Errorf("Wait after the end: %v", err)
		}
		if s.Alive() {
			t.Error("alive after Shutdown")
		}
	}
}

func TestShutdownFinishesWhatWasBegun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		worked := false
		server := listener(t, func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, func(ctx context.Context, _ *followUp) error {
				time.Sleep(5 * time.Second)
				worked = ctx.Err() == nil
				return nil
			})
			time.Sleep(time.Second)
			return discord.Message{Content: "pong"}, nil
		})
		p := newPipes()
		s := start(t, &adapters.Server{Server: server, Listeners: []net.Listener{p}})
		_, r := p.send(t, request(slash("work")))
		synctest.Wait()
		// A second call while the server stops waits for the first.
		began, stopped := time.Now(), make(chan error, 2)
		for range 2 {
			go func() { stopped <- s.Shutdown(context.Background()) }()
		}
		synctest.Wait()
		select {
		case <-p.closed:
		default:
			t.Error("the server accepts connections while it stops")
		}
		answered(t, r)
		for range 2 {
			if err := <-stopped; err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(began); !worked || took < 6*time.Second || took > 7*time.Second {
			t.Errorf("worked: %t; stopped after %v, want 6s", worked, took)
		}
	})
}

func TestShutdownCutsWhatTakesTooLong(t *testing.T) {
	var log logbook
	released := make(chan struct{})
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey(), Deadline: time.Minute, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	began := make(chan struct{}, 2)
	server.Commands.Replace(func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		if i.Data.Name == "work" {
			core.After(ctx, func(ctx context.Context, _ *followUp) error {
				began <- struct{}{}
				<-ctx.Done()
				return ctx.Err()
			})
			return discord.Message{Content: "pong"}, nil
		}
		began <- struct{}{}
		<-ctx.Done()
		close(released)
		return nil, context.Cause(ctx)
	})
	s := start(t, &adapters.Server{
		Server: server, Addresses: []string{"127.0.0.1:0"}, ShutdownTimeout: 100 * time.Millisecond,
		Logger: slog.New(slog.NewTextHandler(&log, nil)),
	})
	for _, name := range []string{"work", "listen"} {
		raw(t, s.Bound()[0].String(), request(slash(name)))
		within(t, 10*time.Second, name, began)
	}
	began0 := time.Now()
	err = s.Shutdown(t.Context())
	var cut *adapters.CutError
	if !errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &cut) || cut.Cut != 1 {
		t.Errorf("Shutdown: %v, want both the request and the work cut", err)
	}
	if took := time.Since(began0); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	within(t, 10*time.Second, "the listener's context", released)
	for _, want := range []string{"requests cut off", "work cut off", "work cut: its time is over", "interaction_id=1323984456678901201", "route=work"} {
		// The line about work that was cut may come a moment later.
		for end := time.Now().Add(5 * time.Second); !strings.Contains(log.String(), want); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("the log does not say %q:\n%s", want, &log)
			}
		}
	}
}

func TestListenerThatFails(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, &adapters.Server{Server: listener(t, pong), Listeners: []net.Listener{l}, Addresses: []string{"127.0.0.1:0"}})
	l.Close()
	joined := make(chan error, 1)
	go func() { joined <- s.Wait() }()
	if err := within(t, 10*time.Second, "the end", joined); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Wait: %v, want why the listener failed", err)
	}
	if s.Alive() {
		t.Error("alive with a listener lost")
	}
}

func TestRunStopsBySignal(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		s := &adapters.Server{Server: listener(t, pong), Addresses: []string{"127.0.0.1:0"}, Logger: slog.New(slog.DiscardHandler)}
		ended := make(chan error, 1)
		go func() { ended <- s.Run(context.Background()) }()
		for !s.Alive() {
			time.Sleep(time.Millisecond)
		}
		self, err := os.FindProcess(os.Getpid())
		if err != nil {
			t.Fatal(err)
		}
		if err := self.Signal(signal); err != nil {
			t.Skip(err)
		}
		if err := within(t, 10*time.Second, "Run", ended); err != nil {
			t.Errorf("%v: %v, want nil for a graceful stop", signal, err)
		}
	}
}

func TestRunStopsByContextAndFailsAtStart(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := &adapters.Server{Server: listener(t, pong), Addresses: []string{"127.0.0.1:0"}, Logger: slog.New(slog.DiscardHandler)}
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	for !s.Alive() {
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := within(t, 10*time.Second, "Run", ended); err != nil {
		t.Error(err)
	}
	if err := adapters.ListenAndServe("256.256.256.256:1", listener(t, pong)); err == nil {
		t.Error("listening on an invalid address did not fail")
	}
}

func TestPage(t *testing.T) {
	s := start(t, &adapters.Server{
		Server: listener(t, pong), Addresses: []string{"127.0.0.1:0"},
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "mine: "+r.URL.Path) }),
	})
	base := "http://" + s.Bound()[0].String()
	browser := "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	for _, c := range []struct {
		method, path, accept, host string
		status                     int
		says                       string
	}{
		{"GET", "/", browser, "", 200, "Interactions Endpoint URL"},
		{"GET", "/", browser, "", 200, "It is set."},
		{"GET", "/", "", "", 200, "hotaru is listening"},
		{"HEAD", "/", browser, "", 200, ""},
		{"GET", "/interactions", browser, "", 405, "Interactions Endpoint URL"},
		{"GET", "/interactions", "*/*", "", 405, "Method Not Allowed"},
		{"GET", "/events", browser, "", 405, "/events"},
		{"GET", "/events/", browser, "", 405, "/events"},
		{"GET", "/interactions/", browser, "", 405, "Interactions Endpoint URL"},
		{"GET", "/interactions//", browser, "", 200, "mine: /interactions//"},
		{"DELETE", "/", browser, "", 405, "Method Not Allowed"},
		{"GET", "/other/path", browser, "", 200, "mine: /other/path"},
		{"GET", "/", browser, "a&b", 200, "a&amp;b"},
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, base+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = c.host
		if c.accept != "" {
			r.Header.Set("Accept", c.accept)
		}
		response, err := client(t, nil, nil).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != c.status || !strings.Contains(string(body), c.says) {
			t.Errorf("%s %s: %d %v, want %d and %q:\n%s", c.method, c.path, response.StatusCode, err, c.status, c.says, body)
		}
		if c.status == 405 && response.Header.Get("Allow") != "POST" {
			t.Errorf("%s %s: Allow %q", c.method, c.path, response.Header.Get("Allow"))
		}
		if strings.Contains(string(body), "<script") || strings.Contains(string(body), "{{") || strings.Contains(string(body), key.PublicKey()) {
			t.Errorf("the page shows what it must not:\n%s", body)
		}
	}
}

func TestPageWithoutKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		nowhere := memnet.New()
		nowhere.Close()
		server, err := core.NewServer(core.Options{BotToken: "a-bot-token", APIURL: "http://discord.test", HTTPClient: nowhere.Client(t)})
		if err != nil {
			t.Fatal(err)
		}
		network := memnet.New()
		start(t, &adapters.Server{Server: server, Listeners: []net.Listener{network}})
		c := network.Client(t)
		response, err := c.Get("http://bot.test")
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil || !strings.Contains(string(body), "not there yet") || strings.Contains(string(body), "{{") || strings.Contains(string(body), "a-bot-token") {
			t.Errorf("%v\n%s", err, body)
		}
		response, err = c.Get("http://bot.test/favicon.ico")
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != 404 {
			t.Errorf("status %d, want 404", response.StatusCode)
		}
	})
}

package adapters_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

type followUp = rest.Interaction

// working makes a server that answers every command, and does work after every answer except the
// one to "ping".
func working(t testing.TB, work core.Work) *core.Server {
	t.Helper()
	return listener(t, func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		if i.Data.Name != "ping" {
			core.After(ctx, work)
		}
		return discord.Message{Content: "pong"}, nil
	})
}

func TestNextRequestIsNotHeldUpByWork(t *testing.T) {
	began, finish, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	server := working(t, func(ctx context.Context, _ *followUp) error {
		close(began)
		<-finish
		done <- ctx.Err()
		return nil
	})
	endpoint := adapters.Handler(server)
	s := httptest.NewServer(endpoint)
	defer s.Close()
	// The test opens the connection itself, so all requests use the same one.
	work, next := slash("work"), slash("ping")
	c, r := raw(t, s.Listener.Addr().String(), request(work))
	answered(t, r)
	within(t, 10*time.Second, "the work", began)
	for range 3 {
		if _, err := io.WriteString(c, request(next)); err != nil {
			t.Fatal(err)
		}
		answered(t, r)
	}
	c.Close()
	close(finish)
	if err := within(t, 10*time.Second, "the work's end", done); err != nil {
		t.Errorf("the end of the request ended the work's context: %v", err)
	}
	if err := endpoint.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

func request(body []byte) string {
	return head(string(body), "Content-Length: "+strconv.Itoa(len(body))) + string(body)
}

func answered(t *testing.T, r *bufio.Reader) {
	t.Helper()
	response, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != 200 || !strings.Contains(string(body), "pong") {
		t.Fatalf("%d %s %v", response.StatusCode, body, err)
	}
}

func TestWorkBeginsWhenTheAnswerIsOut(t *testing.T) {
	// The work ends only when the client has the whole answer. If the answer were held back for the
	// work, the client would wait forever.
	got := make(chan struct{})
	done := make(chan bool, 1)
	server := working(t, func(ctx context.Context, _ *followUp) error {
		select {
		case <-got:
			done <- true
		case <-time.After(10 * time.Second):
			done <- false
		}
		return nil
	})
	for _, hold := range []bool{false, true} {
		got = make(chan struct{})
		endpoint := &adapters.Endpoint{Server: server, HoldForWork: hold}
		s := httptest.NewServer(endpoint)
		_, r := raw(t, s.Listener.Addr().String(), request(slash("work")))
		answered(t, r)
		close(got)
		if !within(t, 20*time.Second, "the work", done) {
			t.Errorf("hold %v: the answer was held back for the work", hold)
		}
		s.Close()
	}
}

func TestHoldForWorkKeepsTheRequestOpen(t *testing.T) {
	finish := make(chan struct{})
	server := working(t, func(context.Context, *followUp) error { <-finish; return nil })
	endpoint := &adapters.Endpoint{Server: server, HoldForWork: true}
	ended := make(chan struct{})
	go func() {
		endpoint.ServeHTTP(httptest.NewRecorder(), key.Request(context.Background(), "http://bot/", slash("work")))
		close(ended)
	}()
	select {
	case <-ended:
		t.Error("the request ended before its work")
	case <-time.After(50 * time.Millisecond):
	}
	close(finish)
	within(t, 10*time.Second, "the request's end", ended)
}

func TestContextOfWork(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	type trace struct{}
	ctx = context.WithValue(ctx, trace{}, "trace")
	for _, hold := range []bool{false, true} {
		got := make(chan string, 1)
		endpoint := &adapters.Endpoint{HoldForWork: hold, Server: working(t, func(ctx context.Context, _ *followUp) error {
			// It ends with the interaction's token, which lives for 15 minutes.
			deadline, _ := ctx.Deadline()
			got <- fmt.Sprint(time.Until(deadline) > 15*time.Minute, " ", ctx.Value(trace{}))
			return nil
		})}
		endpoint.ServeHTTP(httptest.NewRecorder(), key.Request(ctx, "http://bot/", slash("work")))
		if got := within(t, 10*time.Second, "the work", got); got != "false trace" {
			t.Errorf("hold %v: %s", hold, got)
		}
	}
	short, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	cut := make(chan error, 1)
	endpoint := &adapters.Endpoint{HoldForWork: true, Server: working(t, func(ctx context.Context, _ *followUp) error {
		<-ctx.Done()
		cut <- ctx.Err()
		return nil
	})}
	endpoint.ServeHTTP(httptest.NewRecorder(), key.Request(short, "http://bot/", slash("work")))
	if err := within(t, 10*time.Second, "the platform's deadline", cut); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestHoldForWorkByCallback(t *testing.T) {
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	defer api.Close()
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey(), APIURL: api.URL, HTTPClient: api.Client()})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	var during int
	server.Commands.Replace(func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		core.After(ctx, func(context.Context, *followUp) error { during = len(w.Result().Header); return nil })
		return discord.Message{Content: "pong"}, nil
	})
	endpoint := &adapters.Endpoint{Server: server, HoldForWork: true, Callback: core.CallbackWithWork}
	endpoint.ServeHTTP(w, key.Request(t.Context(), "http://bot/", slash("work")))
	if w.Code != http.StatusAccepted || w.Body.Len() != 0 {
		t.Errorf("%d %s, want 202 and no body", w.Code, w.Body)
	}
	if during != 0 {
		t.Error("the request was answered before its work was done; the platform may then stop the processor")
	}
}

// gone is a writer whose client has disconnected.
type gone struct{ http.ResponseWriter }

func (gone) Write([]byte) (int, error) { return 0, errors.New("connection reset by peer") }

func TestNoWorkWhereTheAnswerDidNotGoOut(t *testing.T) {
	worked := make(chan struct{}, 1)
	endpoint := adapters.Handler(working(t, func(context.Context, *followUp) error { worked <- struct{}{}; return nil }))
	t.Run("write fails", func(t *testing.T) {
		endpoint.ServeHTTP(gone{httptest.NewRecorder()}, key.Request(t.Context(), "http://bot/", slash("work")))
	})
	t.Run("client has gone", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		server := listener(t, func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, func(context.Context, *followUp) error { worked <- struct{}{}; return nil })
			cancel()
			return discord.Message{Content: "pong"}, nil
		})
		adapters.Handler(server).ServeHTTP(httptest.NewRecorder(), key.Request(ctx, "http://bot/", slash("work")))
	})
	if err := endpoint.Wait(t.Context()); err != nil {
		t.Error(err)
	}
	select {
	case <-worked:
		t.Error("work was done for an answer that did not go out")
	default:
	}
}

func TestWaitCutsWhatIsLeft(t *testing.T) {
	causes, began := make(chan error, 2), make(chan struct{}, 2)
	endpoint := adapters.Handler(working(t, func(ctx context.Context, _ *followUp) error {
		began <- struct{}{}
		<-ctx.Done()
		causes <- context.Cause(ctx)
		return ctx.Err()
	}))
	for range 2 {
		endpoint.ServeHTTP(httptest.NewRecorder(), key.Request(t.Context(), "http://bot/", slash("work")))
	}
	within(t, 10*time.Second, "the first work", began)
	within(t, 10*time.Second, "the second work", began)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	var cut *adapters.CutError
	if err := endpoint.Wait(ctx); !errors.As(err, &cut) || cut.Cut != 2 || cut.Stuck != 0 {
		t.Errorf("%v, want two cut and none stuck", err)
	}
	for range 2 {
		if cause := within(t, time.Second, "the cause", causes); !errors.Is(cause, adapters.ErrShutdown) {
			t.Errorf("cause %v", cause)
		}
	}
	if err := endpoint.Wait(t.Context()); err != nil {
		t.Errorf("nothing is left: %v", err)
	}
}

func TestWaitTellsOfStuckWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		finish := make(chan struct{})
		endpoint := adapters.Handler(working(t, func(context.Context, *followUp) error { <-finish; return nil }))
		endpoint.ServeHTTP(httptest.NewRecorder(), key.Request(t.Context(), "http://bot/", slash("work")))
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		began := time.Now()
		var cut *adapters.CutError
		if err := endpoint.Wait(ctx); !errors.As(err, &cut) || cut.Cut != 1 || cut.Stuck != 1 || time.Since(began) != time.Second {
			t.Errorf("%v after %v, want one stuck after 1s", err, time.Since(began))
		}
		close(finish)
		if err := endpoint.Wait(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestWorkBegunAfterACutIsNotCut(t *testing.T) {
	results := make(chan error, 1)
	first := make(chan struct{})
	endpoint := adapters.Handler(working(t, func(ctx context.Context, _ *followUp) error {
		select {
		case <-first:
			results <- ctx.Err()
		case <-ctx.Done():
		}
		return nil
	}))
	endpoint.ServeHTTP(httptest.NewRecorder(), key.Request(t.Context(), "http://bot/", slash("work")))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := endpoint.Wait(ctx); err == nil {
		t.Fatal("nothing was cut")
	}
	close(first)
	endpoint.ServeHTTP(httptest.NewRecorder(), key.Request(t.Context(), "http://bot/", slash("work")))
	if err := within(t, 10*time.Second, "the second work", results); err != nil {
		t.Errorf("its context has ended: %v", err)
	}
	if err := endpoint.Wait(t.Context()); err != nil {
		t.Error(err)
	}
}

package core

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/internal/race"
	"github.com/hotaru-go/hotaru/rest"
)

func quietServer() *Server {
	s := &Server{rest: rest.New(rest.Options{})}
	s.options.Logger = slog.New(slog.DiscardHandler)
	return s
}

// TestAutoDeferAtTheEdge lets listeners answer at the moment of the deferral, and a nanosecond
// before and after it. In each case the interaction is answered once, and the listener's work runs
// once, after its answer.
func TestAutoDeferAtTheEdge(t *testing.T) {
	const limit = 2 * time.Second
	s := quietServer()
	own := discord.DeferredMessage{Flags: discord.Ephemeral}
	var answered, deferred int
	// The run without the race detector must be quick.
	rounds := 30_000
	if race.Enabled {
		rounds = 100_000
	}
	synctest.Test(t, func(t *testing.T) {
		for n := range rounds {
			var shown, worked atomic.Int32
			handler := AutoDefer(limit)(func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
				After(ctx, func(context.Context, *rest.Interaction) error {
					worked.Add(1)
					return nil
				})
				time.Sleep(limit + time.Duration(n%3-1))
				shown.Add(1)
				return own, nil
			})
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			x := &exchange{Context: ctx, request: t.Context(), server: s, interaction: &discord.CommandInteraction{}, arrived: time.Now()}
			answer, err := handler(x, x.interaction)
			if err != nil {
				t.Fatal(err)
			}
			switch answer {
			case own:
				answered++
			case discord.DeferredMessage{}:
				deferred++
			default:
				t.Fatalf("answered with %#v", answer)
			}
			if worked.Load() != 0 {
				t.Fatal("work was done before the answer was out")
			}
			response := Response{work: &pendingWork{x, x.close()}}
			response.Sent(t.Context())
			if shown.Load() != 1 || worked.Load() != 1 {
				t.Fatalf("answered %v: the listener ran %d times and its work %d times", answer, shown.Load(), worked.Load())
			}
			cancel()
		}
	})
	t.Logf("%d answered in time, %d deferred", answered, deferred)
	if answered == 0 || deferred == 0 {
		t.Errorf("%d answered in time and %d deferred: the edge was not met", answered, deferred)
	}
}

func TestAutoDeferLeavesAutocompleteAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		handler := AutoDefer(time.Millisecond)(func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
			time.Sleep(time.Second)
			return discord.Choices{}, nil
		})
		x := &exchange{Context: t.Context(), request: t.Context(), server: quietServer(), interaction: &discord.AutocompleteInteraction{}, arrived: time.Now()}
		answer, err := handler(x, x.interaction)
		if _, ok := answer.(discord.Choices); !ok || err != nil {
			t.Errorf("%T, %v", answer, err)
		}
	})
}

func TestDeferralFitsTheInteraction(t *testing.T) {
	fromComponent := &discord.ModalInteraction{}
	fromComponent.Message = &discord.ReceivedMessage{}
	for _, c := range []struct {
		i    discord.Interaction
		want discord.Answer
	}{
		{&discord.CommandInteraction{}, discord.DeferredMessage{Flags: discord.Ephemeral}},
		{&discord.ComponentInteraction{}, discord.DeferredUpdate{}},
		{&discord.ModalInteraction{}, discord.DeferredMessage{Flags: discord.Ephemeral}},
		{fromComponent, discord.DeferredUpdate{}},
	} {
		synctest.Test(t, func(t *testing.T) {
			handler := AutoDeferEphemeral(time.Second)(func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
				<-ctx.Done()
				return nil, ctx.Err()
			})
			x := &exchange{Context: t.Context(), request: t.Context(), server: quietServer(), interaction: c.i, arrived: time.Now()}
			answer, err := handler(x, c.i)
			if err != nil || answer != c.want {
				t.Errorf("%T is deferred with %#v, %v; want %#v", c.i, answer, err, c.want)
			}
			// The deferral is not sent: the listener's context ends, and it returns.
			response := Response{work: &pendingWork{x, x.close()}}
			response.NotSent(errors.New("reset"))
			synctest.Wait()
		})
	}
}

// TestAutoDeferGivesTheListenerTime shows that a deferred listener's context ends with the
// platform's time, not with the request's.
func TestAutoDeferGivesTheListenerTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		request, done := context.WithDeadline(t.Context(), began.Add(time.Minute))
		defer done()
		listening, cancel := context.WithTimeout(request, 2500*time.Millisecond)
		x := &exchange{Context: listening, request: request, server: quietServer(), interaction: &discord.CommandInteraction{}, arrived: began}
		var ended time.Duration
		handler := AutoDefer(time.Second)(func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
			<-ctx.Done()
			ended = time.Since(began)
			return discord.DeferredMessage{}, nil
		})
		if _, err := handler(x, x.interaction); err != nil {
			t.Fatal(err)
		}
		cancel()
		response := Response{work: &pendingWork{x, x.close()}}
		response.Sent(context.WithoutCancel(request))
		if ended != time.Minute {
			t.Errorf("the listener's context ended after %v, want the platform's minute", ended)
		}
	})
}

func TestAutoDeferPassesPanics(t *testing.T) {
	handler := AutoDefer(time.Minute)(func(context.Context, discord.Interaction) (discord.Answer, error) { panic("no") })
	x := &exchange{Context: t.Context(), request: t.Context(), server: quietServer(), interaction: &discord.CommandInteraction{}, arrived: time.Now()}
	_, err := handler(x, x.interaction)
	var panicked *PanicError
	if !errors.As(err, &panicked) {
		t.Errorf("%v, want a PanicError", err)
	}
}

// TestAutoDeferInAutoDefer wraps one in another, such as one for all routes and an ephemeral one
// for some of them.
func TestAutoDeferInAutoDefer(t *testing.T) {
	public, private := AutoDefer(time.Second), AutoDeferEphemeral(2*time.Second)
	for name, c := range map[string]struct {
		outer, inner Middleware
		early        bool
		status       int
		body         string
	}{
		"the inner one is ephemeral": {public, private, false, http.StatusOK, `{"type":5,"data":{"flags":64}}`},
		"the outer one is ephemeral": {private, public, false, http.StatusOK, `{"type":5,"data":{"flags":64}}`},
		"none is ephemeral":          {public, public, false, http.StatusOK, `{"type":5}`},
		"with an early answer":       {public, private, true, http.StatusAccepted, ""},
	} {
		synctest.Test(t, func(t *testing.T) {
			var p pages
			s := lineServer(&p, Options{APIURL: "http://127.0.0.1:1", HTTPClient: &http.Client{Transport: roundTrip(onlyCallbacks)}})
			err := s.Handle(Use(c.outer, Use(c.inner, Command("a", "A", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
				var err error
				if c.early {
					_, err = Answer(ctx, discord.Message{Content: "early"})
				}
				time.Sleep(5 * time.Second)
				if c.early {
					return nil, err
				}
				return discord.DeferredMessage{}, nil
			}))))
			if err != nil {
				t.Fatal(err)
			}
			r := s.sendTo(t, "/", commandBody)
			if r.Status != c.status || string(r.Body) != c.body {
				t.Errorf("%s: %d %s", name, r.Status, r.Body)
			}
			r.Sent(context.Background())
			if len(p.lines) > 0 {
				t.Errorf("%s: logged %v", name, p.lines)
			}
		})
	}
}

// TestDroppedCountsOnlyWork loses a deferral. The log counts what After added, and not the late
// answer.
func TestDroppedCountsOnlyWork(t *testing.T) {
	for works, want := range map[int]string{0: "", 2: "dropped=2"} {
		synctest.Test(t, func(t *testing.T) {
			var p pages
			s := lineServer(&p, Options{})
			err := s.Handle(Use(AutoDefer(time.Second), Command("a", "A", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
				for range works {
					After(ctx, func(context.Context, *rest.Interaction) error { return nil })
				}
				<-ctx.Done()
				return nil, ctx.Err()
			})))
			if err != nil {
				t.Fatal(err)
			}
			r := s.sendTo(t, "/", commandBody)
			r.NotSent(errors.New("gone"))
			synctest.Wait()
			p.want(t, "lost", 1, "answer lost", want)
			if works == 0 && strings.Contains(p.lines[0], "dropped") {
				t.Errorf("no work was dropped: %s", p.lines[0])
			}
		})
	}
}

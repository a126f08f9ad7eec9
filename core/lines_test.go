package core

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// pages keeps the lines of a log, without the DEBUG line of each request.
type pages struct {
	lines []string
	debug int
}

func (p *pages) Write(line []byte) (int, error) {
	if strings.Contains(string(line), "level=DEBUG") {
		p.debug++
		return len(line), nil
	}
	p.lines = append(p.lines, string(line))
	return len(line), nil
}

func (p *pages) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(p, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// want checks how many lines there are, and that the last holds some texts.
func (p *pages) want(t *testing.T, what string, n int, texts ...string) {
	t.Helper()
	if len(p.lines) != n {
		t.Errorf("%s: %d lines, want %d: %q", what, len(p.lines), n, p.lines)
		return
	}
	for _, text := range texts {
		if !strings.Contains(p.lines[n-1], text) {
			t.Errorf("%s: the line lacks %q: %s", what, text, p.lines[n-1])
		}
	}
}

// signless is a Verifier that accepts any signature, for servers whose requests the test writes
// itself. It bypasses Check, which would refuse it.
func signless([]byte, []byte) bool { return true }

func lineServer(p *pages, o Options) *Server {
	o.Logger, o.PublicKey = p.logger(), someKey
	s, err := NewServer(o)
	if err != nil {
		panic(err)
	}
	v := verifyFunc(signless)
	s.keys.ready.Store(&v)
	return s
}

func (s *Server) sendTo(t *testing.T, path, body string) Response {
	t.Helper()
	return s.Serve(t.Context(), &Request{
		Method: "POST", Path: path, ContentType: "application/json", ID: "the-request", Length: -1,
		Signature: strings.Repeat("00", 64), Timestamp: "1", Body: strings.NewReader(body),
	})
}

const (
	commandBody = `{"type":2,"id":"7","application_id":"1","token":"secret","data":{"id":"3","name":"a","type":1}}`
	eventBody1  = `{"version":1,"type":1,"event":{"type":"PARTY"}}`
)

// pipe is a file that cannot be sent inline, because its length is unknown.
type pipe struct{ io.Reader }

// TestExactlyOneLineForALostAnswer loses answers in every way. The same line counts the work that
// is lost with the answer.
func TestExactlyOneLineForALostAnswer(t *testing.T) {
	after := func(ctx context.Context) {
		After(ctx, func(context.Context, *rest.Interaction) error { panic("work without an answer") })
	}
	fails := func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		after(ctx)
		return nil, errors.New("broken")
	}
	pongs := func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		after(ctx)
		return discord.Message{Content: "pong"}, nil
	}
	late := func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		time.Sleep(4 * time.Second)
		return discord.Message{Content: "pong"}, nil
	}
	notSent := func(r *Response) { r.NotSent(errors.New("the client has gone")) }
	message := func(context.Context, discord.Interaction, error) discord.Answer {
		return discord.Message{Content: "sorry"}
	}
	apologises := func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		answer, err := Apologise("sorry")(func(ctx context.Context, _ discord.Interaction) (discord.Answer, error) {
			return nil, errors.New("broken")
		})(ctx, i)
		return answer.(discord.CommandAnswer), err
	}
	for name, c := range map[string]struct {
		listener CommandListener
		onError  func(context.Context, discord.Interaction, error) discord.Answer
		then     func(*Response)
		status   int
		logged   []string
	}{
		"a listener that fails":  {fails, nil, nil, 500, []string{"interaction failed", "error=broken", "dropped=1"}},
		"and is apologised for":  {fails, message, func(r *Response) { r.work = nil }, 200, []string{"interaction failed", "error=broken"}},
		"an apology, not sent":   {fails, message, func(r *Response) { r.work = nil; notSent(r) }, 200, []string{"interaction failed"}},
		"an OnError that panics": {fails, func(context.Context, discord.Interaction, error) discord.Answer { panic("secret") }, nil, 500, []string{"error=broken", `on_error="panic with a string"`, "on_error_stack=", "dropped=1"}},
		"an OnError without an answer": {fails, func(context.Context, discord.Interaction, error) discord.Answer { return nil }, nil, 500,
			[]string{"error=broken", "dropped=1"}},
		"an answer of OnError that is invalid": {fails, func(context.Context, discord.Interaction, error) discord.Answer { return discord.Message{} }, nil, 500,
			[]string{"error=broken", "on_error=", "dropped=1"}},
		"an answer that is not sent": {pongs, nil, notSent, 200, []string{"answer lost: it did not go out", "the client has gone", "dropped=1"}},
		"one of Apologise, not sent": {apologises, nil, notSent, 200, []string{"interaction failed", "error=broken", "apology_id="}},
		"a late one":                 {late, nil, nil, 200, []string{"answered later", "after=4s"}},
		"a late one, not sent":       {late, nil, notSent, 200, []string{"answered later"}},
		"no listener":                {nil, message, notSent, 501, []string{"no listener"}},
		"a listener that says so": {func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			after(ctx)
			return nil, ErrNoListener
		}, nil, nil, 501, []string{"no listener", "dropped=1"}},
		"files that nothing can carry": {func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			after(ctx)
			return discord.Message{Files: []discord.File{{Name: "a", Content: pipe{strings.NewReader("x")}}}}, nil
		}, message, notSent, 500, []string{"answer lost: the callback failed", "dropped=1"}},
	} {
		synctest.Test(t, func(t *testing.T) {
			var p pages
			s := lineServer(&p, Options{OnError: c.onError, APIURL: "http://127.0.0.1:1", HTTPClient: unreachable})
			s.Commands.Replace(c.listener)
			r := s.sendTo(t, "/", commandBody)
			if c.then != nil {
				c.then(&r)
			}
			if r.Status != c.status || p.debug != 1 {
				t.Errorf("%s: status %d, want %d; %d DEBUG lines", name, r.Status, c.status, p.debug)
			}
			p.want(t, name, 1, append(c.logged, "level=ERROR", "interaction_id=7", "type=2", "route=a", "requestId=the-request")...)
			if all := fmt.Sprint(p.lines); strings.Contains(all, "secret") {
				t.Errorf("%s: the log holds a secret: %s", name, all)
			}
		})
	}
}

func TestExactlyOneLineForALostEvent(t *testing.T) {
	for name, c := range map[string]struct {
		listener EventListener
		notSent  bool
		logged   []string
	}{
		"no listener":                  {nil, false, []string{"no listener"}},
		"a listener that fails":        {func(context.Context, *discord.Event) error { return errors.New("broken") }, false, []string{"webhook event failed", "error=broken"}},
		"a listener that is late":      {func(context.Context, *discord.Event) error { time.Sleep(4 * time.Second); return nil }, true, []string{"answered later"}},
		"a response that is not sent":  {func(context.Context, *discord.Event) error { return nil }, true, []string{"answer lost"}},
		"a listener's work is dropped": {func(ctx context.Context, _ *discord.Event) error { After(ctx, nil); panic(1) }, false, []string{"dropped=1", "stack="}},
	} {
		synctest.Test(t, func(t *testing.T) {
			var p pages
			s := lineServer(&p, Options{})
			s.Events.Replace(c.listener)
			r := s.sendTo(t, "/events", eventBody1)
			if c.notSent {
				r.NotSent(errors.New("gone"))
			}
			p.want(t, name, 1, append(c.logged, "level=ERROR", "event=PARTY", "requestId=the-request")...)
		})
	}
}

// TestExactlyOneLineForALateAnswer makes a deferred listener fail, and everything that is tried
// after it.
func TestExactlyOneLineForALateAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p pages
		s := lineServer(&p, Options{APIURL: "http://127.0.0.1:1", HTTPClient: unreachable,
			OnError: func(context.Context, discord.Interaction, error) discord.Answer { panic("secret") }})
		err := s.Handle(Use(AutoDefer(time.Second), Command("a", "A", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			After(ctx, func(context.Context, *rest.Interaction) error { panic("work without an answer") })
			time.Sleep(2 * time.Second)
			return nil, errors.New("broken")
		})))
		if err != nil {
			t.Fatal(err)
		}
		r := s.sendTo(t, "/", commandBody)
		r.Sent(context.Background())
		p.want(t, "late", 1, "level=ERROR", "deferred interaction failed", "error=broken", "on_error=", "apology_error=", "dropped=1", "requestId=the-request")
	})
}

// TestWorkWithoutTimeIsNotCut gives work a context that has ended. The work never starts, so one
// line says that it is dropped, and none that it is cut.
func TestWorkWithoutTimeIsNotCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p pages
		s := lineServer(&p, Options{})
		s.Commands.Replace(func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			After(ctx, func(context.Context, *rest.Interaction) error { panic("work without time") })
			return discord.Message{Content: "pong"}, nil
		})
		r := s.sendTo(t, "/", commandBody)
		ended, cancel := context.WithCancel(context.Background())
		cancel()
		r.Sent(ended)
		synctest.Wait()
		p.want(t, "ended", 1, "level=ERROR", "work dropped: its time is over", "dropped=1")
	})
}

// TestEarlyAnswerIsNotLost loses the response to a request whose answer has gone out early. Only
// the work is lost.
func TestEarlyAnswerIsNotLost(t *testing.T) {
	for name, c := range map[string]struct {
		work   bool
		lines  int
		logged []string
	}{
		"no work": {false, 0, nil},
		"work":    {true, 1, []string{"level=ERROR", "work dropped", "error=gone", "dropped=1"}},
	} {
		var p pages
		s := lineServer(&p, Options{APIURL: "http://127.0.0.1:1", HTTPClient: &http.Client{Transport: roundTrip(onlyCallbacks)}})
		s.Commands.Replace(func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			if c.work {
				After(ctx, func(context.Context, *rest.Interaction) error { return nil })
			}
			_, err := Answer(ctx, discord.Message{Content: "early"})
			return nil, err
		})
		r := s.sendTo(t, "/", commandBody)
		if logged := r.NotSent(errors.New("gone")); logged != c.work {
			t.Errorf("%s: NotSent returns %v", name, logged)
		}
		p.want(t, name, c.lines, c.logged...)
	}
}

// onlyCallbacks is a network that reaches only Discord's callback endpoint.
func onlyCallbacks(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/callback") {
		body := io.NopCloser(strings.NewReader(`{"interaction":{"id":"7","type":2}}`))
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: body, Request: r}, nil
	}
	return nil, errors.New("no network")
}

// TestExactlyOneLineForAFailureAfterAnEarlyAnswer makes a listener defer with Answer and then fail.
// OnError and the apology fail too.
func TestExactlyOneLineForAFailureAfterAnEarlyAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		then   func(*Response)
		logged []string
	}{
		"work runs":       {func(r *Response) { r.Sent(context.Background()) }, []string{"on_error=", "apology_error="}},
		"work is dropped": {func(r *Response) { r.NotSent(errors.New("gone")) }, nil},
	} {
		synctest.Test(t, func(t *testing.T) {
			var p pages
			s := lineServer(&p, Options{APIURL: "http://127.0.0.1:1", HTTPClient: &http.Client{Transport: roundTrip(onlyCallbacks)},
				OnError: func(context.Context, discord.Interaction, error) discord.Answer { panic("secret") }})
			s.Commands.Replace(func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
				if _, err := Answer(ctx, discord.DeferredMessage{}); err != nil {
					t.Error(err)
				}
				return nil, errors.New("broken")
			})
			r := s.sendTo(t, "/", commandBody)
			if r.Status != 202 {
				t.Errorf("%s: status %d", name, r.Status)
			}
			c.then(&r)
			p.want(t, name, 1, append(c.logged, "level=ERROR", "interaction failed", "error=broken", "requestId=the-request")...)
		})
	}
}

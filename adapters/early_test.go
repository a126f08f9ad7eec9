package adapters_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// early answers at once, checks what Discord created, waits, and returns the result of then.
func early(t *testing.T, answer discord.Answer, wait time.Duration, then discord.CommandAnswer, failure error) core.CommandListener {
	return func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		core.After(ctx, edit("edited"))
		made, err := core.Answer(ctx, answer)
		if err != nil {
			t.Errorf("answering early: %v", err)
			return nil, err
		}
		if made.Resource == nil || made.Resource.Message == nil || made.Resource.Message.ID == 0 {
			t.Errorf("Discord made %+v", made)
		}
		if _, err := core.Answer(ctx, answer); !errors.Is(err, core.ErrAnswered) {
			t.Errorf("a second answer: %v", err)
		}
		time.Sleep(wait)
		return then, failure
	}
}

func TestAnswerEarly(t *testing.T) {
	hello, more := discord.Message{Content: "hello"}, discord.Message{Content: "more"}
	sorry := func(context.Context, discord.Interaction, error) discord.Answer {
		return discord.Message{Content: "sorry"}
	}
	for _, c := range []struct {
		name    string
		options core.Options
		listen  core.CommandListener
		saw     string
		errors  int
	}{
		{"and nothing more", core.Options{}, early(t, hello, 0, nil, nil), "answer 4 by callback, message, edited", 0},
		{"with a pointer", core.Options{}, early(t, &hello, 0, nil, nil), "answer 4 by callback, message, edited", 0},
		{"and a message after it", core.Options{}, early(t, hello, 0, more, nil), "answer 4 by callback, message, message, edited", 0},
		{"and fails", core.Options{}, early(t, hello, 0, nil, errors.New("broken")), "answer 4 by callback, message, edited", 1},
		{"and fails, with OnError", core.Options{OnError: sorry}, early(t, hello, 0, nil, errors.New("broken")), "answer 4 by callback, message, message, edited", 1},
		{"and takes longer than its deadline", core.Options{Deadline: 50 * time.Millisecond}, early(t, hello, 100*time.Millisecond, nil, nil), "answer 4 by callback, message, edited", 0},
	} {
		for _, middleware := range []core.Middleware{nil, core.AutoDefer(soon), core.Apologise("oops"), core.Log(slog.New(slog.DiscardHandler))} {
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				route := core.Command("say", "Says", c.listen)
				if middleware != nil {
					route = core.Use(middleware, route)
				}
				l := newLab(t, c.options, route)
				id, status, body := l.slash("say")
				if status != 202 || body != "" {
					t.Errorf("%d %q", status, body)
				}
				l.wait()
				if strings.Contains(c.name, "fails") && middleware != nil {
					return // AutoDefer and Apologise have something of their own to show.
				}
				l.expect(id, c.saw)
				if n := strings.Count(l.log.String(), "level=ERROR"); n != c.errors {
					t.Errorf("%d errors are logged: %s", n, l.log)
				}
			})
		}
	}
}

// A deferral that is sent early is filled in by what the listener returns.
func TestDeferEarly(t *testing.T) {
	listen := func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		if _, err := core.Answer(ctx, &discord.DeferredMessage{}); err != nil {
			t.Error(err)
		}
		return discord.Message{Content: "ready"}, nil
	}
	l := newLab(t, core.Options{}, core.Command("say", "Says", listen))
	id, status, _ := l.slash("say")
	l.wait()
	if l.expect(id, "answer 5 by callback, message, edited"); status != 202 {
		t.Errorf("%d", status)
	}
}

// Under AutoDefer, Answer after the deferral edits it, and the listener still returns nil.
func TestAnswerAfterTheDeferral(t *testing.T) {
	listen := func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		time.Sleep(4 * soon)
		made, err := core.Answer(ctx, discord.Message{Content: "late"})
		if err != nil || made.Resource.Message.Content != "late" {
			t.Errorf("%+v, %v", made, err)
		}
		core.After(ctx, edit("edited"))
		return nil, nil
	}
	l := newLab(t, core.Options{}, core.Use(core.AutoDefer(soon), core.Command("say", "Says", listen)))
	id, status, _ := l.slash("say")
	l.wait()
	if l.expect(id, "answer 5 inline, message, edited, edited"); status != 200 {
		t.Errorf("%d", status)
	}
	if strings.Contains(l.log.String(), "level=ERROR") {
		t.Errorf("%s", l.log)
	}
}

// Under AutoDefer, another deferral after the deferral changes nothing: an ephemeral message still
// does not edit the public deferral, which everyone sees.
func TestDeferAfterTheDeferral(t *testing.T) {
	listen := func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		time.Sleep(4 * soon)
		if _, err := core.Answer(ctx, discord.DeferredMessage{Flags: discord.Ephemeral}); err != nil {
			t.Error(err)
		}
		return discord.Message{Content: "private", Flags: discord.Ephemeral}, nil
	}
	l := newLab(t, core.Options{}, core.Use(core.AutoDefer(soon), core.Command("say", "Says", listen)))
	id, _, _ := l.slash("say")
	l.wait()
	l.expect(id, "answer 5 inline, message, deleted, message")
}

// If Discord refuses an early answer, or if it breaks a rule, the listener can still give another
// answer.
func TestEarlyAnswerFails(t *testing.T) {
	for name, answer := range map[string]discord.Answer{
		"refused": discord.Message{Content: "hello"}, "too long": discord.Message{Content: strings.Repeat("x", 2001)}, "another's": discord.Choices{},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listen := func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
				if _, err := core.Answer(ctx, answer); err == nil {
					t.Error("no error")
				}
				return discord.Message{Content: "inline"}, nil
			}
			l := newLab(t, core.Options{}, core.Command("say", "Says", listen))
			saw := "answer 4 inline, message"
			if name == "refused" {
				l.api.Fail(discordtest.Fault{Route: discordtest.RouteCallback, Status: 403, Times: -1})
				saw = "refused 403, " + saw
			}
			id, status, _ := l.slash("say")
			l.wait()
			if l.expect(id, saw); status != 200 {
				t.Errorf("%d", status)
			}
		})
	}
}

// REST is the server's client in a listener and in its work.
func TestRESTInAListener(t *testing.T) {
	asked := 0
	listen := func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		if app, err := core.REST(ctx).Application(ctx); err != nil || app.ID == 0 {
			t.Errorf("%+v, %v", app, err)
		}
		core.After(ctx, func(ctx context.Context, _ *rest.Interaction) error {
			asked++
			_, err := core.REST(ctx).Application(ctx)
			return err
		})
		return discord.Message{Content: "hello"}, nil
	}
	l := newLab(t, core.Options{}, core.Command("say", "Says", listen))
	l.slash("say")
	l.wait()
	if asked != 1 || strings.Contains(l.log.String(), "level=ERROR") {
		t.Errorf("asked %d times: %s", asked, l.log)
	}
	defer func() {
		if recover() == nil {
			t.Error("REST of a foreign context did not panic")
		}
	}()
	core.REST(t.Context())
}

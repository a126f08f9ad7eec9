package adapters_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// soon is a short delay for AutoDefer. The listeners wait for the deferral, however slow the
// machine is.
const soon = 20 * time.Millisecond

// deferredKey finds the channel that is closed once the deferral is out.
type deferredKey struct{}

// untilDeferred is middleware that puts the channel into the context.
func untilDeferred(deferred <-chan struct{}) core.Middleware {
	return func(next core.Handler) core.Handler {
		return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
			return next(context.WithValue(ctx, deferredKey{}, deferred), i)
		}
	}
}

func beLate(ctx context.Context) { <-ctx.Value(deferredKey{}).(<-chan struct{}) }

func lateCommand(answer discord.CommandAnswer, err error) core.CommandListener {
	return func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		beLate(ctx)
		return answer, err
	}
}

func lateComponent(answer discord.ComponentAnswer) core.ComponentListener {
	return func(ctx context.Context, _ *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
		beLate(ctx)
		return answer, nil
	}
}

// newLateLab makes a lab whose route is deferred soon.
func newLateLab(t *testing.T, o core.Options, auto core.Middleware, route core.Route) *lab {
	t.Helper()
	deferred := make(chan struct{})
	l := newLab(t, o, core.Use(auto, core.Use(untilDeferred(deferred), route)))
	l.answered = deferred
	return l
}

// TestLateCommand lets commands answer after they were deferred.
func TestLateCommand(t *testing.T) {
	modal := discord.Modal{CustomID: "x", Title: "X", Components: []discord.ModalComponent{discord.TextDisplay{Content: "x"}}}
	for _, c := range []struct {
		name   string
		listen core.CommandListener
		saw    string
		// sends must be in what the bot sent, and log must be in the log.
		sends, log string
	}{
		{"a message", lateCommand(discord.Message{Content: "late"}, nil), "answer 5 inline, message, edited", `"content":"late"`, ""},
		{"a pointer to one", lateCommand(&discord.Message{Content: "late"}, nil), "answer 5 inline, message, edited", `"content":"late"`, ""},
		{"a file", lateCommand(discord.Message{Files: []discord.File{{Name: "a.txt", Content: strings.NewReader("late")}}}, nil), "answer 5 inline, message, edited", `"filename":"a.txt"`, ""},
		{"components V2", lateCommand(discord.Message{Components: []discord.MessageComponent{discord.TextDisplay{Content: "late"}}}, nil), "answer 5 inline, message, edited", `"flags":32768`, ""},
		{"one that only the person may see", lateCommand(discord.Message{Content: "late", Flags: discord.Ephemeral}, nil), "answer 5 inline, message, deleted, message", `"flags":64`, ""},
		{"a deferral of its own", lateCommand(discord.DeferredMessage{}, nil), "answer 5 inline, message", "", ""},
		{"raw", lateCommand(discord.RawAnswer(`{"type":4,"data":{"content":"late"}}`), nil), "answer 5 inline, message, edited", `"content":"late"`, ""},
		{"raw that only the person may see", lateCommand(discord.RawAnswer(`{"type":4,"data":{"content":"late","flags":64}}`), nil), "answer 5 inline, message, deleted, message", `"flags":64`, ""},
		{"raw that is none", lateCommand(discord.RawAnswer(`{"type":"secret"}`), nil), "answer 5 inline, message, deleted, message", "Something went wrong", discord.ErrRawAnswer.Error()},
		{"raw that is not UTF-8", lateCommand(discord.RawAnswer(`{"type":4,"data":{"content":"`+"\xff"+`"}}`), nil), "answer 5 inline, message, deleted, message", "Something went wrong", discord.ErrRawAnswer.Error()},
		{"raw with flags that are none", lateCommand(discord.RawAnswer(`{"type":4,"data":{"flags":"secret"}}`), nil), "answer 5 inline, message, deleted, message", "Something went wrong", "came late: its data"},
		{"a modal", lateCommand(modal, nil), "answer 5 inline, message, deleted, message", "Something went wrong", "already deferred"},
		{"a raw modal", lateCommand(discord.RawAnswer(`{"type":9,"data":{}}`), nil), "answer 5 inline, message, deleted, message", "Something went wrong", "already deferred"},
		{"an error", lateCommand(nil, errors.New("broken")), "answer 5 inline, message, deleted, message", "Something went wrong", "broken"},
		{"nothing", lateCommand(nil, nil), "answer 5 inline, message, deleted, message", "Something went wrong", "no answer"},
		{"a panic", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			beLate(ctx)
			panic("broken")
		}, "answer 5 inline, message, deleted, message", "Something went wrong", "panic"},
		{"a pointer to none", lateCommand((*discord.Message)(nil), nil), "answer 5 inline, message, deleted, message", "Something went wrong", "nil pointer"},
		{"a file that panics", lateCommand(discord.Message{Files: []discord.File{{Name: "a.txt", Content: measured{strings.NewReader("x")}}}}, nil), "answer 5 inline, message, deleted, message", "Something went wrong", "panic with a string"},
		{"what Discord would refuse", lateCommand(discord.Message{Content: strings.Repeat("x", 2001)}, nil), "answer 5 inline, message, deleted, message", "Something went wrong", "2001"},
		{"the same for the person alone", lateCommand(discord.Message{Content: strings.Repeat("x", 2001), Flags: discord.Ephemeral}, nil), "answer 5 inline, message, deleted, message", "Something went wrong", "2001"},
		{"the same, raw", lateCommand(discord.RawAnswer(`{"type":4,"data":{"flags":64,"content":"`+strings.Repeat("x", 2001)+`"}}`), nil), "answer 5 inline, message, deleted, refused 400, refused 404, message", "Something went wrong", "50035"},
		{"its own work", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			beLate(ctx)
			core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
				_, err := followUp.FollowUp(ctx, discord.Message{Content: "after the late answer"})
				return err
			})
			return discord.Message{Content: "late"}, nil
		}, "answer 5 inline, message, edited, message", "after the late answer", ""},
		{"work, and an error", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			beLate(ctx)
			core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
				_, err := followUp.FollowUp(ctx, discord.Message{Content: "after no answer"})
				return err
			})
			return nil, errors.New("broken")
		}, "answer 5 inline, message, deleted, message", "Something went wrong", "dropped=1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := newLateLab(t, core.Options{}, core.AutoDefer(soon), core.Command("wait", "Waits", c.listen))
			id, status, _ := l.slash("wait")
			if status != 200 {
				t.Errorf("status %d", status)
			}
			l.wait()
			l.expect(id, c.saw)
			if sent := l.bodies(id); !strings.Contains(sent, c.sends) {
				t.Errorf("the bot sent %s, want %s in it", sent, c.sends)
			}
			if !strings.Contains(l.log.String(), c.log) {
				t.Errorf("%q is not in the log: %s", c.log, l.log)
			}
			if strings.Contains(l.log.String(), "token-of") || strings.Contains(l.log.String(), "secret") {
				t.Errorf("the log holds the token, or what was answered: %s", l.log)
			}
		})
	}
}

// TestLateComponent lets components answer after they were deferred. Their deferral shows no message.
func TestLateComponent(t *testing.T) {
	for _, c := range []struct {
		name   string
		listen core.ComponentListener
		saw    string
	}{
		{"an update", lateComponent(discord.Update{Content: new("late")}), "answer 6 inline, edited"},
		{"a message", lateComponent(discord.Message{Content: "late"}), "answer 6 inline, message"},
		{"a deferred update", lateComponent(discord.DeferredUpdate{}), "answer 6 inline"},
		{"raw", lateComponent(discord.RawAnswer(`{"type":7,"data":{"content":"late"}}`)), "answer 6 inline, edited"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := newLateLab(t, core.Options{}, core.AutoDefer(soon), core.Component("vote", c.listen))
			id, _, _ := l.press("vote")
			l.wait()
			l.expect(id, c.saw)
		})
	}
}

// TestLateOnErrorThatPanics expects the apology, and both errors in the log.
func TestLateOnErrorThatPanics(t *testing.T) {
	l := newLateLab(t, core.Options{OnError: func(context.Context, discord.Interaction, error) discord.Answer { panic(errors.New("secret")) }},
		core.AutoDefer(soon), core.Command("wait", "Waits", lateCommand(nil, errors.New("broken"))))
	id, _, _ := l.slash("wait")
	l.wait()
	l.expect(id, "answer 5 inline, message, deleted, message")
	for _, want := range []string{"broken", `on_error="panic with`, "late_test.go"} {
		if !strings.Contains(l.log.String(), want) {
			t.Errorf("%q is not in the log: %s", want, l.log)
		}
	}
	if strings.Contains(l.log.String(), "secret") {
		t.Errorf("the log holds what was panicked with: %s", l.log)
	}
}

func TestLateErrorsGoToOnError(t *testing.T) {
	l := newLateLab(t, core.Options{OnError: func(_ context.Context, _ discord.Interaction, err error) discord.Answer {
		return discord.Message{Content: "sorry: " + err.Error()}
	}}, core.AutoDeferEphemeral(soon), core.Command("wait", "Waits", lateCommand(nil, errors.New("broken"))))
	id, _, answer := l.slash("wait")
	if answer != `{"type":5,"data":{"flags":64}}` {
		t.Errorf("deferred by %s", answer)
	}
	l.wait()
	l.expect(id, "answer 5 inline, message, edited")
	if sent := l.bodies(id); !strings.Contains(sent, "sorry: broken") {
		t.Errorf("the bot sent %s", sent)
	}
}

// TestLateOnErrorThatCannotBeShown expects the apology.
func TestLateOnErrorThatCannotBeShown(t *testing.T) {
	l := newLateLab(t, core.Options{OnError: func(context.Context, discord.Interaction, error) discord.Answer { return (*discord.Message)(nil) }},
		core.AutoDefer(soon), core.Command("wait", "Waits", lateCommand(nil, errors.New("broken"))))
	id, _, _ := l.slash("wait")
	l.wait()
	l.expect(id, "answer 5 inline, message, deleted, message")
	if sent := l.bodies(id); !strings.Contains(sent, "Something went wrong") {
		t.Errorf("the bot sent %s", sent)
	}
}

// TestLateOverTheCallback defers as on platforms that stop with the request: the deferral goes
// through the callback endpoint, because there is work after it.
func TestLateOverTheCallback(t *testing.T) {
	l := newLateLab(t, core.Options{Callback: core.CallbackWithWork}, core.AutoDefer(soon),
		core.Command("wait", "Waits", lateCommand(discord.Message{Content: "late"}, nil)))
	id, status, body := l.slash("wait")
	if status != 202 || body != "" {
		t.Errorf("%d %q", status, body)
	}
	l.wait()
	l.expect(id, "answer 5 by callback, message, edited")
}

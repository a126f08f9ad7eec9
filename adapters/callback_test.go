package adapters_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

func answering(m func() discord.Message, work ...core.Work) core.CommandListener {
	return func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		for _, w := range work {
			core.After(ctx, w)
		}
		return m(), nil
	}
}

func text() discord.Message { return discord.Message{Content: "hello"} }

func withFile(size int) func() discord.Message {
	return func() discord.Message {
		return discord.Message{Files: []discord.File{{Name: "a.bin", Content: bytes.NewReader(make([]byte, size))}}}
	}
}

// unsized hides how long a reader is.
type unsized struct{ io.Reader }

func TestCallback(t *testing.T) {
	for _, c := range []struct {
		name   string
		mode   core.CallbackMode
		listen core.CommandListener
		status int
		saw    string
	}{
		{"inline by default", core.CallbackAuto, answering(text), 200, "answer 4 inline, message"},
		{"always", core.CallbackAlways, answering(text), 202, "answer 4 by callback, message"},
		{"with work, and there is none", core.CallbackWithWork, answering(text), 200, "answer 4 inline, message"},
		{"with work", core.CallbackWithWork, answering(text, edit("edited")), 202, "answer 4 by callback, message, edited"},
		{"always, with work", core.CallbackAlways, answering(text, edit("edited")), 202, "answer 4 by callback, message, edited"},
		{"a small file", core.CallbackAuto, answering(withFile(90 << 10)), 200, "answer 4 inline, message"},
		{"a large file", core.CallbackAuto, answering(withFile(110 << 10)), 202, "answer 4 by callback, message"},
		{"a file of unknown size", core.CallbackAuto, answering(func() discord.Message {
			return discord.Message{Files: []discord.File{{Name: "a.txt", Content: unsized{strings.NewReader("x")}}}}
		}), 202, "answer 4 by callback, message"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLab(t, core.Options{Callback: c.mode}, core.Command("say", "Says", c.listen))
			id, status, body := l.slash("say")
			if status != c.status || status == 202 && body != "" {
				t.Errorf("%d %q, want %d", status, body, c.status)
			}
			l.wait()
			l.expect(id, c.saw)
		})
	}
}

func TestCallbackFails(t *testing.T) {
	refused := discordtest.Fault{Route: discordtest.RouteCallback, Status: 403, Times: -1}
	for _, c := range []struct {
		name   string
		fault  discordtest.Fault
		listen core.CommandListener
		status int
		saw    string
		log    string
	}{
		{"refused, and there is time", refused, answering(text, edit("edited")), 200, "refused 403, answer 4 inline, message, edited", "answering inline"},
		{"refused, and the file has been read", refused, answering(withFile(110<<10), edit("edited")), 500, "refused 403", "answer lost"},
		{"answered, and the response got lost", discordtest.Fault{Route: discordtest.RouteCallback, Reset: true, Acted: true}, answering(text, edit("edited")), 202,
			"answer 4 by callback, message, refused 400, edited", ""},
		{"something else has answered", discordtest.Fault{Route: discordtest.RouteCallback, Status: 400, Code: rest.ErrAlreadyAcknowledged},
			answering(text, edit("edited")), 500, "refused 400", "something else has answered"},
		{"something else has answered, after a try that was too many", discordtest.Fault{Route: discordtest.RouteCallback, Status: 429, RetryAfter: 10 * time.Millisecond},
			answering(text, edit("edited")), 500, "refused 429, refused 400", "something else has answered"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLab(t, core.Options{Callback: core.CallbackAlways}, core.Command("say", "Says", c.listen))
			l.api.Fail(c.fault)
			if c.fault.Status == 429 {
				l.api.Fail(discordtest.Fault{Route: discordtest.RouteCallback, Status: 400, Code: rest.ErrAlreadyAcknowledged})
			}
			id, status, _ := l.slash("say")
			if status != c.status {
				t.Errorf("status %d, want %d", status, c.status)
			}
			l.wait()
			l.expect(id, c.saw)
			if !strings.Contains(l.log.String(), c.log) {
				t.Errorf("%q is not in the log: %s", c.log, l.log)
			}
			if n := strings.Count(l.log.String(), "level=ERROR"); status == 500 && n != 1 || status != 500 && n != 0 {
				t.Errorf("%d errors are logged: %s", n, l.log)
			}
		})
	}
}

// A lost deferral leaves one line, which also covers the work of its listener.
func TestDeferralIsLost(t *testing.T) {
	added, ended := make(chan struct{}), make(chan struct{})
	l := newLab(t, core.Options{Callback: core.CallbackAlways}, core.Use(core.AutoDefer(soon), core.Command("slow", "Is slow",
		func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, edit("edited"))
			close(added)
			<-ctx.Done()
			close(ended)
			return nil, ctx.Err()
		})))
	l.api.Fail(discordtest.Fault{Route: discordtest.RouteCallback, Status: 400, Code: rest.ErrAlreadyAcknowledged})
	id, status, _ := l.slash("slow")
	if status != 500 {
		t.Errorf("status %d, want 500", status)
	}
	<-added
	within(t, 10*time.Second, "the end of the listener", ended)
	l.wait()
	l.expect(id, "refused 400")
	if n := strings.Count(l.log.String(), "level=ERROR"); n != 1 {
		t.Errorf("%d errors are logged: %s", n, l.log)
	}
}

// measured is a file whose Len panics.
type measured struct{ io.Reader }

func (measured) Len() int { panic("secret") }

func TestFileThatPanicsWhereItIsMeasured(t *testing.T) {
	l := newLab(t, core.Options{}, core.Command("file", "Sends a file", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		core.After(ctx, func(context.Context, *rest.Interaction) error { return errors.New("done without an answer") })
		return discord.Message{Files: []discord.File{{Name: "a.txt", Content: measured{strings.NewReader("x")}}}}, nil
	}))
	if _, status, body := l.slash("file"); status != 500 {
		t.Errorf("answered %d %s", status, body)
	}
	for _, want := range []string{"interaction failed", "panic with a string", "dropped=1"} {
		if !strings.Contains(l.log.String(), want) {
			t.Errorf("%q is not in the log: %s", want, l.log)
		}
	}
	if strings.Contains(l.log.String(), "secret") || strings.Contains(l.log.String(), "done without") {
		t.Errorf("the log: %s", l.log)
	}
}

func TestOnError(t *testing.T) {
	fails := core.Command("fails", "Fails", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
		return nil, errors.New("broken")
	})
	for name, c := range map[string]struct {
		hook   func(context.Context, discord.Interaction, error) discord.Answer
		status int
		says   string
	}{
		"no hook": {nil, 500, "Exception occurred during interaction dispatch"},
		"a hook that answers": {func(_ context.Context, _ discord.Interaction, err error) discord.Answer {
			return discord.Message{Content: "sorry: " + err.Error()}
		}, 200, "sorry: broken"},
		"a hook without an answer":    {func(context.Context, discord.Interaction, error) discord.Answer { return nil }, 500, "Exception"},
		"a hook that panics":          {func(context.Context, discord.Interaction, error) discord.Answer { panic("again") }, 500, "Exception"},
		"an answer that does not fit": {func(context.Context, discord.Interaction, error) discord.Answer { return discord.DeferredUpdate{} }, 500, "Exception"},
		"an answer that is too long": {func(context.Context, discord.Interaction, error) discord.Answer {
			return discord.Message{Content: strings.Repeat("x", 2001)}
		}, 500, "Exception"},
	} {
		l := newLab(t, core.Options{OnError: c.hook}, fails)
		_, status, body := l.slash("fails")
		if status != c.status || !strings.Contains(body, c.says) {
			t.Errorf("%s: %d %s", name, status, body)
		}
		if strings.Contains(l.log.String(), `on_error="panic with`) != (name == "a hook that panics") {
			t.Errorf("%s: logged is %s", name, l.log)
		}
		if n := strings.Count(l.log.String(), "interaction failed"); n != 1 {
			t.Errorf("%s: the failure is logged %d times: %s", name, n, l.log)
		}
	}
}

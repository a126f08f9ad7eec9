package discordtest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// failures are the ways in which a listener fails before anything is sent, and the text that the
// test's failure must contain.
var failures = map[string]struct {
	listen func() (discord.CommandAnswer, error)
	reason string
}{
	"too-long": {func() (discord.CommandAnswer, error) { return discord.Message{Content: strings.Repeat("x", 2001)}, nil },
		"data.content: 2001 characters, at most 2000"},
	"empty": {func() (discord.CommandAnswer, error) { return discord.Message{}, nil }, "empty"},
	"nil":   {func() (discord.CommandAnswer, error) { return nil, nil }, core.ErrNoAnswer.Error()},
	"error": {func() (discord.CommandAnswer, error) { return nil, errors.New("no such firefly") }, "interaction failed: no such firefly"},
	"panic": {func() (discord.CommandAnswer, error) { panic("oh") }, "panic with a string, at "},
	"no-member": {func() (discord.CommandAnswer, error) {
		i := &discord.CommandInteraction{}
		return discord.Message{Content: i.Member.User.Username}, nil
	}, "nil pointer dereference, at "},
}

func failingServer(t *testing.T, o core.Options) *core.Server {
	t.Helper()
	server, err := core.NewServer(o)
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range failures {
		if err := server.Handle(core.Command(name, "Fails", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return f.listen()
		})); err != nil {
			t.Fatal(err)
		}
	}
	return server
}

// If core refuses an answer before anything is sent, only the log has the reason. The test's
// failure must still contain it.
func TestReasonOfAFailure(t *testing.T) {
	for name, connect := range connections {
		t.Run(name, func(t *testing.T) {
			r := &recorder{T: t}
			app := discordtest.New(r)
			connect(t, app, failingServer(t, app.Options()))
			for name, f := range failures {
				got := r.failure(t, func() { app.Slash(name) })
				head := "discordtest: /" + name + ": The endpoint answered 500 Internal Server Error: Exception occurred during interaction dispatch, " +
					"so Discord shows a failure; its log says: interaction failed: "
				if !strings.HasPrefix(got, head) || !strings.Contains(got, f.reason) {
					t.Errorf("%s: %q, want %q in it", name, got, f.reason)
				}
				if strings.HasSuffix(f.reason, ", at ") && !strings.Contains(got, "log_test.go:") {
					t.Errorf("%s: %q does not tell where", name, got)
				}
				if strings.Contains(got, "\n") || strings.Contains(got, "refuses") {
					t.Errorf("%s: %q", name, got)
				}
			}
		})
	}
}

// Simultaneous failures of one app, and of two apps, keep their own reasons.
func TestReasonsDoNotMix(t *testing.T) {
	apps := []*discordtest.App{discordtest.New(t), discordtest.New(t)}
	for n, app := range apps {
		server, err := core.NewServer(app.Options())
		if err != nil {
			t.Fatal(err)
		}
		server.Commands.Replace(func(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return nil, fmt.Errorf("%s fails in app %d", i.Data.Name, n)
		})
		server.Events.Replace(func(_ context.Context, e *discord.Event) error { return fmt.Errorf("app %d fails at %s", n, e.Data) })
		app.Connect(discordtest.Server(server))
	}
	var all sync.WaitGroup
	defer all.Wait()
	for n := range 40 {
		app, name := apps[n%2], fmt.Sprint("command", n)
		all.Go(func() {
			_, err := app.Person().Slash(t.Context(), name)
			if want := fmt.Sprintf("its log says: interaction failed: %s fails in app %d", name, n%2); err == nil || !strings.HasSuffix(err.Error(), want) {
				t.Errorf("%v, want %q at its end", err, want)
			}
			err = app.Discord.SendEvent(t.Context(), "", "PARTY", n)
			if want := fmt.Sprintf("its log says: webhook event failed: app %d fails at %d", n%2, n); err == nil || !strings.HasSuffix(err.Error(), want) {
				t.Errorf("%v, want %q at its end", err, want)
			}
		})
	}
}

// If work fails, the failure says that this is why a deferred answer never comes.
func TestReasonOfFailedWork(t *testing.T) {
	r := &recorder{T: t}
	app := discordtest.New(r)
	serveCommand(t, app, func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		core.After(ctx, func(context.Context, *rest.Interaction) error { return errors.New("the lamp is out") })
		return discord.DeferredMessage{}, nil
	})
	if got := r.failure(t, func() { app.Wait(app.Slash("later")) }); !strings.HasSuffix(got, "its log says: work failed: the lamp is out") {
		t.Error(got)
	}
}

// The line about dropped work repeats the listener's error. The test's failure shows it once.
func TestReasonIsToldOnce(t *testing.T) {
	r := &recorder{T: t}
	app := discordtest.New(r)
	serveCommand(t, app, func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
		core.After(ctx, func(context.Context, *rest.Interaction) error { return nil })
		return nil, errors.New("the lamp is out")
	})
	if got := r.failure(t, func() { app.Slash("lamp") }); strings.Count(got, "the lamp is out") != 1 {
		t.Error(got)
	}
}

func TestOtherLogger(t *testing.T) {
	var written bytes.Buffer
	r := &recorder{T: t}
	app := discordtest.New(r)
	o := app.Options()
	o.Logger = slog.New(slog.NewTextHandler(&written, nil))
	app.Serve(failingServer(t, o))
	if got := r.failure(t, func() { app.Slash("error") }); !strings.HasSuffix(got, "look into the endpoint's log") {
		t.Error(got)
	}
	if !strings.Contains(written.String(), "no such firefly") {
		t.Errorf("the other logger has %q", written.String())
	}
}

// Lines still go to slog's default logger, even if a bot has made the default from the logger that
// it was given.
func TestLoggerPassesOn(t *testing.T) {
	before, to := slog.Default(), log.Writer()
	defer func() {
		slog.SetDefault(before)
		log.SetOutput(to) // SetDefault leads package log to slog, and slog's first default writes with package log
	}()
	var written bytes.Buffer
	text := slog.NewTextHandler(&written, nil)
	for name, test := range map[string]struct {
		made func(given *slog.Logger) (standard, server *slog.Logger)
		want string
	}{
		"as it is": {func(given *slog.Logger) (standard, server *slog.Logger) { return slog.New(text), given }, "level=ERROR msg=\"interaction failed\""},
		"with attributes": {func(given *slog.Logger) (standard, server *slog.Logger) {
			return slog.New(text), given.With("bot", "lamp")
		}, "bot=lamp"},
		"with a group": {func(given *slog.Logger) (standard, server *slog.Logger) {
			return slog.New(text), given.WithGroup("bot")
		},
			"bot.error=\"no such firefly\""},
		"the default itself": {func(given *slog.Logger) (standard, server *slog.Logger) { return given, given }, ""},
		"around the default": {func(given *slog.Logger) (standard, server *slog.Logger) {
			around := slog.New(tee{text, given.Handler()})
			return around, around
		}, "no such firefly"},
	} {
		t.Run(name, func(t *testing.T) {
			written.Reset()
			r := &recorder{T: t}
			app := discordtest.New(struct{ discordtest.T }{r}) // a T without Output
			o := app.Options()
			standard, server := test.made(o.Logger)
			slog.SetDefault(standard)
			o.Logger = server
			app.Serve(failingServer(t, o))
			if got := r.failure(t, func() { app.Slash("error") }); !strings.HasSuffix(got, "its log says: interaction failed: no such firefly") {
				t.Error(got)
			}
			if !strings.Contains(written.String(), test.want) {
				t.Errorf("the default has %q, want %q in it", written.String(), test.want)
			}
			server.Debug("a detail")
			if strings.Contains(written.String(), "a detail") {
				t.Error("a line below the default's level is written")
			}
		})
	}
}

// tee is a handler that passes lines to two handlers.
type tee struct{ one, other slog.Handler }

func (t tee) Enabled(ctx context.Context, level slog.Level) bool {
	return t.one.Enabled(ctx, level) || t.other.Enabled(ctx, level)
}

func (t tee) Handle(ctx context.Context, r slog.Record) error {
	var problems []error
	for _, h := range []slog.Handler{t.one, t.other} {
		if h.Enabled(ctx, r.Level) {
			problems = append(problems, h.Handle(ctx, r))
		}
	}
	return errors.Join(problems...)
}

func (t tee) WithAttrs(attrs []slog.Attr) slog.Handler {
	return tee{t.one.WithAttrs(attrs), t.other.WithAttrs(attrs)}
}

func (t tee) WithGroup(name string) slog.Handler {
	return tee{t.one.WithGroup(name), t.other.WithGroup(name)}
}

// printing is a T that keeps its output.
type printing struct {
	*recorder
	out bytes.Buffer
}

func (p *printing) Output() io.Writer { return &p.out }

// Like the lines of t.Log, an app's lines are part of its test's output. No line panics once the
// test has ended.
func TestLinesAreTheTests(t *testing.T) {
	var p printing
	var logger *slog.Logger
	t.Run("test", func(t *testing.T) {
		p.recorder = &recorder{T: t}
		app := discordtest.New(&p)
		o := app.Options()
		logger = o.Logger
		app.Serve(failingServer(t, o))
		p.failure(t, func() { app.Slash("error") })
	})
	want := `level=ERROR msg="interaction failed" error="no such firefly"`
	if got := p.out.String(); !strings.HasPrefix(got, want) {
		t.Errorf("the test's output is %q, want %q at its beginning", got, want)
	}
	before := p.out.Len()
	logger.Info("after the end")
	if p.out.Len() != before {
		t.Error("a line after the end of the test goes to the test")
	}
}

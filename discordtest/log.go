package discordtest

import (
	"context"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/hotaru-go/hotaru/discord"
)

// errorLog keeps the errors that the servers of [App.Options] log. It keeps them by subject: an
// interaction's ID, a webhook event as it was sent, or the name of an event. The response does not
// say why a listener failed, but a test should.
type errorLog struct {
	mu    sync.Mutex
	lines map[any][]string
	// next gets every line. If it is nil, the lines go to slog's current default.
	next slog.Handler
}

func (l *errorLog) handler() slog.Handler {
	if l.next != nil {
		return l.next
	}
	return slog.Default().Handler()
}

// subjectKey is the key of a request's subject in its context, for lines that do not name the
// subject.
type subjectKey struct{}

// add keeps a line, unless a kept line is about the same error. The line about dropped work, for
// example, repeats the listener's error.
func (l *errorLog) add(subject any, line, failure string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if failure != "" && slices.ContainsFunc(l.lines[subject], func(kept string) bool { return strings.Contains(kept, failure) }) {
		return
	}
	if l.lines == nil {
		l.lines = map[any][]string{}
	}
	l.lines[subject] = append(l.lines[subject], line)
}

// of returns the kept lines about a subject, in one line. It is empty if there are none.
func (l *errorLog) of(subject any) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines[subject], "; ")
}

func (l *errorLog) forget(subject any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.lines, subject)
}

// logHandler keeps errors and passes every line on. It passes lines to the test's output, or to
// slog's current default logger, as a server without its own logger does.
type logHandler struct {
	log *errorLog
	// with applies the calls of With and WithGroup.
	with func(slog.Handler) slog.Handler
}

func newLogger(l *errorLog) *slog.Logger {
	return slog.New(&logHandler{l, func(next slog.Handler) slog.Handler { return next }})
}

// passedKey marks the context of a line that is on its way to slog's default. A bot may have made
// this handler, or a handler that wraps it, the default. Without the mark, the line would then go
// round forever.
type passedKey struct{}

func (h *logHandler) Enabled(ctx context.Context, level slog.Level) bool {
	if level >= slog.LevelError {
		return true
	}
	return ctx.Value(passedKey{}) == nil && h.log.handler().Enabled(context.WithValue(ctx, passedKey{}, true), level)
}

func (h *logHandler) Handle(ctx context.Context, r slog.Record) error {
	if ctx.Value(passedKey{}) != nil {
		return nil
	}
	if r.Level >= slog.LevelError {
		h.keep(ctx, r)
	}
	ctx = context.WithValue(ctx, passedKey{}, true)
	if next := h.with(h.log.handler()); next.Enabled(ctx, r.Level) {
		return next.Handle(ctx, r)
	}
	return nil
}

func (h *logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &logHandler{h.log, func(next slog.Handler) slog.Handler { return h.with(next).WithAttrs(attrs) }}
}

func (h *logHandler) WithGroup(name string) slog.Handler {
	return &logHandler{h.log, func(next slog.Handler) slog.Handler { return h.with(next).WithGroup(name) }}
}

// keep keeps a line in the form in which a test reports it: the message, the error, and the place
// if the error is a panic.
func (h *logHandler) keep(ctx context.Context, r slog.Record) {
	subject := ctx.Value(subjectKey{})
	line, failure := r.Message, ""
	var stack string
	r.Attrs(func(a slog.Attr) bool {
		switch text := a.Value.String(); a.Key {
		case "interaction_id":
			subject, _ = discord.ParseSnowflake(text)
		case "event":
			if subject == nil {
				subject = discord.EventName(text)
			}
		case "error":
			failure = text
		case "stack":
			stack = text
		}
		return true
	})
	if subject == nil {
		return
	}
	if failure != "" {
		line += ": " + failure
	}
	h.log.add(subject, line+panickedAt(stack), failure)
}

// frame is a function of a stack and its position in its file.
var frame = regexp.MustCompile(`(?m)^(\S.*)\(.*\)\n\t(\S+:\d+)`)

// panickedAt returns the place of a panic from its stack. The place is the function that panicked
// and its callers up to core, four at most.
func panickedAt(stack string) string {
	_, stack, found := strings.Cut(stack, "\npanic(")
	if !found {
		return ""
	}
	var at []string
	for _, f := range frame.FindAllStringSubmatch(stack, -1) {
		switch function := f[1]; {
		case function == "panic", strings.HasPrefix(function, "runtime."): // how a fault becomes a panic
			continue
		case strings.Contains(function, "hotaru/core."), len(at) == 4:
			return joinFrames(at)
		}
		at = append(at, f[1]+" ("+f[2]+")")
	}
	return joinFrames(at)
}

func joinFrames(at []string) string {
	if len(at) == 0 {
		return ""
	}
	return ", at " + strings.Join(at, ", called by ")
}

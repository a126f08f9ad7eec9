package playground

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// logLine is a line of the bot's log.
type logLine struct {
	Level string `json:"level"`
	Text  string `json:"text"`
}

// maxLog is how many lines are kept beside an exchange.
const maxLog = 200

// noInteraction is how old the newest interaction may be for a line that names no interaction to
// belong to it.
const noInteraction = 5 * time.Second

// LogHandler returns a handler that shows each record beside the interaction that caused it, and
// passes it on to inner. Use it for the logger of a bot in this process. A record belongs to the
// interaction in its interaction_id attribute, which hotaru's own records have. A record without
// the attribute belongs to the newest interaction of the last 5 seconds, or else gets its own
// entry.
func (p *Playground) LogHandler(inner slog.Handler) slog.Handler {
	return &logHandler{p: p, inner: inner}
}

// Output returns a writer that shows each line beside the interaction that caused it. Give it the
// standard error of a bot that runs as a process. It is safe for concurrent use, and never fails.
func (p *Playground) Output() io.Writer { return &output{p: p} }

var interactionID = regexp.MustCompile(`interaction_id"?[=:]"?([0-9]{5,20})`)

// logged adds a line to its interaction, or as its own entry.
func (p *Playground) logged(line logLine) {
	var id discord.Snowflake
	if found := interactionID.FindStringSubmatch(line.Text); found != nil {
		id, _ = discord.ParseSnowflake(found[1])
	} else {
		id = p.history.newest(time.Now().Add(-noInteraction))
	}
	known := p.history.change(id, func(x *exchange) {
		if len(x.Logs) < maxLog {
			x.Logs = append(x.Logs, line)
		}
	})
	if !known {
		x := &exchange{ID: p.discord.API.NewID(), Kind: "call", Name: "Log", At: time.Now(), Calls: []call{}, Logs: []logLine{line}}
		p.history.add(x)
	}
}

type logHandler struct {
	p     *Playground
	inner slog.Handler
	// attrs and group are the text of WithAttrs and WithGroup.
	attrs, group string
}

func (h *logHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelInfo || h.inner.Enabled(ctx, level)
}

func (h *logHandler) Handle(ctx context.Context, r slog.Record) error {
	var b strings.Builder
	b.WriteString(r.Message + h.attrs)
	r.Attrs(func(a slog.Attr) bool {
		fmt.Fprintf(&b, " %s%s=%v", h.group, a.Key, a.Value.Resolve())
		return true
	})
	h.p.logged(logLine{r.Level.String(), b.String()})
	if !h.inner.Enabled(ctx, r.Level) {
		return nil
	}
	return h.inner.Handle(ctx, r)
}

func (h *logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	with := *h
	with.inner = h.inner.WithAttrs(attrs)
	for _, a := range attrs {
		with.attrs += fmt.Sprintf(" %s%s=%v", h.group, a.Key, a.Value.Resolve())
	}
	return &with
}

func (h *logHandler) WithGroup(name string) slog.Handler {
	with := *h
	with.inner, with.group = h.inner.WithGroup(name), h.group+name+"."
	return &with
}

// output is a writer that splits its input into lines.
type output struct {
	p    *Playground
	mu   sync.Mutex
	rest []byte
}

// maxLine is the longest line kept, in bytes.
const maxLine = 16 << 10

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.rest = append(o.rest, b...)
	for {
		line, rest, found := bytes.Cut(o.rest, []byte("\n"))
		if !found && len(o.rest) < maxLine {
			return len(b), nil
		}
		if text := strings.TrimSpace(string(line)); text != "" {
			o.p.logged(logLine{levelOf(text), text})
		}
		o.rest = bytes.Clone(rest)
	}
}

var levelWord = regexp.MustCompile(`(?i)\b(debug|info|warn|error)`)

// levelOf returns the level that a line names, or an empty text.
func levelOf(text string) string { return strings.ToUpper(levelWord.FindString(text)) }

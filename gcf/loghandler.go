package gcf

import (
	"context"
	"io"
	"log/slog"
	"slices"
)

// LogHandler writes each record to w as one line of JSON, in the structure that Cloud Logging reads
// from a function's standard output or error:
//
//   - severity: DEBUG, INFO, WARNING or ERROR by slog's four levels, NOTICE for a level between Info and Warn, CRITICAL
//     from [slog.LevelError]+4 on;
//   - message, time, and one field for each of the record's attributes, with groups as objects;
//   - logging.googleapis.com/trace, spanId and trace_sampled of the request, if the context belongs to a request that
//     this package serves: the listener's context, or that of work after the answer. Cloud Logging then shows the line
//     under its request.
//
// The trace names the project. The project comes from GOOGLE_CLOUD_PROJECT, or else from the
// metadata server, which is asked once, at the first line that needs it. If both are missing, the
// trace has no project and no link.
//
// Records below [slog.LevelInfo] are dropped. Each record is one call of w.Write. The handler is
// safe for concurrent use. On Google Cloud (K_SERVICE is set) a LogHandler that writes to standard
// error is slog's default from the start, unless the default was changed before.
//
// See https://cloud.google.com/logging/docs/structured-logging#structured_logging_special_fields.
func LogHandler(w io.Writer) slog.Handler {
	return &logHandler{
		json:    slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: cloudNames}),
		project: projectID,
	}
}

// logHandler keeps open groups out of the JSON handler, because that would put the trace inside
// them.
type logHandler struct {
	json    slog.Handler
	open    []group
	project func() string
}

type group struct {
	name  string
	attrs []slog.Attr
}

func (h *logHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.json.Enabled(ctx, level)
}

func (h *logHandler) Handle(ctx context.Context, r slog.Record) error {
	traced, ok := ctx.Value(traceKey{}).(trace)
	if !ok && len(h.open) == 0 {
		return h.json.Handle(ctx, r)
	}
	var attrs []slog.Attr
	r.Attrs(func(a slog.Attr) bool {
		attrs = append(attrs, a)
		return true
	})
	for _, g := range slices.Backward(h.open) {
		attrs = []slog.Attr{{Key: g.name, Value: slog.GroupValue(slices.Concat(g.attrs, attrs)...)}}
	}
	flat := slog.NewRecord(r.Time, r.Level, r.Message, r.PC)
	flat.AddAttrs(attrs...)
	if ok {
		flat.AddAttrs(traced.attrs(h.project())...)
	}
	return h.json.Handle(ctx, flat)
}

func (h *logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	if len(attrs) == 0 {
		return h
	}
	with := *h
	if len(h.open) == 0 {
		with.json = h.json.WithAttrs(attrs)
		return &with
	}
	with.open = slices.Clone(h.open)
	last := &with.open[len(with.open)-1]
	last.attrs = slices.Concat(last.attrs, attrs)
	return &with
}

func (h *logHandler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	with := *h
	with.open = append(slices.Clone(h.open), group{name: name})
	return &with
}

// cloudNames gives slog's own fields the names that Cloud Logging looks for.
func cloudNames(groups []string, a slog.Attr) slog.Attr {
	if len(groups) > 0 {
		return a
	}
	switch a.Key {
	case slog.LevelKey:
		if level, ok := a.Value.Any().(slog.Level); ok {
			return slog.String("severity", severity(level))
		}
	case slog.MessageKey:
		a.Key = "message"
	}
	return a
}

// severity returns a level's name in Cloud Logging.
//
// See https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity.
func severity(level slog.Level) string {
	switch {
	case level < slog.LevelInfo:
		return "DEBUG"
	case level == slog.LevelInfo:
		return "INFO"
	case level < slog.LevelWarn:
		return "NOTICE"
	case level < slog.LevelError:
		return "WARNING"
	case level < slog.LevelError+4:
		return "ERROR"
	}
	return "CRITICAL"
}

package lambda

import (
	"context"
	"io"
	"log/slog"

	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/hotaru-go/hotaru/internal/pasted"
)

// LogHandler adds two attributes to every record that is logged with the context of an invocation,
// which listeners, middleware and work have. requestId is Lambda's ID of the invocation, under the
// same name as in Lambda's own log lines. cold_start is true in the first invocation of a process.
// In a logger with a group, they are inside the group.
//
// [Start] and [Main] set a default logger of slog with such a handler, unless the program has set
// one before. Wrap the handler of your own logger in LogHandler.
func LogHandler(inner slog.Handler) slog.Handler { return &logHandler{inner} }

type logHandler struct{ slog.Handler }

func (h *logHandler) Handle(ctx context.Context, record slog.Record) error {
	if i, ok := ctx.Value(invocationKey{}).(*invocation); ok {
		record = record.Clone()
		if !hasRequestID(&record) {
			record.AddAttrs(slog.String("requestId", i.requestID()))
		}
		record.AddAttrs(slog.Bool("cold_start", i.cold))
	}
	return h.Handler.Handle(ctx, record)
}

// hasRequestID reports whether a record has the invocation's ID already, as the lines of package
// core do.
func hasRequestID(record *slog.Record) (found bool) {
	record.Attrs(func(a slog.Attr) bool {
		found = a.Key == "requestId"
		return !found
	})
	return found
}

func (h *logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &logHandler{h.Handler.WithAttrs(attrs)}
}

func (h *logHandler) WithGroup(name string) slog.Handler {
	return &logHandler{h.Handler.WithGroup(name)}
}

// newLogHandler writes JSON with the keys that Lambda filters by: timestamp, level and message. The
// level is the function's log level, INFO unless set.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html.
func newLogHandler(to io.Writer) slog.Handler {
	var level slog.Level
	switch text := pasted.Or("", "AWS_LAMBDA_LOG_LEVEL"); text {
	case "TRACE":
		level = slog.LevelDebug - 4
	case "FATAL":
		level = slog.LevelError + 4
	default:
		if level.UnmarshalText([]byte(text)) != nil {
			level = slog.LevelInfo
		}
	}
	return LogHandler(slog.NewJSONHandler(to, &slog.HandlerOptions{Level: level, ReplaceAttr: lambdacontext.ReplaceAttr}))
}

// untouched is slog's default logger at the start of the process. Start compares the current
// default with it to see whether the program set its own.
var untouched = slog.Default()

func setDefaultLogger(to io.Writer) {
	if slog.Default() == untouched {
		slog.SetDefault(slog.New(newLogHandler(to)))
	}
}

package gcf

import (
	"context"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
)

type traceKey struct{}

// trace is the trace that a request's header names. The zero value means no trace.
type trace struct {
	id      string // 32 hex digits
	span    string // 16 hex digits, or empty
	sampled bool
}

// withTrace gives a request's context the trace that Google's front end put into its header.
//
// See https://cloud.google.com/trace/docs/trace-context.
func withTrace(ctx context.Context, header http.Header) context.Context {
	t, ok := cloudTrace(header.Get("X-Cloud-Trace-Context"))
	if !ok {
		t, ok = traceParent(header.Get("Traceparent"))
	}
	if !ok {
		return ctx
	}
	return context.WithValue(ctx, traceKey{}, t)
}

// cloudTrace reads TRACE_ID/SPAN_ID;o=OPTIONS. The span is a decimal number. Everything except the
// trace may be absent.
func cloudTrace(value string) (trace, bool) {
	value, options, _ := strings.Cut(value, ";")
	id, span, _ := strings.Cut(value, "/")
	if !isHex(id, 16) {
		return trace{}, false
	}
	t := trace{id: id, sampled: options == "o=1"}
	if number, err := strconv.ParseUint(span, 10, 64); err == nil && number != 0 {
		t.span = fmt.Sprintf("%016x", number)
	}
	return t, true
}

// traceParent reads version-trace-span-flags.
//
// See https://www.w3.org/TR/trace-context/#traceparent-header.
func traceParent(value string) (trace, bool) {
	fields := strings.Split(value, "-")
	if len(fields) < 4 || !isHex(fields[0], 1) || !isHex(fields[1], 16) || !isHex(fields[2], 8) || !isHex(fields[3], 1) {
		return trace{}, false
	}
	flags, _ := hex.DecodeString(fields[3])
	return trace{id: fields[1], span: fields[2], sampled: flags[0]&1 == 1}, true
}

// isHex reports whether a text is size bytes in hex digits. It keeps arbitrary text from a client
// out of the log.
func isHex(text string, size int) bool {
	_, err := hex.DecodeString(text)
	return err == nil && len(text) == hex.EncodedLen(size)
}

func (t trace) attrs(project string) []slog.Attr {
	name := t.id
	if project != "" {
		name = "projects/" + project + "/traces/" + t.id
	}
	attrs := []slog.Attr{slog.String("logging.googleapis.com/trace", name)}
	if t.span != "" {
		attrs = append(attrs, slog.String("logging.googleapis.com/spanId", t.span))
	}
	return append(attrs, slog.Bool("logging.googleapis.com/trace_sampled", t.sampled))
}

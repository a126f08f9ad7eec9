package gcf

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"reflect"
	"testing"
	"testing/slogtest"
	"time"
)

// lines decodes what was logged, one object a line.
func lines(t *testing.T, logged []byte) (all []map[string]any) {
	t.Helper()
	for line := range bytes.Lines(logged) {
		var one map[string]any
		if err := json.Unmarshal(line, &one); err != nil {
			t.Fatalf("a line is not JSON: %v\n%s", err, line)
		}
		all = append(all, one)
	}
	return all
}

func TestLogHandlerIsAHandler(t *testing.T) {
	var out bytes.Buffer
	slogtest.Run(t, func(*testing.T) slog.Handler {
		out.Reset()
		return LogHandler(&out)
	}, func(t *testing.T) map[string]any {
		line := lines(t, out.Bytes())[0]
		for slogs, clouds := range map[string]string{slog.LevelKey: "severity", slog.MessageKey: "message"} {
			if value, ok := line[clouds]; ok {
				line[slogs] = value
				delete(line, clouds)
			}
		}
		return line
	})
}

func TestSeverities(t *testing.T) {
	tests := []struct {
		level slog.Level
		want  string
	}{
		{slog.LevelDebug, "DEBUG"}, {slog.LevelInfo - 1, "DEBUG"}, {slog.LevelInfo, "INFO"}, {slog.LevelInfo + 2, "NOTICE"},
		{slog.LevelWarn, "WARNING"}, {slog.LevelError, "ERROR"}, {slog.LevelError + 4, "CRITICAL"},
	}
	for _, test := range tests {
		if got := severity(test.level); got != test.want {
			t.Errorf("%v is %q, want %q", test.level, got, test.want)
		}
	}
}

func TestLogLine(t *testing.T) {
	var out bytes.Buffer
	handler := LogHandler(&out).(*logHandler)
	handler.project = func() string { return "fireflies" }
	ctx := withTrace(t.Context(), http.Header{"X-Cloud-Trace-Context": {"105445aa7843bc8bf206b12000100000/74;o=1"}})
	logger := slog.New(handler)
	logger.ErrorContext(ctx, "work failed", "interaction_id", "846462639134605312", "level", "mine")
	logger.With("a", 1).WithGroup("g").With("b", 2).WithGroup("empty").WarnContext(ctx, "grouped")
	logger.Debug("left out")
	logger.Info("no trace")

	got := lines(t, out.Bytes())
	trace := map[string]any{
		"logging.googleapis.com/trace":         "projects/fireflies/traces/105445aa7843bc8bf206b12000100000",
		"logging.googleapis.com/spanId":        "000000000000004a",
		"logging.googleapis.com/trace_sampled": true,
	}
	want := []map[string]any{
		{"severity": "ERROR", "message": "work failed", "interaction_id": "846462639134605312", "level": "mine"},
		{"severity": "WARNING", "message": "grouped", "a": 1.0, "g": map[string]any{"b": 2.0}},
		{"severity": "INFO", "message": "no trace"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d:\n%s", len(got), len(want), &out)
	}
	for n, line := range got {
		if at, err := time.Parse(time.RFC3339Nano, line["time"].(string)); err != nil || time.Since(at) > time.Minute {
			t.Errorf("line %d has time %v", n, line["time"])
		}
		delete(line, "time")
		if n < 2 {
			for key, value := range trace {
				want[n][key] = value
			}
		}
		if !reflect.DeepEqual(line, want[n]) {
			t.Errorf("line %d is\n%v, want\n%v", n, line, want[n])
		}
	}
}

func TestTraceHeaders(t *testing.T) {
	const id, span = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
	tests := []struct {
		name   string
		header http.Header
		want   trace
	}{
		{"none", http.Header{}, trace{}},
		{"all of it", http.Header{"X-Cloud-Trace-Context": {id + "/74;o=1"}}, trace{id, "000000000000004a", true}},
		{"not sampled", http.Header{"X-Cloud-Trace-Context": {id + "/74;o=0"}}, trace{id, "000000000000004a", false}},
		{"no span", http.Header{"X-Cloud-Trace-Context": {id}}, trace{id: id}},
		{"span of no number", http.Header{"X-Cloud-Trace-Context": {id + "/x;o=1"}}, trace{id: id, sampled: true}},
		{"span 0", http.Header{"X-Cloud-Trace-Context": {id + "/0"}}, trace{id: id}},
		{"no trace", http.Header{"X-Cloud-Trace-Context": {"/74;o=1"}}, trace{}},
		{"short trace", http.Header{"X-Cloud-Trace-Context": {"105445aa7843bc8bf206b120001000/1;o=1"}}, trace{}},
		{"forged", http.Header{"X-Cloud-Trace-Context": {`"},{"severity":"EMERGENCY`}}, trace{}},
		{"traceparent", http.Header{"Traceparent": {"00-" + id + "-" + span + "-01"}}, trace{id, span, true}},
		{"traceparent of a later version", http.Header{"Traceparent": {"01-" + id + "-" + span + "-00-more"}}, trace{id, span, false}},
		{"traceparent cut short", http.Header{"Traceparent": {"00-" + id + "-" + span}}, trace{}},
		{"traceparent of other characters", http.Header{"Traceparent": {"00-" + id + "-zzf067aa0ba902b7-01"}}, trace{}},
		{"both", http.Header{"X-Cloud-Trace-Context": {id}, "Traceparent": {"00-00000000000000000000000000000001-" + span + "-01"}}, trace{id: id}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, _ := withTrace(context.Background(), test.header).Value(traceKey{}).(trace)
			if got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

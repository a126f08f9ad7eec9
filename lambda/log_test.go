package lambda

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"testing"

	"github.com/aws/aws-lambda-go/lambdacontext"
)

func TestLogHandler(t *testing.T) {
	ctx := lambdacontext.NewContext(t.Context(), &lambdacontext.LambdaContext{AwsRequestID: "the-request"})
	tests := []struct {
		name   string
		ctx    context.Context
		logger func(*slog.Logger) *slog.Logger
		want   map[string]any
	}{
		{"cold", &invocation{ctx, true}, nil, map[string]any{"requestId": "the-request", "cold_start": true, "a": 1.0}},
		{"warm", &invocation{ctx, false}, nil, map[string]any{"requestId": "the-request", "cold_start": false, "a": 1.0}},
		{"no invocation", t.Context(), nil, map[string]any{"a": 1.0}},
		{"invocation without the library's context", &invocation{t.Context(), true}, nil, map[string]any{"requestId": "", "cold_start": true, "a": 1.0}},
		{"a context made from it", context.WithValue(&invocation{ctx, true}, invocationKey{}, &invocation{ctx, true}),
			func(l *slog.Logger) *slog.Logger { return l.With("b", 2) },
			map[string]any{"requestId": "the-request", "cold_start": true, "a": 1.0, "b": 2.0}},
		{"a group", &invocation{ctx, true}, func(l *slog.Logger) *slog.Logger { return l.WithGroup("g") },
			map[string]any{"g": map[string]any{"requestId": "the-request", "cold_start": true, "a": 1.0}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			logger := slog.New(LogHandler(slog.NewJSONHandler(&out, nil)))
			if test.logger != nil {
				logger = test.logger(logger)
			}
			logger.InfoContext(test.ctx, "m", "a", 1)
			var got map[string]any
			if err := json.Unmarshal(out.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			delete(got, "time")
			delete(got, "level")
			delete(got, "msg")
			gotText, _ := json.Marshal(got)
			wantText, _ := json.Marshal(test.want)
			if !bytes.Equal(gotText, wantText) {
				t.Errorf("%s, want %s", gotText, wantText)
			}
		})
	}
}

func TestDefaultLoggerOfTheProgramIsLeftAlone(t *testing.T) {
	t.Cleanup(func() { slog.SetDefault(untouched) })
	var mine, ours bytes.Buffer
	slog.SetDefault(slog.New(slog.NewTextHandler(&mine, nil)))
	setDefaultLogger(&ours)
	slog.Info("x")
	if mine.Len() == 0 || ours.Len() != 0 {
		t.Errorf("the program's logger got %q, Start's %q", mine.String(), ours.String())
	}
}

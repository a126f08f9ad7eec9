package vectors

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/hotaru-go/hotaru/core"
)

// WantLog is the line that a request must leave in the server's log. The zero value means no line.
//
// Each request also leaves one line at DEBUG, which the table does not list.
type WantLog struct {
	Level   string `json:"level"`
	Message string `json:"message"`
	// These are the line's attributes. An empty one must be missing.
	InteractionID string `json:"interaction_id"`
	Type          string `json:"type"`
	Route         string `json:"route"`
	Event         string `json:"event"`
}

// logLine is one line of a server's log.
type logLine map[string]any

func (l logLine) text(key string) string {
	if value, ok := l[key]; ok {
		return fmt.Sprint(value)
	}
	return ""
}

// LoggingServer is like Server, but the server logs to w. It writes one line of JSON for each
// record of level DEBUG and above.
func LoggingServer(t testing.TB, kind Kind, w io.Writer) *core.Server {
	t.Helper()
	return newServer(t, kind, slog.NewJSONHandler(w, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// Logged reports whether a text from a [LoggingServer] holds the line that ends each request.
func Logged(text []byte) bool {
	return bytes.Contains(text, []byte(`"msg":"request"`)) && bytes.HasSuffix(text, []byte("\n"))
}

// CheckLog compares what a [LoggingServer] logged during the vector's request with what it must
// log: the vector's line, if it has one, and then the request's line at DEBUG. It skips lines from
// other sources, which are not JSON.
func (v *Vector) CheckLog(t testing.TB, transport string, text []byte) {
	t.Helper()
	var before []logLine
	lines := parseLines(text)
	for len(lines) > 0 && lines[0].text("msg") != "request" {
		before, lines = append(before, lines[0]), lines[1:]
	}
	if len(lines) == 0 {
		t.Errorf("the log has no line of the request:\n%s", clip(text))
		return
	}
	v.checkRequest(t, lines[0])
	// A Handler of package lambda drops work after an answer if it is called through Invoke, and
	// logs that.
	if len(lines) > 1 && transport != Lambda {
		t.Errorf("the log goes on after the line of the request:\n%s", clip(text))
	}
	switch {
	case v.WantLog == (WantLog{}) && len(before) == 0:
	case len(before) != 1:
		t.Errorf("the log has %d lines before the request's, want %+v:\n%s", len(before), v.WantLog, clip(text))
	default:
		v.WantLog.check(t, before[0])
	}
}

func (w *WantLog) check(t testing.TB, got logLine) {
	t.Helper()
	for key, want := range map[string]string{
		"level": w.Level, "msg": w.Message,
		"interaction_id": w.InteractionID, "type": w.Type, "route": w.Route, "event": w.Event,
	} {
		if got.text(key) != want {
			t.Errorf("logged %s %q, want %q, in %v", key, got.text(key), want, got)
		}
	}
}

// checkRequest checks the line that each request leaves.
func (v *Vector) checkRequest(t testing.TB, got logLine) {
	t.Helper()
	if got.text("level") != "DEBUG" || got.text("status") != strconv.Itoa(v.Want.Status) {
		t.Errorf("the request's line is %v, want DEBUG and status %d", got, v.Want.Status)
	}
	if took, ok := got["milliseconds"].(float64); !ok || took < 0 {
		t.Errorf("the request's line tells no milliseconds: %v", got)
	}
	answered := v.Want.Status/100 == 2
	_, hasRoute := got["route"]
	if isPing := bytes.HasPrefix(v.Want.Body, []byte(`{"type": 1}`)); answered && v.Want.Status != 204 && !isPing && !hasRoute {
		t.Errorf("the request's line tells no route: %v", got)
	}
}

// parseLines parses log lines. It skips the lines about fetching the key, which come once for many
// requests.
func parseLines(text []byte) (lines []logLine) {
	for one := range bytes.Lines(text) {
		var l logLine
		dec := json.NewDecoder(bytes.NewReader(one))
		dec.UseNumber()
		if dec.Decode(&l) != nil || strings.HasPrefix(l.text("msg"), "public key") {
			continue
		}
		if took, ok := l["milliseconds"].(json.Number); ok {
			l["milliseconds"], _ = took.Float64()
		}
		lines = append(lines, l)
	}
	return lines
}

// logs holds what a server logged.
type logs struct {
	mu   sync.Mutex
	text bytes.Buffer
	// seen is how many bytes take has returned.
	seen int
}

func (l *logs) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

// take returns the text that was logged since the last call.
func (l *logs) take() []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := bytes.Clone(l.text.Bytes()[l.seen:])
	l.seen = l.text.Len()
	return text
}

// tokenMark begins every interaction token of the table. secretMark is part of every text that its
// people write.
const (
	tokenMark  = "aW50ZXJhY3Rpb246"
	secretMark = "glow-worm"
)

// check finds text that no log may contain.
func (l *logs) check(t testing.TB, table []Vector) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	forbidden := []string{tokenMark, secretMark, "a-bot-token"}
	for i := range table {
		if signature := table[i].Header(core.SignatureHeader); len(signature) > 2 {
			forbidden = append(forbidden, signature)
		}
	}
	for _, text := range forbidden {
		if bytes.Contains(l.text.Bytes(), []byte(text)) {
			t.Errorf("the log holds %q, which is a secret or what a person wrote", text)
		}
	}
}

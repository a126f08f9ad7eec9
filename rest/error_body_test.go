package rest

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func asIs(s string) string { return s }

func TestErrorBodies(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		want   string
		code   Code
	}{
		"array.json":        {400, "rest: GET /x: 400 Bad Request: Invalid Form Body (code 50035): activities[0].platform: BASE_TYPE_CHOICES; activities[0].type: BASE_TYPE_CHOICES", 50035},
		"object.json":       {400, "rest: GET /x: 400 Bad Request: Invalid Form Body (code 50035): access_token: BASE_TYPE_REQUIRED", 50035},
		"request.json":      {400, "rest: GET /x: 400 Bad Request: Invalid Form Body (code 50035): APPLICATION_COMMAND_TOO_LARGE", 50035},
		"commands.json":     {400, "rest: GET /x: 400 Bad Request: Invalid Form Body (code 50035): [2].options[1].name: BASE_TYPE_REQUIRED; [10].name: STRING_TYPE_REGEX; [10].name: BASE_TYPE_BAD_LENGTH", 50035},
		"ratelimit.json":    {429, "rest: GET /x: 429 Too Many Requests: You are being rate limited.; try again after 1m4.57s", 0},
		"global.json":       {429, "rest: GET /x: 429 Too Many Requests: You are being rate limited.; try again after 64.57s", 0},
		"unknown.json":      {404, "rest: GET /x: 404 Not Found: Unknown Webhook (code 10015)", 10015},
		"cloudflare.html":   {429, "rest: GET /x: 429 Too Many Requests", 0},
		"oauth.json":        {401, "rest: GET /x: 401 Unauthorized: invalid_client", 0},
		"wrong-types.json":  {400, "rest: GET /x: 400 Bad Request: a: X", 0},
		"code-as-text.json": {403, "rest: GET /x: 403 Forbidden: Missing Access (code 50001)", 50001},
	} {
		body, err := os.ReadFile(filepath.Join("testdata", "errors", name))
		if err != nil {
			t.Fatal(err)
		}
		e := errorReader{asIs}.read(c.status, http.Header{}, body)
		e.Method, e.Route = "GET", "/x"
		got := strings.Replace(e.Error(), "1m4.57s", "64.57s", 1)
		if got != strings.Replace(c.want, "1m4.57s", "64.57s", 1) || e.Code != c.code {
			t.Errorf("%s: %d %s\nwant %s", name, e.Code, got, c.want)
		}
		if global := name == "global.json"; e.Global != global {
			t.Errorf("%s: global %v", name, e.Global)
		}
	}
}

func TestRetryAfterValues(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"1": time.Second, "0.25": 250 * time.Millisecond, "0.0001": time.Millisecond, " 2 ": 2 * time.Second,
		"": 0, "-1": 0, "soon": 0, "NaN": 0, "Inf": 366 * 24 * time.Hour, "1e300": 366 * 24 * time.Hour,
	} {
		if got := retryAfter(http.Header{"Retry-After": {value}}); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
	at := time.Now().Add(90 * time.Second).UTC().Format(http.TimeFormat)
	if got := retryAfter(http.Header{"Retry-After": {at}}); got < 85*time.Second || got > 90*time.Second {
		t.Errorf("a date: %s", got)
	}
}

func FuzzErrorBody(f *testing.F) {
	seeds, err := filepath.Glob("testdata/errors/*")
	if err != nil || len(seeds) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range seeds {
		body, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, "1.5", 429)
	}
	f.Add([]byte(strings.Repeat(`{"errors":`, 2000)), "", 400)
	f.Add([]byte(`{"errors":`+strings.Repeat(`{"a":`, 100)+`1`+strings.Repeat(`}`, 101)), "NaN", 400)
	f.Fuzz(func(t *testing.T, body []byte, after string, status int) {
		hidden := errorReader{func(s string) string { return strings.ReplaceAll(s, "secret", "") }}
		e := hidden.read(status, http.Header{"Retry-After": {after}}, body)
		text := e.Error()
		if len(text) > 100<<10 || len(e.Fields) > maxFields || e.RetryAfter < 0 {
			t.Errorf("unbounded: %d bytes, %d fields, %s", len(text), len(e.Fields), e.RetryAfter)
		}
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\n\r\x00") {
			t.Errorf("not one line of text: %q", text)
		}
	})
}

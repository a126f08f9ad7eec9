package lambda

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

// shapes are the events of testdata/events: the event that each sender documents, without a request.
var shapes = []string{"function-url", "http-api", "http-api-1.0", "rest-api", "alb", "alb-multi-value"}

// eventOf makes a sender's event from a request.
func eventOf(t testing.TB, shape, method, path string, headers []vectors.Header, body []byte, inBase64 bool) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "events", shape+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var event map[string]any
	if err := json.Unmarshal(text, &event); err != nil {
		t.Fatal(err)
	}
	requestContext := event["requestContext"].(map[string]any)
	if event["version"] == "2.0" {
		event["rawPath"] = path
		http := requestContext["http"].(map[string]any)
		http["method"], http["path"] = method, path
	} else {
		event["path"], event["httpMethod"] = path, method
	}
	fillHeaders(event, headers)
	event["isBase64Encoded"] = inBase64
	event["body"] = string(body)
	if inBase64 {
		event["body"] = base64.StdEncoding.EncodeToString(body)
	} else if len(body) == 0 {
		event["body"] = nil
	}
	text, err = json.Marshal(event)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// fillHeaders writes headers as the sender does. Format 2.0 and the balancer use lower case. Format
// 2.0 joins repeated headers; elsewhere headers has the last value, and multiValueHeaders has all.
func fillHeaders(event map[string]any, headers []vectors.Header) {
	single, _ := event["headers"].(map[string]any)
	multiple, _ := event["multiValueHeaders"].(map[string]any)
	_, isREST := event["resource"]
	for _, h := range []map[string]any{single, multiple} {
		for name := range h {
			switch strings.ToLower(name) {
			case "content-type", "x-signature-ed25519", "x-signature-timestamp":
				delete(h, name)
			}
		}
	}
	for _, h := range headers {
		name := h.Name
		if !isREST {
			name = strings.ToLower(name)
		}
		if single != nil {
			if before, ok := single[name].(string); ok && (event["version"] == "2.0" || multiple == nil) {
				single[name] = before + "," + h.Value
			} else {
				single[name] = h.Value
			}
		}
		if multiple != nil {
			values, _ := multiple[name].([]any)
			multiple[name] = append(values, h.Value)
		}
	}
}

var threeHeaders = []vectors.Header{
	{Name: "Content-Type", Value: "application/json"},
	{Name: "X-Signature-Ed25519", Value: "abc"},
	{Name: "X-Signature-Timestamp", Value: "1700000000"},
}

func TestEventOfEachSender(t *testing.T) {
	bodies := map[string]string{
		"empty": "", "json": `{"type":1}`, "escapes": "{\"a\":\"\\u00e9\\n\\\"\"}\n", "umlauts": `{"a":"蛍 ü 🪲"}`,
		"html": "<&>\u2028", "long": strings.Repeat("glow ", 5000),
	}
	for _, shape := range shapes {
		for name, body := range bodies {
			for _, inBase64 := range []bool{false, true} {
				var event Event
				if err := event.decode(eventOf(t, shape, "POST", "/a/b", threeHeaders, []byte(body), inBase64)); err != nil {
					t.Fatalf("%s: %v", shape, err)
				}
				r := event.request(false)
				got, err := io.ReadAll(r.Body)
				if err != nil || string(got) != body || r.Length != int64(len(body)) {
					t.Errorf("%s, %s, base64 %t: body %q, length %d, %v", shape, name, inBase64, got, r.Length, err)
				}
				if r.Method != "POST" || r.Path != "/a/b" || r.ContentType != "application/json" ||
					r.Signature != "abc" || r.Timestamp != "1700000000" {
					t.Errorf("%s: %+v", shape, r)
				}
			}
		}
	}
}

func TestBinaryBodyIsExact(t *testing.T) {
	every := make([]byte, 0, 3*256)
	for i := range 256 {
		every = append(every, byte(i), 0, byte(255-i))
	}
	for cut := range 4 {
		body := every[:len(every)-cut]
		var event Event
		if err := event.decode(eventOf(t, "function-url", "POST", "/", threeHeaders, body, true)); err != nil {
			t.Fatal(err)
		}
		r := event.request(false)
		got, err := io.ReadAll(r.Body)
		if err != nil || string(got) != string(body) || r.Length != int64(len(body)) {
			t.Errorf("%d bytes: read %d, length %d, %v", len(body), len(got), r.Length, err)
		}
	}
}

func TestBrokenBase64(t *testing.T) {
	for _, body := range []string{"!", "ab", "abc=d", "====", "YQ==YQ==", "\u00e9"} {
		event := Event{body: []byte(body), base64: true}
		if got, err := io.ReadAll(event.request(false).Body); err == nil {
			t.Errorf("%q decodes to %q", body, got)
		}
	}
}

func TestHeaders(t *testing.T) {
	tests := []struct{ name, headers, signature string }{
		{"lower case", `{"x-signature-ed25519":"a"}`, "a"},
		{"capitals", `{"X-SIGNATURE-ED25519":"a"}`, "a"},
		{"two of different case", `{"X-Signature-Ed25519":"a","x-signature-ed25519":"b"}`, "a, b"},
		{"two of the same case", `{"x-signature-ed25519":"a","x-signature-ed25519":"b"}`, "a, b"},
		{"an empty one first", `{"x-signature-ed25519":"","X-signature-ed25519":"b"}`, ", b"},
		{"a list", `{"x-signature-ed25519":["a"]}`, "a"},
		{"a longer list", `{"x-signature-ed25519":["a","b"]}`, "a, b"},
		{"two are enough", `{"x-signature-ed25519":["a","b","c"],"X-signature-ed25519":"d"}`, "a, b"},
		{"an empty list", `{"x-signature-ed25519":[]}`, ""},
		{"null", `{"x-signature-ed25519":null}`, ""},
		{"a number", `{"x-signature-ed25519":7}`, ""},
		{"an object", `{"x-signature-ed25519":{"a":["b"]}}`, ""},
		{"others", `{"accept":"x","x-signature-ed2551":"y","x-signature-ed25519x":["z"]}`, ""},
		{"none", `{}`, ""},
		{"null for all", `null`, ""},
	}
	for _, test := range tests {
		for _, key := range []string{"headers", "multiValueHeaders"} {
			var event Event
			text := `{"httpMethod":"POST","requestContext":{"elb":{}},"` + key + `":` + test.headers + `}`
			if err := event.decode([]byte(text)); err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			if got := event.request(false).Signature; got != test.signature {
				t.Errorf("%s in %s: %q, want %q", test.name, key, got, test.signature)
			}
		}
	}
}

func TestMultiValueHeadersHoldWhatHeadersLose(t *testing.T) {
	twice := append(threeHeaders[:3:3], vectors.Header{Name: "X-Signature-Ed25519", Value: "other"})
	for _, shape := range shapes {
		var event Event
		if err := event.decode(eventOf(t, shape, "POST", "/", twice, []byte("{}"), false)); err != nil {
			t.Fatal(err)
		}
		if got := event.request(false).Signature; !strings.Contains(got, "abc") || !strings.Contains(got, "other") {
			t.Errorf("%s: signature %q, want both values", shape, got)
		}
	}
}

func TestOtherEventsAreNamed(t *testing.T) {
	files, err := filepath.Glob("testdata/other/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no events", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var event Event
		err = event.decode(text)
		var wrong *EventError
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v", file, err)
			continue
		}
		for _, want := range []string{"Function URL", "HTTP API", "REST API", "Application Load Balancer"} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q does not name %s", file, err, want)
			}
		}
		if strings.Contains(err.Error(), "secret-token-value") {
			t.Errorf("%s: the error quotes the event: %q", file, err)
		}
	}
}

func FuzzEvent(f *testing.F) {
	for _, pattern := range []string{"testdata/events/*.json", "testdata/other/*.json"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	handler, err := NewHandler(vectors.Server(f, vectors.Bare))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var event Event
		if err := event.decode(data); err != nil {
			var wrong *EventError
			if !errors.As(err, &wrong) {
				t.Fatalf("%v", err)
			}
			return
		}
		response, err := handler(t.Context(), event)
		if err != nil {
			t.Fatalf("%v", err)
		}
		defer response.Close()
		text, err := io.ReadAll(response)
		if err != nil {
			t.Fatal(err)
		}
		var envelope struct{ StatusCode int }
		if err := json.Unmarshal(text, &envelope); err != nil || envelope.StatusCode < 200 {
			t.Fatalf("%s: %v", text, err)
		}
	})
}

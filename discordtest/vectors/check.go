package vectors

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"reflect"
	"strconv"
	"testing"
)

// Want is the answer that a request must get.
type Want struct {
	Status int
	// ContentType is the header's whole value. For multipart/form-data it is only the media type.
	ContentType string
	// Headers are further headers: Allow and Retry-After. "*" matches any whole number of seconds
	// above zero.
	Headers map[string]string
	// Body is compared byte for byte, or as JSON if JSON is set.
	Body []byte
	JSON bool
	// Parts are the parts that a multipart body must have, in order.
	Parts []Part
}

// Part is one part of a multipart answer.
type Part struct {
	Name        string `json:"name"`
	Filename    string `json:"filename"`
	ContentType string `json:"type"`
	// JSON is compared as JSON. Text is compared byte for byte.
	JSON json.RawMessage `json:"json"`
	Text string          `json:"text"`
}

// Response is the answer of a transport.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
	// Log is what the server logged about the request if it runs in its own process, where [Run]
	// cannot see the log. It is nil otherwise.
	Log []byte
}

// writtenWant is a Want as it is written in the table. It has at most one of Text, JSON and Parts.
// If it has none, the body must be empty.
type writtenWant struct {
	Status  int               `json:"status"`
	Type    string            `json:"type"` // if empty, the Content-Type follows from the body
	Headers map[string]string `json:"headers"`
	Text    string            `json:"text"`
	JSON    json.RawMessage   `json:"json"`
	Parts   []Part            `json:"parts"`
}

func (w *writtenWant) parse() (Want, error) {
	out := Want{Status: w.Status, Headers: w.Headers, Parts: w.Parts}
	if http.StatusText(w.Status) == "" {
		return out, errors.New("want no status")
	}
	switch {
	case w.JSON != nil:
		out.ContentType, out.Body, out.JSON = "application/json", w.JSON, true
	case w.Text != "":
		out.ContentType, out.Body = "text/plain; charset=UTF-8", []byte(w.Text)
	case w.Parts != nil:
		out.ContentType = "multipart/form-data"
	}
	out.ContentType = or(w.Type, out.ContentType)
	return out, nil
}

// Check compares an answer with the one that the vector must get. The answer to a HEAD request may
// have no body.
func (v *Vector) Check(t testing.TB, got Response) {
	t.Helper()
	w := &v.Want
	if got.Status != w.Status {
		t.Errorf("status %d, want %d; body %q", got.Status, w.Status, clip(got.Body))
	}
	for _, name := range []string{"Allow", "Retry-After"} {
		checkHeader(t, name, got.Header.Get(name), w.Headers[name])
	}
	contentType := got.Header.Get("Content-Type")
	if w.Parts != nil {
		checkParts(t, w.Parts, contentType, got.Body)
		return
	}
	if contentType != w.ContentType {
		t.Errorf("Content-Type %q, want %q", contentType, w.ContentType)
	}
	switch {
	case v.Method == http.MethodHead && len(got.Body) == 0:
	case w.JSON:
		checkJSON(t, got.Body, w.Body)
	case !bytes.Equal(got.Body, w.Body):
		t.Errorf("body %q, want %q", clip(got.Body), w.Body)
	}
}

func checkHeader(t testing.TB, name, got, want string) {
	t.Helper()
	if want == "*" {
		if n, err := strconv.Atoi(got); err != nil || n < 1 {
			t.Errorf("%s %q, want a number of seconds", name, got)
		}
		return
	}
	if got != want {
		t.Errorf("%s %q, want %q", name, got, want)
	}
}

func checkJSON(t testing.TB, got, want []byte) {
	t.Helper()
	var g, w any
	if err := json.Unmarshal(want, &w); err != nil {
		t.Fatalf("the table's own JSON: %v", err)
	}
	if err := json.Unmarshal(got, &g); err != nil {
		t.Errorf("body is not JSON: %v: %q", err, clip(got))
		return
	}
	if !reflect.DeepEqual(g, w) {
		t.Errorf("body\n %s\nwant\n %s", clip(got), want)
	}
}

// checkParts reads to the end of the stream, so it fails if the stream is not terminated.
func checkParts(t testing.TB, want []Part, contentType string, body []byte) {
	t.Helper()
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil || media != "multipart/form-data" {
		t.Fatalf("Content-Type %q, want multipart/form-data", contentType)
	}
	form := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for _, w := range want {
		part, err := form.NextPart()
		if err != nil {
			t.Fatalf("part %q: %v", w.Name, err)
		}
		got, err := io.ReadAll(part)
		if err != nil {
			t.Fatalf("part %q: %v", w.Name, err)
		}
		if part.FormName() != w.Name || part.FileName() != w.Filename {
			t.Errorf("part %q, file %q; want %q, %q", part.FormName(), part.FileName(), w.Name, w.Filename)
		}
		if typ := part.Header.Get("Content-Type"); typ != w.ContentType {
			t.Errorf("part %q is %q, want %q", w.Name, typ, w.ContentType)
		}
		if w.JSON != nil {
			checkJSON(t, got, w.JSON)
		} else if string(got) != w.Text {
			t.Errorf("part %q holds %q, want %q", w.Name, clip(got), w.Text)
		}
	}
	if _, err := form.NextPart(); err != io.EOF {
		t.Errorf("after the last part: %v, want the end of the stream", err)
	}
}

// clip shortens a text for a failure message.
func clip(b []byte) []byte { return b[:min(len(b), 2000)] }

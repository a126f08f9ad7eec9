package core_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

// FuzzOnInteraction sends any bytes with any headers, and again with a valid signature. Nothing
// crashes, every status is in the table, and a request without a good signature is refused.
func FuzzOnInteraction(f *testing.F) {
	for _, v := range vectors.Load(f) {
		if len(v.Body) < 100<<10 { // The huge ones only slow it down.
			f.Add(v.Path, v.Header("Content-Type"), v.Header(core.SignatureHeader), v.Header(core.TimestampHeader), v.Body)
		}
	}
	server := vectors.Server(f, vectors.Bot)
	f.Fuzz(func(t *testing.T, path, contentType, signature, timestamp string, body []byte) {
		kept := bytes.Clone(body)
		good := vectors.Sign(timestamp, body)
		r := server.OnInteraction(t.Context(), body, signature, timestamp)
		check(t, &r, strings.EqualFold(signature, good))
		for _, with := range []string{signature, good} {
			r := server.Serve(t.Context(), &core.Request{
				Method: http.MethodPost, Path: path, ContentType: contentType,
				Signature: with, Timestamp: timestamp, Body: bytes.NewReader(body), Length: int64(len(body)),
			})
			check(t, &r, strings.EqualFold(with, good))
		}
		r = server.OnInteraction(t.Context(), body, good, timestamp)
		check(t, &r, true)
		r = server.OnEvent(t.Context(), body, good, timestamp)
		check(t, &r, true)
		if !bytes.Equal(body, kept) {
			t.Error("the body was changed")
		}
	})
}

// table maps each status that a request can get to its texts. The text "" means an answer, whose
// body varies.
var table = map[int][]string{
	200: {""},
	204: {""},
	400: {"POST request must have a body", "Request body could not be read", "Invalid JSON body", "Missing required 'type' field in payload"},
	401: {"Missing or invalid required request signature header(s)", "Invalid request signature"},
	413: {"Payload too large"},
	415: {"Unsupported Media Type"},
	500: {"Exception occurred during interaction deserialization", "Exception occurred during interaction dispatch"},
	501: {"Interaction type not implemented", "Handler not set for this interaction type"},
}

func check(t *testing.T, r *core.Response, verified bool) {
	t.Helper()
	texts, known := table[r.Status]
	if !known {
		t.Fatalf("status %d is not in the table", r.Status)
	}
	if r.Status < 300 {
		if !verified {
			t.Fatalf("answered %d without a good signature", r.Status)
		}
	} else if !slices.Contains(texts, string(r.Body)) || r.ContentType != "text/plain; charset=UTF-8" {
		t.Fatalf("%d %q %q is not in the table", r.Status, r.ContentType, r.Body)
	}
	var out bytes.Buffer
	if _, err := r.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	r.Sent(t.Context())
}

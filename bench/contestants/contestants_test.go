package contestants

import (
	"bytes"
	"crypto/ed25519"
	"testing"
)

// TestAnswers checks that every contestant answers all requests correctly and refuses forged ones.
func TestAnswers(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	works, err := NewWorks("../../testdata/payloads", private)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range works {
		distinct := map[string]bool{}
		for _, r := range w.Requests {
			distinct[string(r.Body)] = true
			if len(r.Body) != len(w.Requests[0].Body) {
				t.Errorf("%s: bodies of %d and %d bytes", w.Title, len(r.Body), len(w.Requests[0].Body))
			}
		}
		if len(distinct) != Bodies {
			t.Errorf("%s: %d different bodies, want %d", w.Title, len(distinct), Bodies)
		}
		for _, c := range All(public) {
			if err := c.Check(&w); err != nil {
				t.Error(err)
			}
			forged := w.Requests[0]
			forged.Body = bytes.Replace(forged.Body, []byte(`"version":1`), []byte(`"version":2`), 1)
			if err := c.Check(&Work{Requests: []Request{forged}}); err == nil {
				t.Errorf("%s answers a forged request", c.Name)
			}
		}
	}
}

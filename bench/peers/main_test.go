package main

import (
	"crypto/ed25519"
	"os"
	"testing"
)

// TestAnswers checks that every contestant gives the right answer.
func TestAnswers(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{"slash": "lantern", "component": customID} {
		body, err := os.ReadFile("../../testdata/payloads/" + file + ".json")
		if err != nil {
			t.Fatal(err)
		}
		w := newWork(file, body, want, private)
		for n, c := range contestants(public) {
			if err := check(w, c, n == 0); err != nil {
				t.Error(err)
			}
		}
		forged := w
		forged.body = append([]byte(" "), body...)
		for n, c := range contestants(public) {
			if check(forged, c, n == 0) == nil {
				t.Errorf("%s answers a forged request", c.name)
			}
		}
	}
}

func TestDecoders(t *testing.T) {
	body, err := os.ReadFile("../../testdata/payloads/slash.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range allDecoders() {
		if name, err := d.decode(body); err != nil || name != command {
			t.Errorf("%s decodes %q, %v", d.name, name, err)
		}
	}
}

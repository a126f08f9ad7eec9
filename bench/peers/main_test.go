package main

import (
	"os"
	"testing"
)

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

//go:build !race

package core_test

// Under the race detector a sync.Pool forgets at random, so these counts hold without it.

import (
	"context"
	"encoding/hex"
	"testing"

	"golang.org/x/crypto/ed25519"
)

// TestAllocations holds requests to what they may cost. Of a forged one core itself costs nothing:
// what is allowed is what the bare verification of the same bytes allocates, which is the standard
// library's error.
func TestAllocations(t *testing.T) {
	server, sign := benchServer(t)
	forged := sign(payload(t, "slash.json"))
	forged.signature = sign([]byte("something else")).signature
	// A server that has never seen a good signature counts the bad ones. That costs nothing either.
	untried, _ := benchServer(t)
	bare := bareVerification(t, forged)
	got := testing.AllocsPerRun(1000, func() {
		untried.OnInteraction(context.Background(), forged.body, forged.signature, forged.timestamp)
	})
	if got > bare {
		t.Errorf("forged, and never a good one: %v allocations, at most %v", got, bare)
	}
	for _, c := range []struct {
		name string
		in   signedBody
		most float64
	}{
		{"ping", sign(payload(t, "ping.json")), 2},
		{"slash command of 1.6 KB", sign(payload(t, "slash.json")), 25},
		{"forged", forged, bare},
	} {
		got := testing.AllocsPerRun(200, func() {
			server.OnInteraction(context.Background(), c.in.body, c.in.signature, c.in.timestamp)
		})
		if got > c.most {
			t.Errorf("%s: %v allocations, at most %v", c.name, got, c.most)
		}
	}
}

func bareVerification(t *testing.T, in signedBody) float64 {
	t.Helper()
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	signature, err := hex.DecodeString(in.signature)
	if err != nil {
		t.Fatal(err)
	}
	message := append([]byte(in.timestamp), in.body...)
	return testing.AllocsPerRun(200, func() { ed25519.Verify(public, message, signature) })
}

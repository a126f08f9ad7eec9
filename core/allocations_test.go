//go:build !race

package core_test

// Under the race detector a sync.Pool drops items at random, so these counts are valid only without
// it.

import (
	"context"
	"encoding/hex"
	"testing"

	"golang.org/x/crypto/ed25519"
)

// TestAllocations limits the allocations of a request. For a forged request, core itself allocates
// nothing. The limit is what verifying the same bytes allocates, which is the standard library's
// error.
func TestAllocations(t *testing.T) {
	server, sign := benchServer(t)
	forged := sign(payload(t, "slash.json"))
	forged.signature = sign([]byte("something else")).signature
	// A server that has never seen a valid signature counts the bad ones. That does not allocate
	// either.
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

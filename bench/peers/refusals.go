package main

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/hotaru-go/hotaru/core"
)

// refusals measures how much time a sender without the key can cost a server. It measures a
// well-formed request with a forged signature, compared with only the verification of the same
// bytes, and a request with a malformed signature.
func refusals(body []byte, rounds, count int) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		fail(err)
	}
	server, err := core.NewServer(core.Options{PublicKey: hex.EncodeToString(public)})
	if err != nil {
		fail(err)
	}
	const timestamp = "1764000000"
	message := append([]byte(timestamp), body...)
	forged := ed25519.Sign(private, []byte("something else"))
	refuse := func(signature string) {
		if r := server.OnInteraction(context.Background(), body, signature, timestamp); r.Status != 401 {
			fail(fmt.Errorf("a forged request is answered %d", r.Status))
		}
	}
	signature := hex.EncodeToString(forged)
	malformed := strings.Replace(signature, signature[:1], "x", 1)
	bare, wellFormed, illFormed := &measured{}, &measured{}, &measured{}
	for range rounds {
		bare.measure(count, func() {
			if ed25519.Verify(public, message, forged) {
				fail(fmt.Errorf("a forged signature is verified"))
			}
		})
		wellFormed.measure(count, func() { refuse(signature) })
		illFormed.measure(100*count, func() { refuse(malformed) })
	}
	fmt.Printf("\n### refused requests, in core, %d bytes\n\n| | ns/op | B/op | allocs/op | of bare verification |\n|---|--:|--:|--:|--:|\n", len(body))
	for _, row := range []struct {
		name string
		*measured
	}{{"bare verification of a forged signature", bare}, {"forged signature", wellFormed}, {"malformed signature", illFormed}} {
		fmt.Printf("| %s | %.0f | %.0f | %.1f | %.3f |\n", row.name, median(row.nanoseconds), row.bytes, row.allocations,
			median(row.nanoseconds)/median(bare.nanoseconds))
	}
}

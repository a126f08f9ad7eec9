package core_test

import (
	"crypto/ed25519"
	"slices"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

// A server accepts a verifier that agrees with the standard library. It refuses a verifier that
// accepts what the key has not signed, or rejects what the key has signed.
func TestVerifiersAreTried(t *testing.T) {
	type check = func(message, signature []byte) bool
	alsoWith := func(good check, change func(message, signature []byte) ([]byte, []byte)) check {
		return func(message, signature []byte) bool {
			return good(message, signature) || good(change(slices.Clone(message), slices.Clone(signature)))
		}
	}
	flipping := func(at int) func(check) check {
		return func(good check) check {
			return alsoWith(good, func(message, signature []byte) ([]byte, []byte) {
				signature[at] ^= 1
				return message, signature
			})
		}
	}
	const right = "that holds to the standard library"
	strangers, _, _ := ed25519.GenerateKey(nil)
	for name, wrong := range map[string]func(good check) check{
		right:                     func(good check) check { return good },
		"that takes everything":   func(check) check { return func(_, _ []byte) bool { return true } },
		"that refuses everything": func(check) check { return func(_, _ []byte) bool { return false } },
		"with a key of its own": func(check) check {
			return func(message, signature []byte) bool { return ed25519.Verify(strangers, message, signature) }
		},
		"that does not look at the first bit of R": flipping(0),
		"that does not look at a late bit of R":    flipping(31),
		"that does not look at the first bit of S": flipping(32),
		"that does not look at a late bit of S":    flipping(63),
		"that does not look at the message's end": func(good check) check {
			return alsoWith(good, func(message, signature []byte) ([]byte, []byte) { return message[:len(message)-1], signature })
		},
		"that takes S as it comes": func(good check) check {
			return alsoWith(good, func(message, signature []byte) ([]byte, []byte) {
				s := decoded(signature[32:])
				return message, slices.Concat(signature[:32], encoded(s.Mod(s, order), 0))
			})
		},
	} {
		verifier := func(public []byte) (func(message, signature []byte) bool, error) {
			return wrong(func(message, signature []byte) bool { return ed25519.Verify(public, message, signature) }), nil
		}
		if _, err := core.NewServer(core.Options{PublicKey: discordtest.NewKey().PublicKey(), Verifier: verifier}); (err == nil) != (name == right) {
			t.Errorf("a verifier %s: %v", name, err)
		}
	}
}

package contestants

import (
	"crypto/ed25519"

	"github.com/hotaru-go/hotaru/voi"
)

// expanded verifies with curve25519-voi.
func expanded(key ed25519.PublicKey) func(message, signature []byte) bool {
	verify, err := voi.Verifier(key)
	if err != nil {
		panic(err)
	}
	return verify
}

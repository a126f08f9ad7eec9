package main

import (
	"crypto"

	voi "github.com/oasisprotocol/curve25519-voi/primitives/ed25519"
)

// voiVerifier expands the key once and verifies by the rules of the standard library.
func voiVerifier(publicKey []byte) (func(message, signature []byte) bool, error) {
	key, err := voi.NewExpandedPublicKey(publicKey)
	if err != nil {
		return nil, err
	}
	options := &voi.Options{Hash: crypto.Hash(0), Verify: voi.VerifyOptionsStdLib}
	return func(message, signature []byte) bool {
		return voi.VerifyExpandedWithOptions(key, message, signature, options)
	}, nil
}

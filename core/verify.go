package core

import (
	"encoding/hex"
	"errors"

	"golang.org/x/crypto/ed25519"
)

// Verifier makes the function that verifies 64-byte signatures with an application's 32-byte public
// key. The function must be safe for concurrent use. It must not keep or change its arguments.
//
// A server tries a Verifier at start, with a key and signatures of its own. It refuses one that
// accepts a forged signature or rejects a good one: a Verifier can be faster than
// golang.org/x/crypto/ed25519, but not laxer.
type Verifier func(publicKey []byte) (func(message, signature []byte) bool, error)

// verifyFunc is the function that a Verifier made for the server's key.
type verifyFunc func(message, signature []byte) bool

func standardVerifier(publicKey []byte) (func(message, signature []byte) bool, error) {
	key := ed25519.PublicKey(publicKey)
	return func(message, signature []byte) bool { return ed25519.Verify(key, message, signature) }, nil
}

var errVerifier = errors.New("core: Options.Verifier does not verify Ed25519: it must accept what the key has signed and nothing else")

// A public key, and a signature of a message with it: test 3 of RFC 8032. They are constants
// because making a key and signing builds tables of package ed25519. That takes longer than the
// rest of a cold start.
//
// See https://www.rfc-editor.org/rfc/rfc8032#section-7.1.
const (
	triedKey       = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
	triedMessage   = "\xaf\x82"
	triedSignature = "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac" +
		"18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
)

// tryVerifier tests a Verifier with a good signature, and with signatures that have a forged bit in
// each part.
func tryVerifier(v Verifier) error {
	public, err := hex.DecodeString(triedKey)
	if err != nil {
		return err
	}
	good, err := hex.DecodeString(triedSignature)
	if err != nil {
		return err
	}
	check, err := v(public)
	if err != nil {
		return err
	}
	message := []byte(triedMessage)
	if !check(message, good) {
		return errVerifier
	}
	for _, at := range []int{0, 31, 32, 63} {
		forged := append([]byte(nil), good...)
		forged[at] ^= 1
		if check(message, forged) {
			return errVerifier
		}
	}
	if check(append(message, ' '), good) || check(message, addOrder(good)) {
		return errVerifier
	}
	return nil
}

// addOrder makes the second form of a signature: its S plus the order of the group, 2^252 and a
// bit, both little-endian. A verifier that accepts it violates RFC 8032, and one request would have
// two valid signatures.
//
// See https://www.rfc-editor.org/rfc/rfc8032#section-5.1.7.
func addOrder(signature []byte) []byte {
	order := [32]byte{
		0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 31: 0x10,
	}
	second, carry := append([]byte(nil), signature...), 0
	for i, b := range order {
		sum := int(second[32+i]) + int(b) + carry
		second[32+i], carry = byte(sum), sum>>8
	}
	return second
}

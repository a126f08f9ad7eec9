package main

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/sha512"

	"filippo.io/edwards25519"
	circl "github.com/cloudflare/circl/sign/ed25519"
	"github.com/hdevalence/ed25519consensus"
	"github.com/hotaru-go/hotaru/voi"
	curve25519voi "github.com/oasisprotocol/curve25519-voi/primitives/ed25519"
)

type check = func(message, signature []byte) bool

var implementations = []struct {
	key, name string
	verifier  func(key []byte) (check, error)
}{
	{"standard", "crypto/ed25519", func(key []byte) (check, error) {
		return func(message, signature []byte) bool { return ed25519.Verify(key, message, signature) }, nil
	}},
	{"voi", "curve25519-voi with an expanded key: package voi", voi.Verifier},
	{"voi-plain", "curve25519-voi with a plain key", func(key []byte) (check, error) {
		options := &curve25519voi.Options{Hash: crypto.Hash(0), Verify: curve25519voi.VerifyOptionsStdLib}
		return func(message, signature []byte) bool {
			return curve25519voi.VerifyWithOptions(key, message, signature, options)
		}, nil
	}},
	{"edwards25519", "filippo.io/edwards25519 with a decompressed key", decompressed},
	{"circl", "cloudflare/circl", func(key []byte) (check, error) {
		return func(message, signature []byte) bool { return circl.Verify(key, message, signature) }, nil
	}},
	{"consensus", "hdevalence/ed25519consensus", func(key []byte) (check, error) {
		return func(message, signature []byte) bool { return ed25519consensus.Verify(key, message, signature) }, nil
	}},
}

// decompressed verifies as the standard library does, with a key that is decompressed once.
func decompressed(key []byte) (check, error) {
	a, err := new(edwards25519.Point).SetBytes(key)
	if err != nil {
		return nil, err
	}
	minusA := new(edwards25519.Point).Negate(a)
	return func(message, signature []byte) bool {
		hash := sha512.New()
		hash.Write(signature[:32])
		hash.Write(key)
		hash.Write(message)
		k, err := edwards25519.NewScalar().SetUniformBytes(hash.Sum(nil))
		if err != nil {
			return false
		}
		s, err := edwards25519.NewScalar().SetCanonicalBytes(signature[32:])
		if err != nil {
			return false
		}
		r := new(edwards25519.Point).VarTimeDoubleScalarBaseMult(k, minusA, s)
		return bytes.Equal(r.Bytes(), signature[:32])
	}, nil
}

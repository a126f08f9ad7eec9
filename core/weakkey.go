package core

import (
	stdlib "crypto/ed25519"
	"encoding/hex"
)

// weakKeys are the points of small order with the sign bit cleared, in every encoding that a
// verifier decodes. Anyone can find signatures that verify under such a key, without a private key.
// The all-zero key is one of them.
//
// See https://www.rfc-editor.org/rfc/rfc8032#section-5.1.3 for how a point is decoded, and
// https://eprint.iacr.org/2020/1244 for what verifiers make of these.
var weakKeys = [...]string{
	"0000000000000000000000000000000000000000000000000000000000000000", // order 4
	"0100000000000000000000000000000000000000000000000000000000000000", // order 1
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", // order 8
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", // order 8
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // order 2
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // order 4, not canonical
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // order 1, not canonical
}

// isWeak reports whether a key is of small order. The sign bit makes no difference.
func isWeak(key []byte) bool {
	clear := [32]byte(key)
	clear[31] &= 0x7f
	text := hex.EncodeToString(clear[:])
	for _, weak := range weakKeys {
		if text == weak {
			return true
		}
	}
	return false
}

// isCanonical reports whether a key's coordinate is below the field's prime, 2^255-19, as it is in
// every generated key.
func isCanonical(key []byte) bool {
	if key[0] < 0xed || key[31]&0x7f != 0x7f {
		return true
	}
	for _, b := range key[1:31] {
		if b != 0xff {
			return true
		}
	}
	return false
}

// isPoint reports whether a key is a point of the curve. Only the error of a verification shows
// that: the error for a point is the same as for the curve's base point. The signature used here is
// refused as soon as the key is decoded, because a full verification would build package ed25519's
// tables. That takes longer than the rest of a cold start.
func isPoint(key []byte) bool {
	signature := make([]byte, stdlib.SignatureSize)
	signature[stdlib.SignatureSize-1] = 0xff
	verify := func(key []byte) string {
		err := stdlib.VerifyWithOptions(key, nil, signature, &stdlib.Options{})
		if err == nil {
			return ""
		}
		return err.Error()
	}
	base := [stdlib.PublicKeySize]byte{0: 0x58}
	for i := 1; i < len(base); i++ {
		base[i] = 0x66
	}
	return verify(key) == verify(base[:])
}

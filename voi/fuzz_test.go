package voi_test

import (
	"crypto/ed25519"
	"crypto/sha512"
	"math/big"
	"slices"
	"testing"

	"filippo.io/edwards25519"
)

// FuzzVerify compares the Verifier with the standard library. Random signatures are refused by
// anything, so the signatures are built: A = aB + T and R = rB + U with T and U of small order, and
// S = r + H(R, A, M)·a, which is right where T and U cancel out. Then bytes of key, message and
// signature are changed, or the order is added to S.
func FuzzVerify(f *testing.F) {
	for t := range byte(8) {
		f.Add([]byte("seed"), []byte("1764000000{}"), t, byte(0), byte(0), uint16(0), byte(0))
		f.Add([]byte("seed"), []byte("1764000000{}"), t, t, byte(1), uint16(t)*13, byte(1))
		f.Add([]byte{t}, []byte{}, byte(0), t, byte(2), uint16(100), byte(128))
		f.Add([]byte{t}, []byte{1}, t|8, byte(0), byte(0), uint16(0), byte(0))
		f.Add([]byte{t}, []byte{2}, t|8, t|8, byte(0), uint16(0), byte(0))
	}
	torsion := smallOrder(f)
	f.Fuzz(func(t *testing.T, seed, message []byte, ofKey, ofR, addOrder byte, at uint16, flip byte) {
		key, signature := build(seed, message, torsion, ofKey, ofR)
		if addOrder%4 == 1 {
			addToS(signature)
		}
		all := slices.Concat(key, signature, message)
		all[int(at)%len(all)] ^= flip
		key, signature, message = all[:32], all[32:96], all[96:]
		if got, want := accepts(key, message, signature), ed25519.Verify(key, message, signature); got != want {
			t.Fatalf("accepted %t, by the standard library %t: key %x, message %x, signature %x", got, want, key, message, signature)
		}
	})
}

// build makes a signature with points of small order in the key and in R. If bit 8 of their number
// is set, the scalars are zero, so only the point of small order is left.
func build(seed, message []byte, torsion []*edwards25519.Point, ofKey, ofR byte) (key, signature []byte) {
	a, r := scalar(append([]byte("a"), seed...)), scalar(append([]byte("r"), seed...))
	if ofKey&8 != 0 {
		a = edwards25519.NewScalar()
	}
	if ofR&8 != 0 {
		r = edwards25519.NewScalar()
	}
	point := func(s *edwards25519.Scalar, n byte) []byte {
		p := new(edwards25519.Point).ScalarBaseMult(s)
		return p.Add(p, torsion[n%8]).Bytes()
	}
	key = point(a, ofKey)
	bigR := point(r, ofR)
	k := scalar(slices.Concat(bigR, key, message))
	return key, append(bigR, edwards25519.NewScalar().MultiplyAdd(k, a, r).Bytes()...)
}

func scalar(of []byte) *edwards25519.Scalar {
	digest := sha512.Sum512(of)
	s, err := edwards25519.NewScalar().SetUniformBytes(digest[:])
	if err != nil {
		panic(err)
	}
	return s
}

// smallOrder returns the eight points of small order: the multiples of one that the order of the
// large group leaves of a point that has both parts.
func smallOrder(f *testing.F) (points []*edwards25519.Point) {
	for y := byte(2); ; y++ {
		p, err := new(edwards25519.Point).SetBytes(append([]byte{y}, make([]byte, 31)...))
		if err != nil {
			continue
		}
		// The order itself is not a scalar. Subtract one, and add the point once more.
		minusOne := edwards25519.NewScalar().Subtract(edwards25519.NewScalar(), one())
		eighth := new(edwards25519.Point).ScalarMult(minusOne, p)
		eighth.Add(eighth, p)
		points = []*edwards25519.Point{edwards25519.NewIdentityPoint()}
		for range 7 {
			points = append(points, new(edwards25519.Point).Add(points[len(points)-1], eighth))
		}
		if points[4].Equal(points[0]) == 0 && new(edwards25519.Point).Add(points[7], eighth).Equal(points[0]) == 1 {
			return points
		}
	}
}

func one() *edwards25519.Scalar {
	s, err := edwards25519.NewScalar().SetCanonicalBytes(append([]byte{1}, make([]byte, 31)...))
	if err != nil {
		panic(err)
	}
	return s
}

var order, _ = new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)

// addToS gives a signature its second form, which is refused.
func addToS(signature []byte) {
	s := slices.Clone(signature[32:])
	slices.Reverse(s)
	sum := new(big.Int).Add(new(big.Int).SetBytes(s), order).FillBytes(make([]byte, 32))
	slices.Reverse(sum)
	copy(signature[32:], sum)
}

// TestBuiltSignatures checks that the fuzzing also compares signatures that are accepted, including
// some with a part of small order, and not only refused ones.
func TestBuiltSignatures(t *testing.T) {
	torsion := smallOrder(nil)
	accepted := [8]int{}
	for n := range byte(64) {
		key, signature := build([]byte{n}, []byte{n}, torsion, n%8, n/8)
		if try(t, "built", key, []byte{n}, signature) {
			accepted[n%8]++
		}
	}
	if accepted[0] != 1 {
		t.Errorf("of the signatures by a key without a part of small order %d are accepted, want the one whose R has none", accepted[0])
	}
	if accepted[1]+accepted[3]+accepted[5]+accepted[7] == 0 {
		t.Error("no signature with a part of order 8 is accepted")
	}
	for length := range 100 {
		if length != ed25519.SignatureSize && accepts(slices.Clone(ed25519.NewKeyFromSeed(make([]byte, 32))[32:]), nil, make([]byte, length)) {
			t.Errorf("a signature of %d bytes is accepted", length)
		}
		if length != ed25519.PublicKeySize && accepts(make([]byte, length), nil, make([]byte, 64)) {
			t.Errorf("a key of %d bytes is accepted", length)
		}
	}
}

package core_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
)

// onCurve reports whether a point of the curve has this y, that is, whether x² = (y²-1)/(d·y²+1)
// has a solution, with d = -121665/121666.
//
// See https://www.rfc-editor.org/rfc/rfc8032#section-5.1.3.
func onCurve(y *big.Int) bool {
	y2 := new(big.Int).Mul(y, y)
	d := new(big.Int).Mul(big.NewInt(-121665), new(big.Int).ModInverse(big.NewInt(121666), prime))
	below := d.Mul(d, y2).Add(d, big.NewInt(1))
	x2 := y2.Sub(y2, big.NewInt(1))
	x2.Mul(x2, below.ModInverse(below.Mod(below, prime), prime)).Mod(x2, prime)
	return big.Jacobi(x2, prime) >= 0
}

// TestKeysWithAWrongDigit tries keys with one wrong digit. Half of them are not points of the
// curve, and are refused at start.
func TestKeysWithAWrongDigit(t *testing.T) {
	good := discordtest.KeyFromSeed("a key to be mistyped").PublicKey()
	refused := 0
	for at := range good {
		for _, digit := range []byte("05af") {
			wrong := []byte(good)
			wrong[at] = digit
			raw := unhex(t, string(wrong))
			raw[31] &= 0x7f
			want := onCurve(decoded(raw))
			_, err := core.NewServer(core.Options{PublicKey: string(wrong)})
			if want != (err == nil) || err != nil && !errors.Is(err, core.ErrPublicKey) {
				t.Errorf("%s, on the curve: %v: %v", wrong, want, err)
			}
			if err != nil {
				refused++
			}
		}
	}
	if refused < 80 || refused > 176 {
		t.Errorf("%d of 256 keys with a wrong digit are refused, want about half", refused)
	}
}

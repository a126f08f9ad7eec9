package vectors

import (
	"encoding/hex"
	"math/big"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discordtest"
)

// signingKey signs the table. Its seed is not a secret, because it signs nothing else.
var signingKey = discordtest.KeyFromSeed("hotaru: the key of the vectors")

// Timestamp is the value of a vector's timestamp header unless the table sets another.
const Timestamp = "1735689600"

// PublicKey returns the key that the table's requests are signed for: 64 hex digits.
func PublicKey() string { return signingKey.PublicKey() }

// Sign signs the timestamp followed by the body, as Discord does, and returns the 128 hex digits of
// the header.
func Sign(timestamp string, body []byte) string { return signingKey.Sign(timestamp, body) }

// signing says what is wrong with a signature. The zero value is a good signature.
type signing struct {
	// Timestamp and Body are signed in place of the request's own.
	Timestamp string `json:"timestamp"`
	Body      string `json:"body"`
	// OtherKey makes another key sign.
	OtherKey bool `json:"other_key"`
	// Flip is a bit of the signature that is wrong, counted from 1.
	Flip int `json:"flip"`
	// AddOrder adds the group's order to the signature's second half. A verifier that does not
	// require the canonical form takes the result for the same signature.
	AddOrder bool `json:"add_order"`
}

func (s *signing) sign(timestamp string, body []byte) string {
	with := signingKey
	if s.OtherKey {
		with = discordtest.KeyFromSeed("hotaru: a key of somebody else")
	}
	if s.Body != "" {
		body = []byte(s.Body)
	}
	signature, err := hex.DecodeString(with.Sign(or(s.Timestamp, timestamp), body))
	if err != nil {
		panic(err)
	}
	if s.Flip > 0 {
		signature[(s.Flip-1)/8] ^= 1 << ((s.Flip - 1) % 8)
	}
	if s.AddOrder {
		addOrder(signature[32:])
	}
	return hex.EncodeToString(signature)
}

// addOrder adds the order of Ed25519's group, 2^252 + 27742317777372353535851937790883648493, to a
// little-endian number.
func addOrder(scalar []byte) {
	order, _ := new(big.Int).SetString("27742317777372353535851937790883648493", 10)
	order.Add(order, new(big.Int).Lsh(big.NewInt(1), 252))
	slices.Reverse(scalar)
	order.Add(order, new(big.Int).SetBytes(scalar)).FillBytes(scalar)
	slices.Reverse(scalar)
}

// headers fills in {signature}, {SIGNATURE} (in capitals) and {timestamp}.
func (e *entry) headers(body []byte) []Header {
	timestamp := or(e.Timestamp, Timestamp)
	signature := e.Sign.sign(timestamp, body)
	fill := strings.NewReplacer(
		"{signature}", signature, "{SIGNATURE}", strings.ToUpper(signature),
		"{signature less one digit}", signature[1:], "{signature less one byte}", signature[2:],
		"{timestamp}", timestamp)
	list := e.Headers
	if list == nil {
		list = [][2]string{
			{"Content-Type", "application/json"},
			{"X-Signature-Ed25519", "{signature}"},
			{"X-Signature-Timestamp", "{timestamp}"},
		}
	}
	headers := make([]Header, len(list))
	for i, h := range list {
		headers[i] = Header{h[0], fill.Replace(h[1])}
	}
	return headers
}

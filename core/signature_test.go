package core_test

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

var (
	prime    = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	order, _ = new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
)

// encoded writes a number below 2^255 as Ed25519 does: little-endian, with a sign bit on top.
func encoded(y *big.Int, sign byte) []byte {
	b := y.FillBytes(make([]byte, 32))
	slices.Reverse(b)
	b[31] |= sign << 7
	return b
}

func decoded(b []byte) *big.Int {
	b = slices.Clone(b)
	slices.Reverse(b)
	return new(big.Int).SetBytes(b)
}

// smallOrder returns every encoding of a point of small order. For each y of the eight points,
// these are y itself and, if it fits into 255 bits, y plus the prime, each with both signs.
func smallOrder(t *testing.T) (points [][]byte) {
	t.Helper()
	// A point of order 8 doubles to a point with y = 0, so its own y solves d·y⁴ + 2·y² = 1 with d
	// = -121665/121666.
	eighth := decoded(unhex(t, "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"))
	y2 := new(big.Int).Exp(eighth, big.NewInt(2), prime)
	left := new(big.Int).Mul(big.NewInt(-121665), new(big.Int).Mul(y2, y2))
	left.Add(left, new(big.Int).Mul(big.NewInt(2*121666), y2)).Sub(left, big.NewInt(121666))
	if left.Mod(left, prime).Sign() != 0 {
		t.Fatal("that is no point of order 8")
	}
	ys := []*big.Int{
		big.NewInt(0), big.NewInt(1), new(big.Int).Sub(prime, big.NewInt(1)), eighth, new(big.Int).Sub(prime, eighth),
	}
	for _, y := range ys {
		for ; y.BitLen() <= 255; y = new(big.Int).Add(y, prime) {
			points = append(points, encoded(y, 0), encoded(y, 1))
		}
	}
	return points
}

func unhex(t testing.TB, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// forgeable finds a message and a signature that a key accepts although no one has its private key.
// With S = 0 a signature is valid if R and a multiple of the key cancel out, and a point of small
// order has few multiples.
func forgeable(t *testing.T, key []byte) bool {
	for _, r := range smallOrder(t) {
		for n := range 64 {
			if ed25519.Verify(key, fmt.Appendf(nil, `1735689600{"type":1,"n":%d}`, n), append(slices.Clone(r), make([]byte, 32)...)) {
				return true
			}
		}
	}
	return false
}

func TestWeakPublicKeysAreRefused(t *testing.T) {
	weak := smallOrder(t)
	if len(weak) != 14 {
		t.Fatalf("%d encodings of points of small order, want 14", len(weak))
	}
	for _, key := range weak {
		if !forgeable(t, key) {
			t.Errorf("%x: no forgery is found, so that this test shows nothing", key)
		}
	}
	for n := range int64(19) {
		y := new(big.Int).Add(prime, big.NewInt(n))
		weak = append(weak, encoded(y, 0), encoded(y, 1)) // not canonical
	}
	for _, key := range weak {
		text := hex.EncodeToString(key)
		if _, err := core.ParsePublicKey(text); !errors.Is(err, core.ErrPublicKey) {
			t.Errorf("ParsePublicKey(%s): %v", text, err)
		}
		if _, err := core.NewServer(core.Options{PublicKey: strings.ToUpper(text)}); !errors.Is(err, core.ErrPublicKey) {
			t.Errorf("NewServer with %s: %v", text, err)
		}
	}
	for range 1000 {
		if key := discordtest.NewKey().PublicKey(); !accepted(key) {
			t.Errorf("the good key %s is refused", key)
		}
	}
	largest := new(big.Int).Sub(prime, big.NewInt(2))
	for !onCurve(largest) {
		largest.Sub(largest, big.NewInt(1))
	}
	if key := hex.EncodeToString(encoded(largest, 0)); !accepted(key) {
		t.Errorf("the largest canonical key but one, %s, is refused", key)
	}
}

func accepted(key string) bool {
	_, err := core.ParsePublicKey(key)
	return err == nil
}

// The same rules hold for a fetched key. A server that poses as Discord gains nothing by returning
// a key of all zeros.
func TestWeakPublicKeysThatWereFetchedAreRefused(t *testing.T) {
	for _, key := range smallOrder(t) {
		api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `{"id":"1","name":"firefly","verify_key":"%x"}`, key)
		}))
		server, err := core.NewServer(core.Options{
			BotToken: "a-bot-token", APIURL: api.URL, HTTPClient: api.Client(), Logger: slog.New(slog.DiscardHandler),
		})
		if err != nil {
			t.Fatal(err)
		}
		r := server.OnInteraction(t.Context(), []byte(`{"type":1}`), strings.Repeat("0", 128), "1735689600")
		if r.Status != http.StatusServiceUnavailable {
			t.Errorf("%x: status %d", key, r.Status)
		}
		if server.HasKey() {
			t.Errorf("%x was taken for a key", key)
		}
		api.Close()
	}
}

// strict is a server whose listener fails the test if it gets a request that must not reach it.
func strict(t *testing.T, key discordtest.Key) *core.Server {
	t.Helper()
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey(), Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	server.Commands.Replace(func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
		t.Error("a listener heard a request that Discord has not signed")
		return discord.Message{Content: "heard"}, nil
	})
	return server
}

var (
	signedAt = "1735689600"
	command  = []byte(`{"type":2,"id":"1323984456678901201","application_id":"1306194278551453727","token":"t","data":{"id":"1","name":"ping","type":1}}`)
)

func TestForgedSignaturesAreRefused(t *testing.T) {
	key := discordtest.KeyFromSeed("signatures")
	good := unhex(t, key.Sign(signedAt, command))
	r, s := good[:32], decoded(good[32:])
	forged := map[string][]byte{
		"R and S exchanged": slices.Concat(good[32:], r),
		"R with the other sign": func() []byte {
			b := slices.Clone(good)
			b[31] ^= 0x80
			return b
		}(),
		"R the public key":       slices.Concat(unhex(t, key.PublicKey()), good[32:]),
		"S of zero":              slices.Concat(r, make([]byte, 32)),
		"S of the order":         slices.Concat(r, encoded(order, 0)),
		"S negated":              slices.Concat(r, encoded(new(big.Int).Sub(order, s), 0)),
		"S with its highest bit": slices.Concat(r, encoded(s, 1)),
		"by another key":         unhex(t, discordtest.KeyFromSeed("another").Sign(signedAt, command)),
		"of the body alone":      unhex(t, key.Sign("", command)),
		"of the timestamp alone": unhex(t, key.Sign(signedAt, nil)),
		"of the body first":      unhex(t, key.Sign(string(command), []byte(signedAt))),
		"with a separator":       unhex(t, key.Sign(signedAt+".", command)),
		"of another timestamp":   unhex(t, key.Sign("1735689601", command)),
		"with a NUL after it":    unhex(t, key.Sign(signedAt, append(slices.Clone(command), 0))),
	}
	// Every other form of the same S that fits into its 32 bytes.
	for n := 1; ; n++ {
		again := new(big.Int).Add(s, new(big.Int).Mul(order, big.NewInt(int64(n))))
		if again.BitLen() > 256 {
			break
		}
		b := again.FillBytes(make([]byte, 32))
		slices.Reverse(b)
		forged[fmt.Sprintf("S plus %d orders", n)] = slices.Concat(r, b)
	}
	for _, point := range smallOrder(t) {
		forged[fmt.Sprintf("R of small order %x, S of zero", point)] = slices.Concat(point, make([]byte, 32))
		forged[fmt.Sprintf("R of small order %x, S as it was", point)] = slices.Concat(point, good[32:])
		forged[fmt.Sprintf("R of small order %x, S of one", point)] = slices.Concat(point, encoded(big.NewInt(1), 0))
	}
	for n := range int64(19) {
		y := new(big.Int).Add(prime, big.NewInt(n))
		forged[fmt.Sprintf("R not canonical, the prime plus %d", n)] = slices.Concat(encoded(y, 0), good[32:])
		forged[fmt.Sprintf("R not canonical, the prime plus %d, signed", n)] = slices.Concat(encoded(y, 1), good[32:])
	}
	server := strict(t, key)
	for name, signature := range forged {
		response := server.OnInteraction(t.Context(), command, hex.EncodeToString(signature), signedAt)
		if response.Status != http.StatusUnauthorized || string(response.Body) != "Invalid request signature" {
			t.Errorf("%s: %d %s", name, response.Status, response.Body)
		}
	}
	server.Commands.Replace(func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
		return discord.Message{Content: "heard"}, nil
	})
	for _, signature := range []string{hex.EncodeToString(good), strings.ToUpper(hex.EncodeToString(good))} {
		if response := server.OnInteraction(t.Context(), command, signature, signedAt); response.Status != http.StatusOK {
			t.Errorf("the good signature: %d %s", response.Status, response.Body)
		}
	}
}

func TestSignatureHeadersAreTakenAsTheyAre(t *testing.T) {
	key := discordtest.KeyFromSeed("signatures")
	signature := key.Sign(signedAt, command)
	tests := []struct{ name, signature, timestamp string }{
		{"space before the signature", " " + signature, signedAt},
		{"space after the signature", signature + " ", signedAt},
		{"space in place of the last digit", signature[:127] + " ", signedAt},
		{"tab before the signature", "\t" + signature, signedAt},
		{"line end after the signature", signature + "\r\n", signedAt},
		{"signature folded", signature[:64] + "\r\n " + signature[64:], signedAt},
		{"signature folded, as HTTP joins it", signature[:64] + " " + signature[64:], signedAt},
		{"signature repeated", signature + ", " + signature, signedAt},
		{"signature in quotes", `"` + signature + `"`, signedAt},
		{"signature with its name", "ed25519=" + signature, signedAt},
		{"NUL after the signature", signature + "\x00", signedAt},
		{"NUL in place of a digit", signature[:64] + "\x00" + signature[65:], signedAt},
		{"a full-width digit", "\uff10" + signature[3:], signedAt},
		{"space before the timestamp", signature, " " + signedAt},
		{"space after the timestamp", signature, signedAt + " "},
		{"line end after the timestamp", signature, signedAt + "\n"},
		{"timestamp folded", signature, signedAt[:5] + "\r\n " + signedAt[5:]},
		{"timestamp repeated", signature, signedAt + ", " + signedAt},
		{"zero before the timestamp", signature, "0" + signedAt},
		{"plus before the timestamp", signature, "+" + signedAt},
		{"fraction after the timestamp", signature, signedAt + ".0"},
		{"NUL after the timestamp", signature, signedAt + "\x00"},
		{"NUL for a timestamp", signature, "\x00"},
		{"space for a timestamp", signature, " "},
		{"no timestamp", signature, ""},
		{"the two exchanged", signedAt, signature},
		{"the signature twice", signature, signature},
	}
	server := strict(t, key)
	for _, test := range tests {
		if r := server.OnInteraction(t.Context(), command, test.signature, test.timestamp); r.Status != http.StatusUnauthorized {
			t.Errorf("%s: %d %s", test.name, r.Status, r.Body)
		}
	}
}

// The signature covers the timestamp and then the body, with nothing between them. The same bytes
// can therefore be cut in another place. If the cut is inside the timestamp, the body begins with a
// digit. If it is inside the body, the rest has lost its first brace. The signature is valid in
// both cases, so verifying cannot detect the cut. The requests are refused because the body is not
// a JSON object.
func TestTimestampAndBodyCutElsewhere(t *testing.T) {
	key := discordtest.KeyFromSeed("signatures")
	tricky := []byte(`{"type":2,"id":"1","application_id":"1","token":"t","data":{"id":"1","name":"{","type":1,"options":[{"name":"{}","type":3,"value":"{\"type\":1}"}]}}`)
	for _, body := range [][]byte{command, []byte(`{"type":1}`), []byte(`{"type":1,"data":{"type":1}}`), tricky} {
		server := strict(t, key)
		signature, whole := key.Sign(signedAt, body), signedAt+string(body)
		for cut := range len(whole) + 1 {
			if cut == len(signedAt) {
				continue
			}
			r := server.OnInteraction(t.Context(), []byte(whole[cut:]), signature, whole[:cut])
			if r.Status != http.StatusUnauthorized && r.Status != http.StatusBadRequest {
				t.Errorf("cut at %d of %q: %d %s", cut, whole, r.Status, r.Body)
			}
		}
	}
}

// The age of a request is not checked. Discord documents no limit, and TLS keeps others from
// reading a request.
func TestTheSameRequestIsAnsweredAgain(t *testing.T) {
	key := discordtest.KeyFromSeed("signatures")
	server := strict(t, key)
	heard := 0
	server.Commands.Replace(func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
		heard++
		return discord.Message{Content: "heard"}, nil
	})
	for range 2 {
		if r := server.OnInteraction(t.Context(), command, key.Sign(signedAt, command), signedAt); r.Status != http.StatusOK {
			t.Errorf("%d %s", r.Status, r.Body)
		}
	}
	if heard != 2 {
		t.Errorf("heard %d times", heard)
	}
}

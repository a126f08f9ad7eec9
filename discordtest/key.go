package discordtest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Key is an application's key pair. Discord signs every request with the private key. The Developer
// Portal shows the public key, and an app verifies with it.
//
// Make one with [NewKey] or [KeyFromSeed]: the zero value panics when it signs. A Key is safe for
// concurrent use.
//
// See https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers.
type Key struct{ private ed25519.PrivateKey }

// NewKey makes a new random key pair.
func NewKey() Key {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(fmt.Sprintf("discordtest: making a key: %v", err))
	}
	return Key{private}
}

// KeyFromSeed makes a key pair from a text of any length. The same text gives the same key pair.
// Use it for an endpoint that needs the public key before Discord runs. If others know the text,
// the key protects nothing.
func KeyFromSeed(seed string) Key {
	sum := sha256.Sum256([]byte(seed))
	return Key{ed25519.NewKeyFromSeed(sum[:])}
}

// PublicKey returns the public key as the Developer Portal shows it: 64 hex digits.
func (k Key) PublicKey() string {
	return hex.EncodeToString(k.private.Public().(ed25519.PublicKey))
}

// Sign returns the signature of a timestamp and a body, which is the value of the header
// [core.SignatureHeader]: 128 hex digits.
func (k Key) Sign(timestamp string, body []byte) string {
	message := append([]byte(timestamp), body...)
	return hex.EncodeToString(ed25519.Sign(k.private, message))
}

// String returns the public key, so that a printed Key shows no secret.
func (k Key) String() string {
	if k.private == nil {
		return "discordtest.Key(none)"
	}
	return "discordtest.Key(" + k.PublicKey() + ")"
}

// GoString returns the same as String.
func (k Key) GoString() string { return k.String() }

// Request returns the request that Discord sends to an app's endpoint: a POST of a JSON body with
// Discord's headers, signed now. It panics if url is not a URL.
func (k Key) Request(ctx context.Context, url string, body []byte) *http.Request {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		panic(fmt.Sprintf("discordtest: a request to %q: %v", url, err))
	}
	timestamp := strconv.FormatInt(time.Now().Unix(), 10)
	request.Header = http.Header{
		"Content-Type": {"application/json"},
		"User-Agent":   {"Discord-Interactions/1.0 (+https://discord.com)"},
		"Accept":       {"*/*"},
	}
	request.Header.Set(core.SignatureHeader, k.Sign(timestamp, body))
	request.Header.Set(core.TimestampHeader, timestamp)
	return request
}

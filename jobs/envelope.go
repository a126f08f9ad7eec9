package jobs

import (
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"
)

// KeysVariable is the name of the environment variable that holds the keys if Options.Keys is
// empty.
const KeysVariable = "HOTARU_JOBS_KEYS"

var (
	// ErrNoKeys means that neither the options nor the environment has a key.
	ErrNoKeys = errors.New("jobs: no key to seal jobs with: set Options.Keys or " + KeysVariable + " to 64 random hex digits, for example from jobs.NewKey or openssl rand -hex 32")
	// ErrKey means that a key is not 64 hex digits.
	ErrKey = errors.New("jobs: a key is 64 hex digits; several are separated by commas")
	// errSeal means that a message was not sealed with one of the keys.
	errSeal = errors.New("jobs: not sealed with any of the keys")
)

// NewKey returns a random key: 64 hex digits.
func NewKey() string {
	key := make([]byte, chacha20poly1305.KeySize)
	_, _ = rand.Read(key) // It never fails.
	return hex.EncodeToString(key)
}

// keys holds the keys that seal and open messages. The first key seals.
type keys struct {
	first string
	byID  map[string]cipher.AEAD
}

// parseKeys reads keys from their hex digits. The error never shows them.
func parseKeys(text string) (*keys, error) {
	k := &keys{byID: map[string]cipher.AEAD{}}
	for n, one := range strings.Split(text, ",") {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		key, err := hex.DecodeString(one)
		if err != nil || len(key) != chacha20poly1305.KeySize {
			return nil, fmt.Errorf("%w; number %d is not", ErrKey, n+1)
		}
		aead, err := chacha20poly1305.NewX(key)
		if err != nil {
			return nil, fmt.Errorf("%w; number %d is not", ErrKey, n+1)
		}
		id := keyID(key)
		if k.first == "" {
			k.first = id
		}
		k.byID[id] = aead
	}
	if k.first == "" {
		return nil, ErrNoKeys
	}
	return k, nil
}

// keyID returns an ID that distinguishes keys and reveals nothing about them.
func keyID(key []byte) string {
	sum := sha256.Sum256(append([]byte("hotaru jobs key "), key...))
	return hex.EncodeToString(sum[:4])
}

// label is the part of a job that can be read, but not changed, without the key.
type label struct {
	Job string `json:"job"`
	ID  string `json:"id"`
	// Due and Sent are in milliseconds.
	Due  int64 `json:"due"`
	Sent int64 `json:"sent"`
}

// content is the part of a job that can be read only with the key.
type content struct {
	Args json.RawMessage `json:"args"`
	From *interaction    `json:"from,omitempty"`
}

const (
	version = "h1"
	// maxBody is the length of the longest message that open accepts. A job whose arguments have
	// MaxArgs bytes is shorter than that when it is sealed and encoded.
	maxBody = 200 << 10
)

var encoding = base64.RawURLEncoding.Strict()

// seal makes a message: the version, the key's ID, the label and the sealed content, separated by
// dots.
func (k *keys) seal(l *label, c *content) (string, error) {
	head, err := json.Marshal(l)
	if err != nil {
		return "", err
	}
	inner, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	aead := k.byID[k.first]
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(inner)+aead.Overhead())
	_, _ = rand.Read(nonce) // It never fails.
	front := version + "." + k.first + "." + encoding.EncodeToString(head)
	return front + "." + encoding.EncodeToString(aead.Seal(nonce, nonce, inner, []byte(front))), nil
}

// open opens a message. It checks the seal before it uses anything else. The error is errSeal.
func (k *keys) open(body string) (*label, *content, error) {
	end := strings.LastIndexByte(body, '.')
	if end < 0 || len(body) > maxBody {
		return nil, nil, errSeal
	}
	front := body[:end]
	parts := strings.Split(front, ".")
	if len(parts) != 3 || parts[0] != version {
		return nil, nil, errSeal
	}
	aead := k.byID[parts[1]]
	sealed, err := encoding.DecodeString(body[end+1:])
	if aead == nil || err != nil || len(sealed) < aead.NonceSize() {
		return nil, nil, errSeal
	}
	inner, err := aead.Open(nil, sealed[:aead.NonceSize()], sealed[aead.NonceSize():], []byte(front))
	if err != nil {
		return nil, nil, errSeal
	}
	head, err := encoding.DecodeString(parts[2])
	l, c := new(label), new(content)
	if err != nil || json.Unmarshal(head, l) != nil || json.Unmarshal(inner, c) != nil {
		return nil, nil, errSeal
	}
	return l, c, nil
}

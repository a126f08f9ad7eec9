package contestants

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
)

// Bodies is how many different bodies a Work has.
const Bodies = 256

// Work is a kind of request, in different bodies of the same length.
type Work struct {
	Title    string
	Requests []Request
}

// Request is a signed request that can be sent again and again. Want is the content of its answer.
type Request struct {
	Body    []byte
	Headers http.Header
	Want    string
}

// Bytes returns the request as it is sent over a connection.
func (r *Request) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString("POST /interactions HTTP/1.1\r\nHost: 127.0.0.1\r\n")
	r.Headers.Write(&b)
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", len(r.Body), r.Body)
	return b.Bytes()
}

// kinds are the payloads. Each body of a payload changes the value.
var kinds = []struct{ file, title, value, format string }{
	{"slash", "a slash command in a guild", "lantern", "card%03d"},
	{"component", "a button with its message", "vote:77:23", "vote:7:%03d"},
}

// NewWorks makes the work of every kind from a folder of payloads.
func NewWorks(payloads string, private ed25519.PrivateKey) ([]Work, error) {
	works := make([]Work, len(kinds))
	for n := range kinds {
		var err error
		if works[n], err = NewWork(payloads, n, private); err != nil {
			return nil, err
		}
	}
	return works, nil
}

// NewWork reads a payload, makes different bodies from it, and signs them.
func NewWork(payloads string, kind int, private ed25519.PrivateKey) (Work, error) {
	k := kinds[kind]
	body, err := os.ReadFile(filepath.Join(payloads, k.file+".json"))
	if err != nil {
		return Work{}, err
	}
	w, ids := Work{Title: fmt.Sprintf("%s, %d bytes", k.title, len(body))}, snowflakes.FindAllIndex(body, -1)
	for n := range Bodies {
		want := fmt.Sprintf(k.format, n)
		w.Requests = append(w.Requests, sign(variant(body, ids, k.value, want, n), want, private))
	}
	return w, nil
}

var snowflakes = regexp.MustCompile(`"[0-9]{18,20}"`)

// variant returns a body with another value and other IDs, and with the same length. Equal IDs stay
// equal.
func variant(body []byte, ids [][]int, value, want string, n int) []byte {
	other := bytes.Clone(body)
	for _, at := range ids {
		digits := other[at[1]-7 : at[1]-1]
		number, err := strconv.Atoi(string(digits))
		if err != nil {
			panic(err)
		}
		copy(digits, fmt.Sprintf("%06d", (number+n*3907)%1_000_000))
	}
	return bytes.ReplaceAll(other, []byte(strconv.Quote(value)), []byte(strconv.Quote(want)))
}

func sign(body []byte, want string, private ed25519.PrivateKey) Request {
	const timestamp = "1764000000"
	signature := ed25519.Sign(private, append([]byte(timestamp), body...))
	return Request{Body: body, Want: want, Headers: http.Header{
		"Content-Type":          {"application/json"},
		"X-Signature-Ed25519":   {hex.EncodeToString(signature)},
		"X-Signature-Timestamp": {timestamp},
		"User-Agent":            {"Discord-Interactions/1.0 (+https://discord.com)"},
	}}
}

// Signed returns the signed message of each request, and the signatures.
func (w *Work) Signed() (messages, signatures [][]byte) {
	for _, r := range w.Requests {
		signature, err := hex.DecodeString(r.Headers.Get("X-Signature-Ed25519"))
		if err != nil {
			panic(err)
		}
		messages = append(messages, append([]byte(r.Headers.Get("X-Signature-Timestamp")), r.Body...))
		signatures = append(signatures, signature)
	}
	return messages, signatures
}

// Forge gives each request the signature of the next one.
func (w *Work) Forge() {
	const header = "X-Signature-Ed25519"
	first := w.Requests[0].Headers[header]
	for n := range w.Requests {
		if n+1 < len(w.Requests) {
			w.Requests[n].Headers[header] = w.Requests[n+1].Headers[header]
		} else {
			w.Requests[n].Headers[header] = first
		}
	}
}

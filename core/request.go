package core

import (
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"

	"golang.org/x/crypto/ed25519"
)

// The headers that carry Discord's signature. A transport that receives one of them more than once
// joins all the values with commas. Such a signature is refused.
//
// See https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers.
const (
	SignatureHeader = "X-Signature-Ed25519"
	TimestampHeader = "X-Signature-Timestamp"
)

// maxTimestamp is the length of the longest timestamp that is hashed. Every real timestamp is
// shorter.
const maxTimestamp = 64

// Request is a request as the transport received it.
type Request struct {
	// ID is the transport's own ID for the request. Each line that the server logs about the
	// request has it as requestId. It is empty if the transport has none. A client must not be able
	// to choose it freely.
	ID          string
	Method      string
	Path        string
	ContentType string
	// Signature and Timestamp are the header values as received.
	Signature string
	Timestamp string
	// Body is the request's body. It is read up to one byte more than the limit, and only if
	// everything before it is well formed. Nil is an empty body. A read error that is
	// os.ErrDeadlineExceeded gives status 408; any other error gives 400.
	Body io.Reader
	// Length is the length that the client claims, or a negative number if it claims none. It is a
	// hint and may be wrong.
	Length int64
	// Header holds all headers, for requests that are not Discord's; see [Outside]. It is nil if
	// the transport carries no such requests.
	Header http.Header
	// Callback selects how the answer is sent. The zero value leaves that to the server's options.
	Callback CallbackMode
	// NoFiles means that the response to this request cannot carry files. An answer with files then
	// goes through the callback endpoint, whatever Callback says.
	NoFiles bool
}

// isJSON reports whether a Content-Type is application/json, whatever its parameters.
func isJSON(contentType string) bool {
	media, _, _ := strings.Cut(contentType, ";")
	return strings.EqualFold(strings.TrimSpace(media), jsonType)
}

// incoming is a request whose headers are well formed: its signature, and the message that is
// verified.
type incoming struct {
	signature signatureBytes
	// message is what Discord signs: the timestamp and then the body.
	message []byte
	// start is where the body begins.
	start int
	// noFiles is Request.NoFiles.
	noFiles bool
	// about is what the log says about the request.
	about about
}

type signatureBytes [ed25519.SignatureSize]byte

// parse checks the form of both headers and decodes the signature.
func (s *signatureBytes) parse(text, timestamp string) bool {
	if len(text) != hex.EncodedLen(len(s)) || timestamp == "" || len(timestamp) > maxTimestamp {
		return false
	}
	var digits [2 * ed25519.SignatureSize]byte
	copy(digits[:], text)
	_, err := hex.Decode(s[:], digits[:])
	return err == nil
}

func (s *incoming) body() []byte { return s.message[s.start:] }

// requests is a pool of requests with their buffers. An interaction keeps a copy of its body. Only
// a webhook event keeps the buffer itself, as its raw JSON.
var requests = sync.Pool{New: func() any { return new(incoming) }}

// newIncoming gets a request from the pool, writes the timestamp and makes room for the body after
// it.
func newIncoming(s signatureBytes, timestamp string, room int) *incoming {
	in := requests.Get().(*incoming)
	in.signature, in.noFiles = s, false
	in.message = append(slices.Grow(in.message[:0], len(timestamp)+room), timestamp...)
	in.start = len(in.message)
	return in
}

// keptBuffer is the largest buffer worth keeping.
const keptBuffer = 64 << 10

// release puts the request back into the pool. Its body must not be used any more.
func (s *incoming) release() {
	if cap(s.message) > keptBuffer {
		s.message = nil
	}
	s.about = about{}
	requests.Put(s)
}

// keep removes the buffer from the request, so it does not go back to the pool, and returns the
// body in it.
func (s *incoming) keep() []byte {
	body := s.body()
	s.message, s.start = nil, 0
	return body
}

var errTooLarge = errors.New("core: the body is larger than the limit")

// roomFor returns how much room to make for a body of a claimed length, before any byte of it has
// arrived. It is one byte more than claimed, so the end is found without growing. It is at least
// 512 bytes and at most 16 KiB.
func roomFor(claimed int64) int { return int(min(max(claimed+1, 512), 16<<10)) }

// read appends the body. It reads at most limit+1 bytes.
func (s *incoming) read(body io.Reader, limit int) error {
	message := s.message
	defer func() { s.message = message }()
	for end := s.start + limit + 1; ; {
		if len(message) == cap(message) {
			// Double the buffer. Append would grow it by a quarter, and would copy a long body four
			// times.
			message = slices.Grow(message, min(len(message), end-len(message)))
		}
		n, err := body.Read(message[len(message):min(cap(message), end)])
		message = message[:len(message)+n]
		switch {
		case len(message) == end:
			return errTooLarge
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

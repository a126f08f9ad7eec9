package core

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Response is what a transport sends back. A transport writes Status, the headers from Header and,
// with WriteTo, the body. Then it calls either Sent or NotSent, once.
type Response struct {
	// Status is the HTTP status.
	Status int
	// ContentType is empty if the response has neither a body nor a type.
	ContentType string
	// Body is the whole body. If the answer has files, Body is nil and WriteTo streams it.
	Body []byte

	payload    *discord.Payload
	retryAfter time.Duration
	allow      string
	// exchange is the interaction or event that this answers, until NotSent is called. It is nil
	// for a refusal, and for an answer that has gone through the callback endpoint.
	exchange *exchange
	work     *pendingWork
}

const (
	jsonType = "application/json"
	textType = "text/plain; charset=UTF-8"
)

// The table of refusals. Each status and its text are defined only here.
var (
	methodNotAllowed     = Response{Status: http.StatusMethodNotAllowed, ContentType: textType, Body: []byte("Method Not Allowed"), allow: http.MethodPost}
	unsupportedMediaType = refusal(http.StatusUnsupportedMediaType, "Unsupported Media Type")
	badSignatureHeaders  = refusal(http.StatusUnauthorized, "Missing or invalid required request signature header(s)")
	payloadTooLarge      = refusal(http.StatusRequestEntityTooLarge, "Payload too large")
	bodyTooSlow          = refusal(http.StatusRequestTimeout, "Request body came too slowly")
	emptyBody            = refusal(http.StatusBadRequest, "POST request must have a body")
	unreadableBody       = refusal(http.StatusBadRequest, "Request body could not be read")
	keyUnavailable       = refusal(http.StatusServiceUnavailable, "Public key unavailable")
	badSignature         = refusal(http.StatusUnauthorized, "Invalid request signature")
	invalidJSON          = refusal(http.StatusBadRequest, "Invalid JSON body")
	missingType          = refusal(http.StatusBadRequest, "Missing required 'type' field in payload")
	unknownType          = refusal(http.StatusNotImplemented, "Interaction type not implemented")
	undecodable          = refusal(http.StatusInternalServerError, "Exception occurred during interaction deserialization")
	noListener           = refusal(http.StatusNotImplemented, "Handler not set for this interaction type")
	dispatchFailed       = refusal(http.StatusInternalServerError, "Exception occurred during interaction dispatch")

	misconfigured = Response{Status: http.StatusServiceUnavailable, ContentType: textType, Body: []byte("Public key unavailable"), retryAfter: lastBackOff}

	pong = Response{Status: http.StatusOK, ContentType: jsonType, Body: []byte(`{"type":1}`)}
	// Discord requires a media type even if there is no body.
	noContent = Response{Status: http.StatusNoContent, ContentType: jsonType}
	accepted  = Response{Status: http.StatusAccepted}
)

// refusal is simple enough for the compiler to make the table at compile time, so it costs no time
// at start.
func refusal(status int, text string) Response {
	return Response{Status: status, ContentType: textType, Body: []byte(text)}
}

// answered returns a 200 response with an answer in it.
func answered(p discord.Payload) Response {
	r := Response{Status: http.StatusOK, ContentType: p.ContentType(), Body: p.JSON}
	if len(p.Files) > 0 {
		files := p // its own variable, or every payload would be moved to the heap
		r.Body, r.payload = nil, &files
	}
	return r
}

// Header calls set for each header of the response except Content-Length.
func (r *Response) Header(set func(name, value string)) {
	if r.ContentType != "" {
		set("Content-Type", r.ContentType)
	}
	if r.retryAfter > 0 {
		seconds := (r.retryAfter + time.Second - 1) / time.Second
		set("Retry-After", strconv.Itoa(int(seconds)))
	}
	if r.allow != "" {
		set("Allow", r.allow)
	}
}

// Streams reports whether the answer has files. Its body is then known only when it is written.
func (r *Response) Streams() bool { return r.payload != nil }

// Length returns how many bytes WriteTo writes, for Content-Length. known is false if the length of
// a file is unknown.
func (r *Response) Length() (n int64, known bool) {
	if r.payload != nil {
		return r.payload.Size()
	}
	return int64(len(r.Body)), true
}

// Close closes the files of an answer that will not be written. WriteTo closes them itself.
func (r *Response) Close() error {
	if r.payload == nil {
		return nil
	}
	return r.payload.Close()
}

// WriteTo writes the body. A body with files can be written only once.
func (r *Response) WriteTo(w io.Writer) (int64, error) {
	if r.payload != nil {
		n, err := r.payload.WriteTo(w)
		if err != nil {
			return n, fmt.Errorf("core: writing an answer with files: %w", err)
		}
		return n, nil
	}
	if len(r.Body) == 0 {
		return 0, nil
	}
	n, err := w.Write(r.Body)
	return int64(n), err
}

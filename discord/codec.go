package discord

import (
	"encoding/json"

	"github.com/hotaru-go/hotaru/internal/wire"
)

//go:generate go run ../internal/jsongen

// reader reads the JSON of this package's types.
type reader struct {
	wire.Reader
	spares
	// otherType is true if the type of the component that is being read differs from the type that
	// it begins with.
	otherType bool
}

// begin starts reading a body.
func begin(r *reader, body []byte) { r.Reset(body, wire.Share) }

// rawText returns the body as text, and the reader's own copy of it if it has one.
func rawText(r *reader, body []byte) string {
	if shared := r.Shared(); shared != "" {
		return shared
	}
	return string(body)
}

// decode reads one whole value. It does not keep the body.
func decode[T any](body []byte, read func(*reader, *T), v *T) error {
	var r reader
	begin(&r, body)
	read(&r, v)
	return r.Finish()
}

// firstRoom is how many bytes a buffer for JSON starts with.
const firstRoom = 192

// encoded returns the JSON that a function writes.
func encoded[T any](write func(*wire.Writer, *T), v *T) ([]byte, error) {
	w := wire.NewWriter(firstRoom)
	write(&w, v)
	return w.Finish()
}

// readRawMessage keeps a copy of a value.
func readRawMessage(r *reader, v *json.RawMessage) { *v = r.RawCopy() }

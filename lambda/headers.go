package lambda

import (
	"bytes"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/internal/wire"
)

// headers holds the three headers that core reads, from an object of strings or of lists of
// strings. Names match in any case: a Function URL sends them in lower case, and a REST API as the
// client wrote them. The first two values of a repeated header are joined with ", ", as core
// expects.
type headers struct {
	contentType, signature, timestamp header
	// present is true if there was an object, even an empty one.
	present bool
}

type header struct {
	value string
	count int
}

// add adds a value. It drops values after the second: two values already make the header invalid,
// and an event may hold thousands.
func (h *header) add(value string) {
	switch h.count++; h.count {
	case 1:
		h.value = value
	case 2:
		h.value += ", " + value
	}
}

// read reads the headers. It makes strings only of the values that it keeps.
func (h *headers) read(r *wire.Reader) {
	if h.present = opens(r); !h.present {
		return
	}
	for r.Member() {
		if to := h.field(r.Name); to != nil {
			to.read(r)
		} else {
			r.Skip()
		}
	}
}

// field returns the place for the values of a header, or nil if core does not read the header.
func (h *headers) field(name []byte) *header {
	switch {
	case bytes.EqualFold(name, []byte(core.SignatureHeader)):
		return &h.signature
	case bytes.EqualFold(name, []byte(core.TimestampHeader)):
		return &h.timestamp
	case bytes.EqualFold(name, []byte("Content-Type")):
		return &h.contentType
	}
	return nil
}

// read adds one value, or each value of a list. It ignores anything that is not a string.
func (h *header) read(r *wire.Reader) {
	switch r.Kind() {
	case '"':
		h.add(r.Text())
	case '[':
		for r.Open('['); r.More(']'); {
			h.read(r)
		}
	default:
		r.Skip()
	}
}

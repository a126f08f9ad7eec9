package lambda

import (
	"bytes"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/internal/wire"
)

// headers are the three that core reads, from an object of strings or of lists of strings. Names
// match in any case: a Function URL sends them in lower case, a REST API as the client wrote them.
// The first two values of a repeated name are joined by ", ", as core wants them.
type headers struct {
	contentType, signature, timestamp header
	// present says that there was an object, even an empty one.
	present bool
}

type header struct {
	value string
	count int
}

// add drops values after the second, which has made the header invalid already: an event may hold
// thousands.
func (h *header) add(value string) {
	switch h.count++; h.count {
	case 1:
		h.value = value
	case 2:
		h.value += ", " + value
	}
}

// read makes strings only of the values that are kept.
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

// field returns where the values of a header go, or nil if it is not read.
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

// read adds one value, or each of a list. Anything but a string is not a header's value.
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

package lambda

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/hotaru-go/hotaru/core"
)

// headers are the three that core reads, out of an object of strings or of lists of strings. Names are matched in any
// case: a Function URL sends them in lower case, a REST API as the client wrote them. Values of a name that comes more
// than once are joined by ", ", as core wants them, the first two of them.
type headers struct {
	contentType, signature, timestamp header
	// present says that there was an object, even an empty one.
	present bool
}

type header struct {
	value string
	count int
}

// add leaves out what comes after a second value, which has spoilt the header already: an event may hold thousands.
func (h *header) add(value string) {
	switch h.count++; h.count {
	case 1:
		h.value = value
	case 2:
		h.value += ", " + value
	}
}

// read makes strings only of the values that are kept.
func (h *headers) read(dec *jsontext.Decoder) (err error) {
	h.present, err = readObject(dec, func(name []byte) error {
		if to := h.field(name); to != nil {
			return readValues(dec, to)
		}
		return dec.SkipValue()
	})
	return err
}

var (
	contentTypeName = []byte(`"Content-Type"`)
	signatureName   = []byte(`"` + core.SignatureHeader + `"`)
	timestampName   = []byte(`"` + core.TimestampHeader + `"`)
)

// field returns where the values of a header go, nil where they are not read. The name comes in its quotes; a header's
// name has no character that JSON escapes.
func (h *headers) field(quoted []byte) *header {
	switch {
	case bytes.EqualFold(quoted, signatureName):
		return &h.signature
	case bytes.EqualFold(quoted, timestampName):
		return &h.timestamp
	case bytes.EqualFold(quoted, contentTypeName):
		return &h.contentType
	}
	return nil
}

// readValues adds one value, or each of a list. Whatever is not a string is not a header's value.
func readValues(dec *jsontext.Decoder, to *header) error {
	switch dec.PeekKind() {
	case '"':
		var value string
		err := readText(dec, &value)
		to.add(value)
		return err
	case '[':
		if _, err := dec.ReadToken(); err != nil {
			return err
		}
		for dec.PeekKind() != ']' {
			if err := readValues(dec, to); err != nil {
				return err
			}
		}
		_, err := dec.ReadToken()
		return err
	}
	return dec.SkipValue()
}

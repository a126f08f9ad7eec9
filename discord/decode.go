package discord

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// What can be wrong with a request's body before its kind is known.
var (
	// ErrInvalidJSON says that the body is not one JSON object in UTF-8, or that its type is not an integer.
	ErrInvalidJSON = errors.New("discord: the body is not a JSON object with an integer type")
	// ErrMissingType says that the body is a JSON object without a type.
	ErrMissingType = errors.New("discord: the body has no type")
	// ErrUnknownType says that the type is none of the interaction types that carry data.
	ErrUnknownType = errors.New("discord: unknown interaction type")
)

// lenient is how everything from Discord is decoded: a repeated key is no reason to fail an interaction.
var lenient = jsontext.AllowDuplicateNames(true)

// PeekType reads the type of an interaction, or of a webhook event, in one walk over the body, which also checks that
// the body is one well-formed JSON object in UTF-8 and nothing more. It decodes nothing else and does not allocate.
// The last of several types wins, as it does in decoding. It returns [ErrInvalidJSON] or [ErrMissingType].
func PeekType(body []byte) (InteractionType, error) {
	p := peekers.Get().(*peeker)
	p.body = *bytes.NewBuffer(body)
	p.Reset(&p.body, lenient)
	kind, err := p.peek()
	p.body = bytes.Buffer{} // lest the pool keeps the body
	p.Reset(&p.body, lenient)
	peekers.Put(p)
	return kind, err
}

// peeker is a decoder and what it reads from: a buffer, which the decoder reads in place, without a copy.
type peeker struct {
	jsontext.Decoder
	body bytes.Buffer
}

var peekers = sync.Pool{New: func() any { return new(peeker) }}

func (p *peeker) peek() (kind InteractionType, err error) {
	if open, err := p.ReadToken(); err != nil || open.Kind() != '{' {
		return 0, ErrInvalidJSON
	}
	err = ErrMissingType
	for p.PeekKind() == '"' {
		name, invalid := p.ReadValue()
		if invalid != nil {
			return 0, ErrInvalidJSON
		}
		isType := named(name, "type")
		value, invalid := p.ReadValue()
		if invalid != nil {
			return 0, ErrInvalidJSON
		}
		if isType {
			kind, err = integer(value)
		}
	}
	if _, invalid := p.ReadToken(); invalid != nil {
		return 0, ErrInvalidJSON
	}
	if _, end := p.ReadToken(); end != io.EOF {
		return 0, ErrInvalidJSON
	}
	return kind, err
}

// named reports whether a JSON string says name, which may be written with escapes.
func named(quoted jsontext.Value, name string) bool {
	if n := len(quoted); n == len(name)+2 {
		return string(quoted[1:n-1]) == name
	}
	return bytes.IndexByte(quoted, '\\') >= 0 && string(unquoted(quoted)) == name
}

// integer reads a JSON integer. One that no type will ever have stays a valid, unknown type.
func integer(value jsontext.Value) (InteractionType, error) {
	n, err := strconv.ParseInt(string(value), 10, 32)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return math.MaxInt32, nil
	case err != nil:
		return 0, ErrInvalidJSON
	}
	return InteractionType(n), nil
}

// Decode reads a request's body: its type and, but for a PING, the interaction. An error is [ErrInvalidJSON],
// [ErrMissingType], [ErrUnknownType], or tells where a value of a known type does not fit. No error holds text of the
// body. Nothing of the body is kept.
//
// The strings of an interaction from a body of up to 64 KiB share the memory of one copy of the body: clone, with
// strings.Clone, what is kept when the interaction is done.
func Decode(body []byte) (kind InteractionType, i Interaction, err error) {
	kind, i, ok := readInteraction(body)
	if ok {
		return kind, i, nil
	}
	kind, err = PeekType(body)
	if err != nil || kind == InteractionPing {
		return kind, nil, err
	}
	i, err = DecodeInteraction(kind, body)
	return kind, i, err
}

// DecodeInteraction decodes a body whose type PeekType has read. Nothing of the body is kept.
// A PING, or a type that nobody knows yet, is [ErrUnknownType].
func DecodeInteraction(kind InteractionType, body []byte) (Interaction, error) {
	into := newInteraction(kind)
	if into == nil {
		return nil, ErrUnknownType
	}
	var r reader
	r.begin(body)
	readInto(&r, into)
	if err := r.finish(); err != nil {
		return nil, fmt.Errorf("discord: decoding an interaction of type %d: %w", kind, err)
	}
	into.Common().raw = r.text
	return into, nil
}

// newInteraction returns nil for a PING and for types that nobody knows yet.
func newInteraction(kind InteractionType) Interaction {
	switch kind {
	case InteractionCommand:
		return new(CommandInteraction)
	case InteractionAutocomplete:
		return new(AutocompleteInteraction)
	case InteractionComponent:
		return new(ComponentInteraction)
	case InteractionModal:
		return new(ModalInteraction)
	}
	return nil
}

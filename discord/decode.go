package discord

import (
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// The errors of a request's body before its type is known.
var (
	// ErrInvalidJSON means that the body is not one JSON object in UTF-8, or that its type is not
	// an integer.
	ErrInvalidJSON = errors.New("discord: the body is not a JSON object with an integer type")
	// ErrMissingType means that the body is a JSON object without a type.
	ErrMissingType = errors.New("discord: the body has no type")
	// ErrUnknownType means that the type is not one of the interaction types with data.
	ErrUnknownType = errors.New("discord: unknown interaction type")
)

// PeekType reads the type of an interaction, or of a webhook event, in one pass over the body. It
// also checks that the body is exactly one well-formed JSON object in UTF-8. It decodes nothing
// else and does not allocate. If there are several types, the last one wins, as in decoding. It
// returns [ErrInvalidJSON] or [ErrMissingType].
func PeekType(body []byte) (kind InteractionType, err error) {
	var r wire.Reader
	r.Reset(body, 0)
	err = ErrMissingType
	for r.Open('{'); r.Member(); {
		if string(r.Name) == "type" {
			kind, err = integer(r.Raw())
		} else {
			r.Skip()
		}
	}
	if r.End(); r.Failed() {
		return 0, ErrInvalidJSON
	}
	return kind, err
}

// integer reads a JSON integer. An integer that is too large is a valid, unknown type.
func integer(value []byte) (InteractionType, error) {
	n, err := strconv.ParseInt(string(value), 10, 32)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return math.MaxInt32, nil
	case err != nil:
		return 0, ErrInvalidJSON
	}
	return InteractionType(n), nil
}

// Decode reads a request's body: its type and, unless it is a PING, the interaction. It returns
// [ErrInvalidJSON], [ErrMissingType], [ErrUnknownType], or an error that names the value that does
// not fit, and the interaction's ID if it was read. No error contains text of the body. Decode does
// not keep the body.
//
// Decode refuses a body whose lists have so many almost empty elements that they would take more
// than 40 times the body's length in memory. No message from Discord comes near that.
//
// The strings of an interaction share the memory of copies of the body, of up to 64 KiB each. Use
// strings.Clone on the strings that you keep after the interaction.
func Decode(body []byte) (kind InteractionType, i Interaction, err error) {
	kind, i, err = readInteraction(body)
	switch {
	case err == nil:
		return kind, i, nil
	case errors.Is(err, wire.ErrRoom):
		return kind, nil, fmt.Errorf("discord: decoding an interaction: %w", err)
	}
	kind, err = PeekType(body)
	if err != nil || kind == InteractionPing {
		return kind, nil, err
	}
	i, err = DecodeInteraction(kind, body)
	return kind, i, err
}

// DecodeInteraction decodes a body whose type PeekType has read. It does not keep the body. For a
// PING, or a type that this package does not know, it returns [ErrUnknownType].
func DecodeInteraction(kind InteractionType, body []byte) (Interaction, error) {
	into := newInteraction(kind)
	if into == nil {
		return nil, ErrUnknownType
	}
	var r reader
	begin(&r, body)
	readInto(&r, into)
	if err := r.Finish(); err != nil {
		which := "an interaction"
		if id := into.Common().ID; id != 0 {
			which = "interaction " + id.String()
		}
		return nil, fmt.Errorf("discord: decoding %s of type %d: %w", which, kind, err)
	}
	into.Common().raw = rawText(&r, body)
	return into, nil
}

// DecodeRawInteraction decodes an interaction of any type, except its data. It returns
// [ErrInvalidJSON], [ErrMissingType] or an error that says that the body takes too much memory. It
// does not keep the body.
func DecodeRawInteraction(body []byte) (*RawInteraction, error) {
	kind, err := PeekType(body)
	if err != nil {
		return nil, err
	}
	var r reader
	begin(&r, body)
	i := new(RawInteraction)
	for r.Open('{'); r.Member(); {
		if !readEnvelopeMembers(&r, &i.Envelope) {
			r.Skip()
		}
	}
	if err := r.Finish(); errors.Is(err, wire.ErrRoom) {
		return nil, fmt.Errorf("discord: decoding an interaction of type %d: %w", kind, err)
	} else if err != nil {
		i.Envelope = Envelope{}
	}
	i.Type, i.raw = kind, string(body)
	return i, nil
}

// newInteraction returns nil for a PING and for unknown types.
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

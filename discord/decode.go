package discord

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/go-json-experiment/json"
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

// encodeOptions is how everything is encoded: text that is not UTF-8 goes out with U+FFFD in place of the faulty
// bytes, as encoding/json does it, since a message cut in the middle of a character is better than none.
var encodeOptions = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// lenient is how everything from Discord is decoded: a repeated key is no reason to fail an interaction.
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true))

// PeekType reads the type of an interaction, or of a webhook event, and checks that the body is well-formed JSON.
// It decodes nothing else and does not allocate. It returns [ErrInvalidJSON] or [ErrMissingType].
func PeekType(body []byte) (InteractionType, error) {
	if !jsontext.Value(body).IsValid(lenient) {
		return 0, ErrInvalidJSON
	}
	return peek(body)
}

// peek walks the top level of a well-formed body. The last type wins, as it does in decoding.
func peek(body []byte) (InteractionType, error) {
	var dec jsontext.Decoder
	dec.Reset(bytes.NewReader(body), lenient)
	if open, err := dec.ReadToken(); err != nil || open.Kind() != '{' {
		return 0, ErrInvalidJSON
	}
	kind, found := InteractionType(0), false
	for dec.PeekKind() != '}' {
		name, err := dec.ReadValue()
		if err != nil {
			return 0, fmt.Errorf("%w: %w", ErrInvalidJSON, err)
		}
		isType := string(name) == `"type"`
		value, err := dec.ReadValue()
		if err != nil {
			return 0, fmt.Errorf("%w: %w", ErrInvalidJSON, err)
		}
		if !isType {
			continue
		}
		if kind, err = integer(value); err != nil {
			return 0, err
		}
		found = true
	}
	if !found {
		return 0, ErrMissingType
	}
	return kind, nil
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

// DecodeInteraction decodes a body whose type PeekType has read. The interaction's Raw is the body itself, not a copy.
// A PING, or a type that nobody knows yet, is [ErrUnknownType].
func DecodeInteraction(kind InteractionType, body []byte) (Interaction, error) {
	var into Interaction
	switch kind {
	case InteractionCommand:
		into = new(CommandInteraction)
	case InteractionAutocomplete:
		into = new(AutocompleteInteraction)
	case InteractionComponent:
		into = new(ComponentInteraction)
	case InteractionModal:
		into = new(ModalInteraction)
	default:
		return nil, ErrUnknownType
	}
	if err := json.Unmarshal(body, into, lenient); err != nil {
		return nil, fmt.Errorf("discord: decoding an interaction of type %d: %w", kind, withoutText(err))
	}
	into.Common().Raw = body
	return into, nil
}

// withoutText keeps where decoding failed and drops what stood there: the body is the user's, an error may be logged.
func withoutText(err error) error {
	var semantic *json.SemanticError
	if errors.As(err, &semantic) {
		return fmt.Errorf("the value at %q does not fit %v", semantic.JSONPointer, semantic.GoType)
	}
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) {
		return fmt.Errorf("invalid JSON at byte %d", syntactic.ByteOffset)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return io.ErrUnexpectedEOF
	}
	return errors.New("a value does not fit")
}

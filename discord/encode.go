package discord

import (
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
)

// ErrAnswerKind says that an answer does not fit the kind of interaction it was given for.
// Typed listeners cannot cause it; middleware and hooks, which see every kind, can.
var ErrAnswerKind = errors.New("discord: this answer does not fit this kind of interaction")

// EncodeAnswer checks an answer against the interaction it is for and against Discord's limits, and encodes it.
// It returns [ErrAnswerKind], or a [*CheckError] with everything that Discord would refuse.
func EncodeAnswer(to Interaction, answer Answer) (Payload, error) {
	if !fits(to, answer) {
		return Payload{}, fmt.Errorf("%w: %T for %T", ErrAnswerKind, answer, to)
	}
	if raw, ok := answer.(RawAnswer); ok {
		if raw.CallbackType() == 0 {
			return Payload{}, errors.New("discord: a raw answer is a JSON object with an integer type")
		}
		return Payload{JSON: raw}, nil
	}
	callback := struct {
		Type CallbackType `json:"type"`
		Data any          `json:"data,omitzero"`
	}{answer.CallbackType(), answer.data()}
	return encode(callback, answer.files())
}

// EncodeMessage checks and encodes a message that is sent by itself: a follow-up.
func EncodeMessage(m Message) (Payload, error) { return encode(m.data(), m.Files) }

// EncodeUpdate checks and encodes an edit of a message.
func EncodeUpdate(u Update) (Payload, error) { return encode(u.data(), u.Files) }

func encode(body any, files []File) (Payload, error) {
	text, err := json.Marshal(body, encodeOptions)
	if err != nil {
		return Payload{}, fmt.Errorf("discord: encoding: %w", err)
	}
	return newPayload(text, files), nil
}

// fits repeats at run time what the sealed interfaces say at compile time.
func fits(to Interaction, answer Answer) bool {
	fit := false
	switch to.(type) {
	case *CommandInteraction:
		_, fit = answer.(CommandAnswer)
	case *AutocompleteInteraction:
		_, fit = answer.(AutocompleteAnswer)
	case *ComponentInteraction:
		_, fit = answer.(ComponentAnswer)
	case *ModalInteraction:
		_, fit = answer.(ModalAnswer)
	}
	return fit
}

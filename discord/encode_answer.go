package discord

import (
	"errors"
	"fmt"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// ErrAnswerKind means that an answer does not fit the type of the interaction, or that it is a
// struct that embeds an answer. Typed listeners cannot cause the first. Middleware and hooks can,
// because they handle all types.
var ErrAnswerKind = errors.New("discord: this answer does not fit this kind of interaction")

// ErrRawAnswer means that a [RawAnswer] is not a JSON object with an integer type.
var ErrRawAnswer = errors.New("discord: a raw answer is a JSON object with an integer type")

// EncodeAnswer checks an answer against the interaction it is for and against Discord's limits, and
// encodes it.
//
// It returns [ErrAnswerKind], [ErrRawAnswer], or a [*CheckError] with everything that Discord would
// refuse. On an error it closes the answer's files; otherwise they belong to the payload.
func EncodeAnswer(to Interaction, answer Answer) (Payload, error) {
	answer = answerValue(answer)
	if !fitsInteraction(to, answer) {
		return fail(answer, fmt.Errorf("%w: %T for %T", ErrAnswerKind, answer, to))
	}
	switch a := answer.(type) {
	case RawAnswer:
		if !a.valid() {
			return fail(answer, ErrRawAnswer)
		}
		return Payload{JSON: a}, nil
	case Update:
		if message := to.Common().Message; message != nil {
			answer = a.keeping(message)
		}
	case Message, DeferredMessage, DeferredUpdate, Choices, Modal, LaunchActivity:
	default:
		// It has the methods of an answer, but no check knows it, and its other fields would be lost.
		return fail(answer, fmt.Errorf("%w: %T embeds an answer: use the answer itself", ErrAnswerKind, answer))
	}
	if err := checkAnswer(to, answer); err != nil {
		return fail(answer, err)
	}
	return encode(answer.CallbackType(), answer)
}

// EncodeMessage checks and encodes a follow-up message. It returns a [*CheckError] with everything
// that Discord would refuse. On an error it closes the files. Otherwise they belong to the payload.
func EncodeMessage(m Message) (Payload, error) {
	if err := checkMessage(&m); err != nil {
		return fail(m, err)
	}
	return encode(0, m)
}

// EncodeUpdate checks and encodes an edit of a message: the original answer or a follow-up. It
// returns a [*CheckError] with everything that Discord would refuse. On an error it closes the
// files; otherwise they belong to the payload.
func EncodeUpdate(u Update) (Payload, error) {
	if err := checkUpdate(&u); err != nil {
		return fail(u, err)
	}
	return encode(0, u)
}

// encode writes the data of an answer, inside a callback unless its type is zero.
func encode(callback CallbackType, answer Answer) (Payload, error) {
	// This is one allocation for both. The Writer needs an allocation because the data of an answer
	// is written through an interface.
	all := new(struct {
		wire.Writer
		room [firstRoom]byte
	})
	w := &all.Writer
	*w = wire.AppendTo(all.room[:0])
	if callback != 0 {
		w.Open('{')
		w.Name(`"type":`)
		w.Int(int64(callback))
		without := w.Len()
		w.Name(`"data":`)
		before := w.Len()
		if answer.writeData(w); w.Len() == before {
			w.Truncate(without)
		}
		w.Close('}')
	} else {
		answer.writeData(w)
	}
	text, err := w.Finish()
	if err != nil {
		CloseFiles(answer)
		return Payload{}, fmt.Errorf("discord: encoding: %w", err)
	}
	return newPayload(text, answer.files()), nil
}

func fail(answer Answer, err error) (Payload, error) {
	CloseFiles(answer)
	return Payload{}, err
}

// fitsInteraction checks at run time what the sealed interfaces check at compile time.
func fitsInteraction(to Interaction, answer Answer) bool {
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
	case *RawInteraction:
		_, fit = answer.(RawAnswer)
	}
	return fit
}

// answerValue returns the answer that a pointer points to, or nil for a nil pointer. A pointer to
// an answer has the answer's methods, so it is an answer too.
func answerValue(answer Answer) Answer {
	switch a := answer.(type) {
	case *Message:
		return answerOf(a)
	case *DeferredMessage:
		return answerOf(a)
	case *Update:
		return answerOf(a)
	case *DeferredUpdate:
		return answerOf(a)
	case *Choices:
		return answerOf(a)
	case *Modal:
		return answerOf(a)
	case *LaunchActivity:
		return answerOf(a)
	case *RawAnswer:
		return answerOf(a)
	}
	return answer
}

func answerOf[A Answer](pointer *A) Answer {
	if pointer == nil {
		return nil
	}
	return *pointer
}

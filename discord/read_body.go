package discord

import (
	"bytes"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// readInteraction reads a whole interaction in one pass; its type it learns on the way, mostly after its data. It
// returns false where anything is out of the ordinary: then the body is looked at more closely.
func readInteraction(body []byte) (kind InteractionType, i Interaction, ok bool) {
	var in reader
	in.begin(body)
	r := &in
	// What is common to all kinds waits here until the kind is known.
	var common Envelope
	data, typed := -1, false
	for r.open('{'); r.member(); {
		switch {
		case r.name == "type" && !typed:
			kind, typed = InteractionType(r.int()), true
			common.Type = kind
		case r.name == "data" && data < 0:
			data = r.at
			r.skip()
		case r.name == "type" || r.name == "data":
			r.fail()
		case kind == InteractionPing:
			r.skip() // nobody will look at it
		case !readEnvelopeMembers(r, &common):
			r.skip()
		}
	}
	if r.end(); r.failed || !typed {
		return 0, nil, false
	}
	if kind == InteractionPing {
		return kind, nil, true
	}
	if i = newInteraction(kind); i == nil {
		return 0, nil, false
	}
	*i.Common() = common
	if data >= 0 {
		r.at = data
		readData(r, i)
	}
	if r.failed {
		return 0, nil, false
	}
	i.Common().raw = r.text
	return kind, i, true
}

// readInto reads a whole interaction whose kind is known.
func readInto(r *reader, i Interaction) {
	if r.null() {
		return
	}
	for r.open('{'); r.member(); {
		if r.name == "data" {
			readData(r, i)
		} else if !readEnvelopeMembers(r, i.Common()) {
			r.skip()
		}
	}
}

// readData reads what the kinds of interaction do not have in common.
func readData(r *reader, into Interaction) {
	switch i := into.(type) {
	case *CommandInteraction:
		readCommandData(r, &i.Data)
	case *AutocompleteInteraction:
		readCommandData(r, &i.Data)
	case *ComponentInteraction:
		readComponentData(r, &i.Data)
	case *ModalInteraction:
		readModalData(r, &i.Data)
	}
}

// wellFormed tells whether a text is one value in JSON and in UTF-8.
func wellFormed(text []byte) bool { return jsontext.Value(text).IsValid(lenient) }

// decode reads one whole value, and keeps nothing of the body.
func decode[T any](body []byte, read func(*reader, *T), v *T) error {
	var r reader
	r.begin(body)
	read(&r, v)
	return r.finish()
}

// finish returns what is wrong with the body, if anything.
func (r *reader) finish() error {
	r.end()
	if !r.failed {
		return nil
	}
	return misfit(r.body, r.failedAt)
}

// decodeFrom reads the value at which a decoder stands.
func decodeFrom[T any](dec *jsontext.Decoder, read func(*reader, *T), v *T) error {
	value, err := dec.ReadValue()
	if err != nil {
		return err
	}
	return decode(value, read, v)
}

// misfit tells where something is wrong and not what stands there: the body is somebody's, an error may be logged.
func misfit(body []byte, at int) error {
	if !wellFormed(body) {
		return errNotJSON
	}
	dec := jsontext.NewDecoder(bytes.NewReader(body), lenient)
	for dec.InputOffset() <= int64(at) {
		if _, err := dec.ReadToken(); err != nil {
			break
		}
	}
	return fmt.Errorf("the value at %q does not fit", dec.StackPointer())
}

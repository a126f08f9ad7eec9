package discord

import (
	"bytes"
	"errors"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// errUnusual means that a body needs the slower, general way of decoding.
var errUnusual = errors.New("discord: an unusual body")

// readInteraction reads a whole interaction in one pass, with the type that typeAhead guesses. It
// returns errUnusual for an unusual body, such as one whose type differs from the guess, or
// [wire.ErrRoom].
func readInteraction(body []byte) (kind InteractionType, i Interaction, err error) {
	var in reader
	r := &in
	begin(r, body)
	kind = typeAhead(r, body)
	if i = r.allocate(kind); i == nil {
		return 0, nil, errUnusual
	}
	typed, held := false, false
	for r.Open('{'); r.Member(); {
		switch string(r.Name) {
		case "type":
			if typed || InteractionType(r.Int()) != kind {
				r.Fail()
			}
			i.Common().Type, typed = kind, true
		case "data":
			if held {
				r.Fail()
			}
			readData(r, i)
			held = true
		default:
			if !readEnvelopeMembers(r, i.Common()) {
				r.Skip()
			}
		}
	}
	if r.End(); r.Failed() || !typed {
		return kind, nil, unusual(r)
	}
	i.Common().raw = rawText(r, body)
	return kind, i, nil
}

// typeAhead guesses the type of an interaction. Discord sorts the members of its bodies by name, so
// only a few come after the type.
func typeAhead(r *reader, body []byte) InteractionType {
	const name = `"type":`
	tail := body[max(0, len(body)-512):]
	if at := bytes.LastIndex(tail, []byte(name)) + len(name); at >= len(name) && at < len(tail) && tail[at]-'0' <= 9 {
		return InteractionType(tail[at] - '0')
	}
	return InteractionType(r.IntAhead("type"))
}

func unusual(r *reader) error {
	if r.Tight() {
		return wire.ErrRoom
	}
	return errUnusual
}

// readInto reads a whole interaction whose type is known.
func readInto(r *reader, i Interaction) {
	if r.Null() {
		return
	}
	for r.Open('{'); r.Member(); {
		if string(r.Name) == "data" {
			readData(r, i)
		} else if !readEnvelopeMembers(r, i.Common()) {
			r.Skip()
		}
	}
}

// readData reads the data of an interaction, which differs by type.
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

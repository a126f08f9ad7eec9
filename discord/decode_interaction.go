package discord

import (
	"errors"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// errUnusual says that a body has to be looked at more closely.
var errUnusual = errors.New("discord: an unusual body")

// readInteraction reads a whole interaction in one pass. It learns the type on the way, mostly
// after the data. It returns errUnusual for a body that is out of the ordinary, and [wire.ErrRoom].
func readInteraction(body []byte) (kind InteractionType, i Interaction, err error) {
	var in wire.Reader
	begin(&in, body)
	r := &in
	// common is filled in until the type is known.
	var common Envelope
	var data wire.Mark
	held, typed := false, false
	for r.Open('{'); r.Member(); {
		switch {
		case string(r.Name) == "type" && !typed:
			kind, typed = InteractionType(r.Int()), true
			common.Type = kind
		case string(r.Name) == "data" && !held:
			data, held = r.Mark(), true
			r.Skip()
		case string(r.Name) == "type" || string(r.Name) == "data":
			r.Fail()
		case kind == InteractionPing:
			r.Skip() // nobody will look at it
		case !readEnvelopeMembers(r, &common):
			r.Skip()
		}
	}
	if r.End(); r.Failed() || !typed {
		return 0, nil, unusual(r)
	}
	if kind == InteractionPing {
		return kind, nil, nil
	}
	if i = newInteraction(kind); i == nil {
		return 0, nil, errUnusual
	}
	*i.Common() = common
	if held {
		r.Back(data)
		readData(r, i)
	}
	if r.Failed() {
		return kind, nil, unusual(r)
	}
	i.Common().raw = rawText(r, body)
	return kind, i, nil
}

func unusual(r *wire.Reader) error {
	if r.Tight() {
		return wire.ErrRoom
	}
	return errUnusual
}

// readInto reads a whole interaction whose type is known.
func readInto(r *wire.Reader, i Interaction) {
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
func readData(r *wire.Reader, into Interaction) {
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

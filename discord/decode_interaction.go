package discord

import "github.com/hotaru-go/hotaru/internal/wire"

// readInteraction reads a whole interaction in one pass; its type it learns on the way, mostly after its data. It
// returns false where anything is out of the ordinary: then the body is looked at more closely.
func readInteraction(body []byte) (kind InteractionType, i Interaction, ok bool) {
	var in wire.Reader
	begin(&in, body)
	r := &in
	// What is common to all kinds waits here until the kind is known.
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
		return 0, nil, false
	}
	if kind == InteractionPing {
		return kind, nil, true
	}
	if i = newInteraction(kind); i == nil {
		return 0, nil, false
	}
	*i.Common() = common
	if held {
		r.Back(data)
		readData(r, i)
	}
	if r.Failed() {
		return 0, nil, false
	}
	i.Common().raw = rawText(r, body)
	return kind, i, true
}

// readInto reads a whole interaction whose kind is known.
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

// readData reads what the kinds of interaction do not have in common.
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

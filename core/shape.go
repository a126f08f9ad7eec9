package core

import (
	"bytes"
	"log/slog"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/internal/wire"
)

// shape is what the members of a signed body tell about it when its type does not: whether Discord
// sent an interaction or a webhook event. A PING of an interaction has type 1, and so has an event.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-structure
// and https://docs.discord.com/developers/events/webhook-events#payload-structure.
type shape struct {
	id   discord.Snowflake
	kind int
	// typed says whether the body has an integer type.
	typed bool
	// version, token and data say whether the body has such a member, event whether it has one of
	// any kind, and eventObject whether that is an object.
	version, token, data, event, eventObject bool
	// name is the event's, where the event is an object and has one that looks like Discord's.
	name string
}

// shapeOf reads the names of a body's members, and the few values that the log needs. Of a body
// that is not JSON it returns what stands before the fault.
func shapeOf(body []byte) *shape {
	s := new(shape)
	eachMember(body, s.note)
	return s
}

// eachMember calls do for each member of a JSON object, up to the first fault.
func eachMember(object []byte, do func(name string, value []byte)) {
	var r wire.Reader
	r.Reset(object, wire.Repair)
	for r.Open('{'); r.Member(); {
		name := r.Key()
		value := r.Raw()
		if r.Failed() {
			return
		}
		do(name, value)
	}
}

func (s *shape) note(member string, value []byte) {
	switch member {
	case "id":
		if s.id.UnmarshalJSON(value) != nil {
			s.id = 0
		}
	case "type":
		kind, err := strconv.ParseInt(string(value), 10, 32)
		s.kind, s.typed = int(kind), err == nil
	case "version":
		s.version = true
	case "token":
		s.token = true
	case "data":
		s.data = true
	case "event":
		s.event, s.eventObject = true, wire.Kind(value) == '{'
		eachMember(value, s.noteEvent)
	}
}

// noteEvent keeps an event's name. What Discord would not name an event so stays out of the log.
func (s *shape) noteEvent(member string, value []byte) {
	name := strings.Trim(string(value), `"`)
	isName := len(name) <= 64 && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == ""
	if member == "type" && isName {
		s.name = name
	}
}

// isEvent says that this is a webhook event or the PING of one.
func (s *shape) isEvent() bool {
	return s.eventObject || s.typed && discord.WebhookType(s.kind) == discord.WebhookPing && s.version
}

// isInteraction says that this is an interaction or the PING of one. A webhook event has an event,
// and its PING has type 0.
func (s *shape) isInteraction() bool {
	isPing := s.typed && discord.InteractionType(s.kind) == discord.InteractionPing
	return !s.event && (isPing || s.token || s.data)
}

func (s *shape) attrs() []slog.Attr {
	var attrs []slog.Attr
	if s.id != 0 {
		attrs = append(attrs, slog.String("interaction_id", s.id.String()))
	}
	if s.typed {
		attrs = append(attrs, slog.Int("type", s.kind))
	}
	if s.name != "" {
		attrs = append(attrs, slog.String("event", s.name))
	}
	return attrs
}

// mayBeEvent says whether a body that decodes as an interaction, or as a PING where i is nil, needs
// a second look: a PING has the word in it, or an interaction lacks what Discord always sends.
func mayBeEvent(body []byte, i discord.Interaction) bool {
	if i == nil {
		return bytes.Contains(body, []byte("event"))
	}
	return i.Common().ID == 0 || i.Common().Token == ""
}

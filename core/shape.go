package core

import (
	"bytes"
	"log/slog"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/internal/wire"
)

// shape distinguishes an interaction from a webhook event by the members of a signed body. The type
// alone is not enough: 1 is both an interaction's PING and a webhook event.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-structure
// and https://docs.discord.com/developers/events/webhook-events#payload-structure.
type shape struct {
	id   discord.Snowflake
	kind int
	// typed is true if the body has an integer type.
	typed bool
	// version, token, data and event are true if the body has such a member. eventObject is true if
	// the event is an object.
	version, token, data, event, eventObject bool
	// name is the event's name if it looks like one of Discord's.
	name string
}

// shapeOf reads the names of a body's members, and the few values that the log needs. If the body
// is not JSON, it returns what comes before the error.
func shapeOf(body []byte) *shape {
	s := new(shape)
	eachMember(body, s.note)
	return s
}

// eachMember calls do for each member of a JSON object, up to the first error.
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

// noteEvent records an event's name. It keeps a name that Discord would not use out of the log.
func (s *shape) noteEvent(member string, value []byte) {
	name := strings.Trim(string(value), `"`)
	isName := len(name) <= 64 && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == ""
	if member == "type" && isName {
		s.name = name
	}
}

// isEvent reports whether the body is a webhook event or its PING.
func (s *shape) isEvent() bool {
	return s.eventObject || s.typed && discord.WebhookType(s.kind) == discord.WebhookPing && s.version
}

// isInteraction reports whether the body is an interaction or its PING. A webhook event has a
// member event, and its PING has type 0.
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

// mayBeEvent reports whether a body that decodes as an interaction (nil for a PING) may be a
// webhook event: a PING contains the word "event", or an interaction lacks its ID or token, which
// Discord always sends.
func mayBeEvent(body []byte, i discord.Interaction) bool {
	if i == nil {
		return bytes.Contains(body, []byte("event"))
	}
	return i.Common().ID == 0 || i.Common().Token == ""
}

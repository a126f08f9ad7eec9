package discord

import (
	"encoding/json"
	"fmt"

	"github.com/hotaru-go/hotaru/internal/wire"
)

// WebhookType is the type of a webhook request: an event, or the PING by which Discord tests an
// endpoint.
//
// See https://docs.discord.com/developers/events/webhook-events#webhook-types.
type WebhookType int

// The webhook types.
const (
	WebhookPing  WebhookType = 0
	WebhookEvent WebhookType = 1
)

// EventName is the name of a webhook event. Names without a constant are kept.
//
// See https://docs.discord.com/developers/events/webhook-events#event-types.
type EventName string

// The webhook events.
const (
	EventApplicationAuthorized   EventName = "APPLICATION_AUTHORIZED"
	EventApplicationDeauthorized EventName = "APPLICATION_DEAUTHORIZED"
	EventEntitlementCreate       EventName = "ENTITLEMENT_CREATE"
	EventEntitlementUpdate       EventName = "ENTITLEMENT_UPDATE"
	EventEntitlementDelete       EventName = "ENTITLEMENT_DELETE"
	// EventQuestUserEnrollment is documented, but apps cannot receive it yet. Its data is an
	// [UnknownEvent].
	EventQuestUserEnrollment     EventName = "QUEST_USER_ENROLLMENT"
	EventLobbyMessageCreate      EventName = "LOBBY_MESSAGE_CREATE"
	EventLobbyMessageUpdate      EventName = "LOBBY_MESSAGE_UPDATE"
	EventLobbyMessageDelete      EventName = "LOBBY_MESSAGE_DELETE"
	EventGameDirectMessageCreate EventName = "GAME_DIRECT_MESSAGE_CREATE"
	EventGameDirectMessageUpdate EventName = "GAME_DIRECT_MESSAGE_UPDATE"
	EventGameDirectMessageDelete EventName = "GAME_DIRECT_MESSAGE_DELETE"
)

// Event is a webhook event. Discord sends events in any order. It sends an event again if the
// answer is not 204, so an app may get an event more than once. A PING has no Name, Timestamp or
// Data.
//
// See https://docs.discord.com/developers/events/webhook-events.
type Event struct {
	// Version is 1.
	Version       int
	ApplicationID Snowflake
	Type          WebhookType
	// Name says what happened, and Timestamp says when.
	Name      EventName
	Timestamp Time
	// Data is the data of the event. Its type depends on Name. It is nil if Discord sent none.
	Data EventData
	// Raw is the body, byte for byte. Do not change it. It is not encoded.
	Raw json.RawMessage
}

// DecodeEvent decodes the body of a webhook event or of a PING. Raw is the body, not a copy. Data
// that does not fit the event is an error. The data of an event that this package does not know is
// an [UnknownEvent]. No error contains text of the body.
func DecodeEvent(body []byte) (*Event, error) {
	e := new(Event)
	if err := decode(body, readEvent, e); err != nil {
		return nil, fmt.Errorf("discord: decoding a webhook event: %w", err)
	}
	e.Raw = body
	return e, nil
}

// eventIn is an event before its data is decoded.
type eventIn struct {
	Version       int        `json:"version"`
	ApplicationID Snowflake  `json:"application_id"`
	Type          *int       `json:"type"`
	Event         *eventBody `json:"event"`
}

type eventBody struct {
	Type      EventName `json:"type"`
	Timestamp Time      `json:"timestamp"`
	Data      later     `json:"data"`
}

// later is a value that is read once its type is known.
type later struct {
	wire.Mark
	// present is true if there is a value.
	present bool
}

func readLater(r *reader, l *later) {
	*l = later{r.Mark(), r.Kind() != 'n'}
	r.Skip()
}

func readEvent(r *reader, e *Event) {
	start := r.Offset()
	var in eventIn
	readEventIn(r, &in)
	if in.Type == nil {
		// A PING has type zero, so a body without a type would look like a PING.
		r.FailAt(start)
		return
	}
	*e = Event{Version: in.Version, ApplicationID: in.ApplicationID, Type: WebhookType(*in.Type)}
	if in.Event == nil {
		return
	}
	e.Name, e.Timestamp = in.Event.Type, in.Event.Timestamp
	if !in.Event.Data.present || r.Failed() {
		return
	}
	end := r.Mark()
	r.Back(in.Event.Data.Mark)
	if e.Data = readEventData(r, e.Name); !r.Failed() {
		r.Back(end)
	}
}

// UnmarshalJSON reads an event. It fails if the event has no type, or if the data does not fit the
// event's name.
func (e *Event) UnmarshalJSON(value []byte) error { return decode(value, readEvent, e) }

// MarshalJSON returns the event as Discord sends it. It uses reflection, because only tests send
// events.
func (e Event) MarshalJSON() ([]byte, error) {
	type event struct {
		Type      EventName `json:"type"`
		Timestamp Time      `json:"timestamp,omitzero"`
		Data      EventData `json:"data,omitzero"`
	}
	out := struct {
		Version       int         `json:"version"`
		ApplicationID Snowflake   `json:"application_id"`
		Type          WebhookType `json:"type"`
		Event         *event      `json:"event,omitzero"`
	}{Version: e.Version, ApplicationID: e.ApplicationID, Type: e.Type}
	if e.Name != "" || e.Data != nil || !e.Timestamp.IsZero() {
		out.Event = &event{e.Name, e.Timestamp, e.Data}
	}
	return json.Marshal(out)
}

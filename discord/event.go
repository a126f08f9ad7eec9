package discord

import (
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// WebhookType tells a webhook event from the PING by which Discord tries an endpoint.
//
// See https://docs.discord.com/developers/events/webhook-events#webhook-types.
type WebhookType int

// The webhook types.
const (
	WebhookPing  WebhookType = 0
	WebhookEvent WebhookType = 1
)

// EventName is the name of a webhook event. Names without a constant here are kept as they come.
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
	// EventQuestUserEnrollment is in Discord's list, which says that apps cannot receive it yet. Its data is an
	// [UnknownEvent].
	EventQuestUserEnrollment     EventName = "QUEST_USER_ENROLLMENT"
	EventLobbyMessageCreate      EventName = "LOBBY_MESSAGE_CREATE"
	EventLobbyMessageUpdate      EventName = "LOBBY_MESSAGE_UPDATE"
	EventLobbyMessageDelete      EventName = "LOBBY_MESSAGE_DELETE"
	EventGameDirectMessageCreate EventName = "GAME_DIRECT_MESSAGE_CREATE"
	EventGameDirectMessageUpdate EventName = "GAME_DIRECT_MESSAGE_UPDATE"
	EventGameDirectMessageDelete EventName = "GAME_DIRECT_MESSAGE_DELETE"
)

// Event is a webhook event: something that happened in Discord, told to the app once and in no certain order. It is no
// interaction: there is nothing to answer. A PING has no Name, Timestamp and Data.
//
// See https://docs.discord.com/developers/events/webhook-events.
type Event struct {
	// Version is 1.
	Version       int
	ApplicationID Snowflake
	Type          WebhookType
	// Name tells what happened, Timestamp when.
	Name      EventName
	Timestamp Time
	// Data is what the event tells, by its Name; a type switch tells which. It is nil where Discord sent none.
	Data EventData
	// Raw is the body as Discord sent it, byte for byte. It must not be changed. Encoding leaves it out.
	Raw jsontext.Value
}

// DecodeEvent decodes the body of a webhook event, or of a PING. The event's Raw is the body itself, not a copy. Data
// that does not fit its event's documented form is an error; an event that this package does not know has its data as
// [UnknownEvent]. No error holds text of the body.
func DecodeEvent(body []byte) (*Event, error) {
	e := new(Event)
	if err := json.Unmarshal(body, e, lenient); err != nil {
		return nil, fmt.Errorf("discord: decoding a webhook event: %w", withoutText(err))
	}
	e.Raw = body
	return e, nil
}

// eventJSON is the two objects that an [Event] is in JSON. Data is raw on the way in, and typed on the way out.
type eventJSON[Data any] struct {
	Version       int              `json:"version"`
	ApplicationID Snowflake        `json:"application_id"`
	Type          *int             `json:"type"`
	Event         *eventBody[Data] `json:"event,omitzero"`
}

type eventBody[Data any] struct {
	Type      EventName `json:"type"`
	Timestamp Time      `json:"timestamp,omitzero"`
	Data      Data      `json:"data,omitzero"`
}

var errEventType = errors.New("a webhook event has an integer type")

// UnmarshalJSON reads the whole body of a webhook event.
func (e *Event) UnmarshalJSON(value []byte) error { return json.Unmarshal(value, e, lenient) }

// UnmarshalJSONFrom reads the whole body of a webhook event.
func (e *Event) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var outer eventJSON[jsontext.Value]
	if err := json.UnmarshalDecode(dec, &outer); err != nil {
		return err
	}
	// A PING's type is zero, so that no type would pass for one.
	if outer.Type == nil {
		return errEventType
	}
	*e = Event{Version: outer.Version, ApplicationID: outer.ApplicationID, Type: WebhookType(*outer.Type)}
	if outer.Event == nil {
		return nil
	}
	e.Name, e.Timestamp = outer.Event.Type, outer.Event.Timestamp
	if kind := outer.Event.Data.Kind(); kind == 0 || kind == 'n' {
		return nil
	}
	data := newEventData(e.Name)
	if err := json.Unmarshal(outer.Event.Data, data, lenient); err != nil {
		return err
	}
	e.Data = data
	if unknown, ok := data.(*UnknownEvent); ok {
		e.Data = *unknown
	}
	return nil
}

// MarshalJSON writes the body as Discord would send it.
func (e Event) MarshalJSON() ([]byte, error) { return json.Marshal(e, encodeOptions) }

// MarshalJSONTo writes the body as Discord would send it.
func (e Event) MarshalJSONTo(enc *jsontext.Encoder) error {
	outer := eventJSON[EventData]{Version: e.Version, ApplicationID: e.ApplicationID, Type: new(int(e.Type))}
	if e.Name != "" || e.Data != nil || !e.Timestamp.IsZero() {
		outer.Event = &eventBody[EventData]{Type: e.Name, Timestamp: e.Timestamp, Data: e.Data}
	}
	return json.MarshalEncode(enc, &outer)
}

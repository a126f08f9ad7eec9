package discord

import "encoding/json"

// EventData is the data of a webhook event: [*ApplicationAuthorized], [*ApplicationDeauthorized],
// [*EntitlementCreate], [*EntitlementUpdate], [*EntitlementDelete], [*LobbyMessageCreate],
// [*LobbyMessageUpdate], [*LobbyMessageDelete], [*GameDirectMessageCreate],
// [*GameDirectMessageUpdate], [*GameDirectMessageDelete], or [UnknownEvent] for an event that this
// package does not know.
type EventData interface{ eventData() }

// readEventData reads the data of an event of that name.
func readEventData(r *reader, name EventName) EventData {
	switch name {
	case EventApplicationAuthorized:
		return readNew(r, readApplicationAuthorized)
	case EventApplicationDeauthorized:
		return readNew(r, readApplicationDeauthorized)
	case EventEntitlementCreate:
		return readNew(r, readEntitlementCreate)
	case EventEntitlementUpdate:
		return readNew(r, readEntitlementUpdate)
	case EventEntitlementDelete:
		return readNew(r, readEntitlementDelete)
	case EventLobbyMessageCreate:
		return readNew(r, readLobbyMessageCreate)
	case EventLobbyMessageUpdate:
		return readNew(r, readLobbyMessageUpdate)
	case EventLobbyMessageDelete:
		return readNew(r, readLobbyMessageDelete)
	case EventGameDirectMessageCreate:
		return readNew(r, readGameDirectMessageCreate)
	case EventGameDirectMessageUpdate:
		return readNew(r, readGameDirectMessageUpdate)
	case EventGameDirectMessageDelete:
		return readNew(r, readGameDirectMessageDelete)
	}
	return UnknownEvent(r.RawCopy())
}

func readNew[T any](r *reader, read func(*reader, *T)) *T {
	v := new(T)
	read(r, v)
	return v
}

// ApplicationAuthorized is the data of an event: a user installed the app, to a guild or to the
// user's account.
//
// See https://docs.discord.com/developers/events/webhook-events#application-authorized.
type ApplicationAuthorized struct {
	// IntegrationType says where the app was installed. It is nil if the app was only given scopes.
	IntegrationType *IntegrationType `json:"integration_type,omitzero"`
	User            User             `json:"user"`
	// Scopes are the OAuth2 scopes, like "applications.commands".
	Scopes []string `json:"scopes"`
	// Guild is nil if the app was not installed to a guild.
	Guild *Guild `json:"guild,omitzero"`
}

// ApplicationDeauthorized is the data of an event: a user revoked the app's authorization.
//
// See https://docs.discord.com/developers/events/webhook-events#application-deauthorized.
type ApplicationDeauthorized struct {
	User User `json:"user"`
}

// EntitlementCreate is a new entitlement.
//
// See https://docs.discord.com/developers/events/webhook-events#entitlement-create.
type EntitlementCreate struct{ Entitlement }

// EntitlementUpdate is a changed entitlement: it was renewed, or it now has an end.
//
// See https://docs.discord.com/developers/events/webhook-events#entitlement-update.
type EntitlementUpdate struct{ Entitlement }

// EntitlementDelete is a deleted entitlement: it was refunded or revoked. An entitlement that ends
// is not deleted.
//
// See https://docs.discord.com/developers/events/webhook-events#entitlement-delete.
type EntitlementDelete struct{ Entitlement }

// LobbyMessageCreate is a new message in a lobby of the Social SDK.
//
// See https://docs.discord.com/developers/events/webhook-events#lobby-message-create.
type LobbyMessageCreate struct{ LobbyMessage }

// LobbyMessageUpdate is an edited message in a lobby.
//
// See https://docs.discord.com/developers/events/webhook-events#lobby-message-update.
type LobbyMessageUpdate struct{ LobbyMessage }

// LobbyMessageDelete is a deleted message in a lobby.
//
// See https://docs.discord.com/developers/events/webhook-events#lobby-message-delete.
type LobbyMessageDelete struct {
	ID      Snowflake `json:"id"`
	LobbyID Snowflake `json:"lobby_id"`
}

// GameDirectMessageCreate is a new direct message during a session of the Social SDK.
//
// See https://docs.discord.com/developers/events/webhook-events#game-direct-message-create.
type GameDirectMessageCreate struct{ GameDirectMessage }

// GameDirectMessageUpdate is an edited direct message.
//
// See https://docs.discord.com/developers/events/webhook-events#game-direct-message-update.
type GameDirectMessageUpdate struct{ GameDirectMessage }

// GameDirectMessageDelete is a deleted direct message.
//
// See https://docs.discord.com/developers/events/webhook-events#game-direct-message-delete.
type GameDirectMessageDelete struct{ GameDirectMessage }

// UnknownEvent is the JSON data of an event that this package does not know.
type UnknownEvent json.RawMessage

// MarshalJSON returns the data.
func (u UnknownEvent) MarshalJSON() ([]byte, error) { return json.RawMessage(u).MarshalJSON() }

// UnmarshalJSON keeps a copy of the data.
func (u *UnknownEvent) UnmarshalJSON(value []byte) error {
	return (*json.RawMessage)(u).UnmarshalJSON(value)
}

func (*ApplicationAuthorized) eventData()   {}
func (*ApplicationDeauthorized) eventData() {}
func (*EntitlementCreate) eventData()       {}
func (*EntitlementUpdate) eventData()       {}
func (*EntitlementDelete) eventData()       {}
func (*LobbyMessageCreate) eventData()      {}
func (*LobbyMessageUpdate) eventData()      {}
func (*LobbyMessageDelete) eventData()      {}
func (*GameDirectMessageCreate) eventData() {}
func (*GameDirectMessageUpdate) eventData() {}
func (*GameDirectMessageDelete) eventData() {}
func (UnknownEvent) eventData()             {}

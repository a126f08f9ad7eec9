package discord

import "encoding/json"

// LobbyMessage is a message in a lobby of the Social SDK, or in a channel linked to a lobby.
//
// See https://docs.discord.com/developers/events/webhook-events#lobby-message-object.
type LobbyMessage struct {
	ID        Snowflake   `json:"id"`
	Type      MessageType `json:"type"`
	Content   string      `json:"content"`
	LobbyID   Snowflake   `json:"lobby_id"`
	ChannelID Snowflake   `json:"channel_id"`
	Author    User        `json:"author"`
	// Metadata is an object that the game defines.
	Metadata json.RawMessage `json:"metadata,omitzero"`
	Flags    MessageFlags    `json:"flags"`
	// ApplicationID is set only during a session of the Social SDK.
	ApplicationID Snowflake `json:"application_id,omitzero"`
	// Timestamp and EditedTimestamp come with updates.
	Timestamp       Time `json:"timestamp,omitzero"`
	EditedTimestamp Time `json:"edited_timestamp,omitzero"`
}

// GameDirectMessage is a direct message during a session of the Social SDK. Between two provisional
// accounts it exists only in the game, and has only ID, Type, Content, Author, Flags,
// ApplicationID, Channel and, if they apply, Activity and Application.
//
// See https://docs.discord.com/developers/events/webhook-events#social-sdk-message-objects.
type GameDirectMessage struct {
	ReceivedMessage
	// LobbyID is set only in a channel that is linked to a lobby.
	LobbyID Snowflake `json:"lobby_id,omitzero"`
	// Channel holds the recipients.
	Channel *Channel `json:"channel,omitzero"`
	// RecipientID is in Discord's sample of an update, but not documented.
	RecipientID Snowflake `json:"recipient_id,omitzero"`
}

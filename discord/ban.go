package discord

// Ban keeps a user out of a guild.
//
// See https://docs.discord.com/developers/resources/guild#ban-object.
type Ban struct {
	// Reason is empty if none was given.
	Reason string `json:"reason,omitzero"`
	User   User   `json:"user"`
}

// MessagePin is a pinned message.
//
// See https://docs.discord.com/developers/resources/message#message-pin-object.
type MessagePin struct {
	PinnedAt Time            `json:"pinned_at"`
	Message  ReceivedMessage `json:"message"`
}

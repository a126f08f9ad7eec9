package discord

import "encoding/json"

// ReceivedMessage is a message as Discord sends it: the message that a component belongs to, the
// target of a message command, or the result of sending a message. An app sends a [Message].
//
// Without the privileged message-content intent, Discord leaves Content, Embeds, Attachments,
// Components and Poll empty, unless the message is from the app, mentions it, or is the target of
// its command.
//
// See https://docs.discord.com/developers/resources/message#message-object.
type ReceivedMessage struct {
	ID        Snowflake   `json:"id"`
	ChannelID Snowflake   `json:"channel_id"`
	Type      MessageType `json:"type"`
	// Author is a user, or the name of a webhook if WebhookID is set.
	Author  User   `json:"author"`
	Content string `json:"content"`
	// Timestamp is when the message was sent. EditedTimestamp is when it was last edited, or zero.
	Timestamp       Time         `json:"timestamp,omitzero"`
	EditedTimestamp Time         `json:"edited_timestamp,omitzero"`
	TTS             bool         `json:"tts"`
	Flags           MessageFlags `json:"flags,omitzero"`
	Pinned          bool         `json:"pinned"`

	// Mentions, MentionRoles and MentionEveryone are the mentions in the message. Only messages
	// that were published to other guilds have MentionChannels.
	MentionEveryone bool             `json:"mention_everyone"`
	Mentions        []User           `json:"mentions"`
	MentionRoles    []Snowflake      `json:"mention_roles"`
	MentionChannels []ChannelMention `json:"mention_channels,omitzero"`

	Attachments  []Attachment          `json:"attachments"`
	Embeds       []Embed               `json:"embeds"`
	Components   Components[Component] `json:"components,omitzero"`
	Poll         *ReceivedPoll         `json:"poll,omitzero"`
	Reactions    []Reaction            `json:"reactions,omitzero"`
	StickerItems []StickerItem         `json:"sticker_items,omitzero"`
	// Stickers is deprecated by Discord in favor of StickerItems.
	Stickers []Sticker `json:"stickers,omitzero"`

	// Reference names the message that this one replies to, forwards, pins or was published from. A
	// reply has that message as ReferencedMessage. A forward has copies of it in Snapshots.
	Reference         *MessageReference `json:"message_reference,omitzero"`
	ReferencedMessage ReferencedMessage `json:"referenced_message,omitzero"`
	Snapshots         []MessageSnapshot `json:"message_snapshots,omitzero"`

	// InteractionMetadata describes the interaction that the message answers.
	InteractionMetadata *InteractionMetadata `json:"interaction_metadata,omitzero"`
	// Interaction is deprecated by Discord in favor of InteractionMetadata.
	Interaction *MessageInteraction `json:"interaction,omitzero"`
	// ApplicationID is the app whose interaction, or whose webhook, the message came from.
	ApplicationID Snowflake `json:"application_id,omitzero"`
	WebhookID     Snowflake `json:"webhook_id,omitzero"`
	// Resolved holds the users, members, channels and roles in the message's selects.
	Resolved *Resolved `json:"resolved,omitzero"`

	// Thread is the thread that was started from the message. Position is the approximate position
	// of the message in its thread. Numbers may be missing or repeated.
	Thread   *Channel `json:"thread,omitzero"`
	Position int      `json:"position,omitzero"`

	// Activity and Application come with a Rich Presence invite.
	Activity         *MessageActivity  `json:"activity,omitzero"`
	Application      *Application      `json:"application,omitzero"`
	Call             *MessageCall      `json:"call,omitzero"`
	RoleSubscription *RoleSubscription `json:"role_subscription_data,omitzero"`
	ClientTheme      *ClientTheme      `json:"shared_client_theme,omitzero"`
	// Nonce is the sender's string or number.
	Nonce json.RawMessage `json:"nonce,omitzero"`
}

// URL returns the link to the message, for a guild's ID, or zero outside guilds.
func (m *ReceivedMessage) URL(guildID Snowflake) string {
	return MessageURL(guildID, m.ChannelID, m.ID)
}

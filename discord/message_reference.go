package discord

import "encoding/json"

// MessageReference names another message.
//
// See https://docs.discord.com/developers/resources/message#message-reference-structure.
type MessageReference struct {
	Type      ReferenceType `json:"type,omitzero"`
	MessageID Snowflake     `json:"message_id,omitzero"`
	ChannelID Snowflake     `json:"channel_id,omitzero"`
	GuildID   Snowflake     `json:"guild_id,omitzero"`
	// FailIfNotExists is only for sending; nil means true.
	FailIfNotExists *bool `json:"fail_if_not_exists,omitzero"`
}

// ReferenceType is the type of a reference: a reply or a forward.
//
// See https://docs.discord.com/developers/resources/message#message-reference-types.
type ReferenceType int

// The reference types.
const (
	ReferenceDefault ReferenceType = 0
	ReferenceForward ReferenceType = 1
)

// ReferencedMessage is the message that another replies to. Message is nil if there is none, if
// Discord did not look it up, or if it was deleted. In the last case Deleted is true.
type ReferencedMessage struct {
	Message *ReceivedMessage
	Deleted bool
}

// MarshalJSON returns the message, or null for a deleted one. If there is no message, use omitzero
// to leave the key out.
//
// It uses reflection, as encoding/json does for all types that are only received. Bots do not send
// these types, and generated functions would be linked into every program.
func (r ReferencedMessage) MarshalJSON() ([]byte, error) { return json.Marshal(r.Message) }

// UnmarshalJSON reads the message, or null for a deleted one.
func (r *ReferencedMessage) UnmarshalJSON(value []byte) error {
	return decode(value, readReferencedMessage, r)
}

func readReferencedMessage(r *reader, v *ReferencedMessage) {
	if *v = (ReferencedMessage{}); r.Null() {
		v.Deleted = true
		return
	}
	v.Message = new(ReceivedMessage)
	readReceivedMessage(r, v.Message)
}

// MessageSnapshot is a copy of a forwarded message, made when it was forwarded.
//
// See https://docs.discord.com/developers/resources/message#message-snapshot-object.
type MessageSnapshot struct {
	Message SnapshotMessage `json:"message"`
}

// SnapshotMessage is the part of a message that a snapshot keeps. It has neither ID nor author.
type SnapshotMessage struct {
	Type            MessageType           `json:"type"`
	Content         string                `json:"content"`
	Timestamp       Time                  `json:"timestamp,omitzero"`
	EditedTimestamp Time                  `json:"edited_timestamp,omitzero"`
	Flags           MessageFlags          `json:"flags,omitzero"`
	Mentions        []User                `json:"mentions"`
	MentionRoles    []Snowflake           `json:"mention_roles"`
	Attachments     []Attachment          `json:"attachments"`
	Embeds          []Embed               `json:"embeds"`
	Components      Components[Component] `json:"components,omitzero"`
	StickerItems    []StickerItem         `json:"sticker_items,omitzero"`
	// Stickers is deprecated by Discord in favor of StickerItems.
	Stickers []Sticker `json:"stickers,omitzero"`
}

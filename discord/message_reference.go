package discord

import (
	"encoding/json"

	"github.com/hotaru-go/hotaru/internal/wire"
)

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

// ReferenceType tells a reply from a forward.
//
// See https://docs.discord.com/developers/resources/message#message-reference-types.
type ReferenceType int

// The reference types.
const (
	ReferenceDefault ReferenceType = 0
	ReferenceForward ReferenceType = 1
)

// ReferencedMessage is the message that another replies to. Message is nil where there is none, where Discord did not
// look, and where the message was deleted, which Deleted tells.
type ReferencedMessage struct {
	Message *ReceivedMessage
	Deleted bool
}

// MarshalJSON writes the message, or null where there is none. Null means deleted: to say nothing the key has to be
// left out, which omitzero does.
//
// It works by reflection, as package json does on everything else that is only received: no bot sends such a message,
// and functions to write it would be in every program.
func (r ReferencedMessage) MarshalJSON() ([]byte, error) { return json.Marshal(r.Message) }

// UnmarshalJSON reads the message, or null for a deleted one.
func (r *ReferencedMessage) UnmarshalJSON(value []byte) error {
	return decode(value, readReferencedMessage, r)
}

func readReferencedMessage(r *wire.Reader, v *ReferencedMessage) {
	if *v = (ReferencedMessage{}); r.Null() {
		v.Deleted = true
		return
	}
	v.Message = new(ReceivedMessage)
	readReceivedMessage(r, v.Message)
}

// MessageSnapshot is a copy of a forwarded message, as it was then.
//
// See https://docs.discord.com/developers/resources/message#message-snapshot-object.
type MessageSnapshot struct {
	Message SnapshotMessage `json:"message"`
}

// SnapshotMessage is what a snapshot keeps of a message. Neither its ID nor its author is in it.
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
	// Stickers is deprecated by Discord in favour of StickerItems.
	Stickers []Sticker `json:"stickers,omitzero"`
}

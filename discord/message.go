package discord

import "io"

// MessageFlags change how a message is shown. An app may set the ones named here.
type MessageFlags int

// The message flags that an app may set.
const (
	SuppressEmbeds        MessageFlags = 1 << 2
	Ephemeral             MessageFlags = 1 << 6
	SuppressNotifications MessageFlags = 1 << 12
	VoiceMessage          MessageFlags = 1 << 13
	// ComponentsV2 is set by itself where a message holds such a component.
	ComponentsV2 MessageFlags = 1 << 15
)

// Message is a new message: an answer, or a follow-up. What Discord sends is a [ReceivedMessage].
type Message struct {
	Content    string
	Embeds     []Embed
	Components []MessageComponent
	// Files are uploaded with the message.
	Files []File
	// AllowedMentions says whom the message may notify. Nil is nobody.
	AllowedMentions *AllowedMentions
	Flags           MessageFlags
	Poll            *Poll
	TTS             bool
}

// Update changes a message: the one that a component belongs to, the original answer, or a follow-up.
// A nil field leaves what is there; an empty one clears it: Content: new("") removes the text, Embeds: []Embed{}
// all embeds.
type Update struct {
	Content    *string
	Embeds     []Embed
	Components []MessageComponent
	// Attachments are the attachments to keep, by ID. Nil keeps all; empty removes all.
	Attachments []KeptAttachment
	// Files are uploaded in addition to the attachments kept.
	Files []File
	// AllowedMentions says whom the new content may notify. Nil is nobody.
	AllowedMentions *AllowedMentions
	Flags           *MessageFlags
	Poll            *Poll
}

// File is a file to upload. Content is read once, while the message goes out; if it is an io.Closer it is closed after.
// If it is an io.Seeker, a failed upload can be tried again.
type File struct {
	Name        string
	Description string
	// ContentType is found from the name where it is empty.
	ContentType string
	Content     io.Reader
	Spoiler     bool
}

// KeptAttachment names an attachment that a message already has.
type KeptAttachment struct {
	ID Snowflake `json:"id"`
}

// AllowedMentions says whom a message may notify.
type AllowedMentions struct {
	Parse       []string    `json:"parse"`
	Roles       []Snowflake `json:"roles,omitzero"`
	Users       []Snowflake `json:"users,omitzero"`
	RepliedUser bool        `json:"replied_user,omitzero"`
}

// Embed is a framed piece of a message.
type Embed struct {
	Title       string `json:"title,omitzero"`
	Description string `json:"description,omitzero"`
}

// Poll is a question with answers to vote for.
type Poll struct{}

// MessageComponent is a component that may stand at the top of a message.
type MessageComponent interface{ messageComponent() }

// ModalComponent is a component that may stand at the top of a modal.
type ModalComponent interface{ modalComponent() }

func (m Message) data() any { return m }
func (u Update) data() any  { return u }

package discord

// Message is a new message: an answer, or a follow-up. A message from Discord is a
// [ReceivedMessage].
//
// A message needs at least one of Content, Embeds, Components, Files and Poll. Its JSON is the body
// that Discord accepts. Mentions notify no one unless AllowedMentions says so, files are listed
// under "attachments", and the flag [ComponentsV2] is set if a component needs it.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-messages.
type Message struct {
	// Content is text with Markdown: at most 2000 characters.
	Content string `json:"content,omitzero"`
	// Embeds are at most 10, with at most 6000 characters between them.
	Embeds []Embed `json:"embeds,omitzero"`
	// Components are at most 5 action rows, shown below Content and Embeds, or at most 40
	// components at all depths. In the second case Content, Embeds and Poll must be empty.
	Components Components[MessageComponent] `json:"components,omitzero"`
	// Files are uploaded with the message: at most 10.
	Files []File `json:"-"`
	// AllowedMentions says whom the message may notify. Nil means no one.
	AllowedMentions *AllowedMentions `json:"allowed_mentions,omitzero"`
	// Flags may hold any of the flags that an app may set.
	Flags MessageFlags `json:"flags,omitzero"`
	// Poll is a poll. Nil means none.
	Poll *Poll `json:"poll,omitzero"`
	// TTS reads the message aloud.
	TTS bool `json:"tts,omitzero"`
}

// Update changes a message: the one that a component belongs to, the original answer, or a
// follow-up. A nil field changes nothing. An empty one clears it:
//
//	discord.Update{
//		Content:    new(""),                      // no text any more
//		Embeds:     []discord.Embed{},            // no embeds any more
//		Components: []discord.MessageComponent{}, // no components any more
//	}
//
// An update that turns a message into a Components V2 message must clear its content and embeds.
//
// See https://docs.discord.com/developers/resources/webhook#edit-webhook-message.
type Update struct {
	// Content is text with Markdown: at most 2000 characters.
	Content *string `json:"content,omitzero"`
	// Embeds are at most 10, with at most 6000 characters between them.
	Embeds []Embed `json:"embeds,omitzero"`
	// Components have the limits of [Message].
	Components Components[MessageComponent] `json:"components,omitzero"`
	// Attachments are the attachments to keep. An empty list removes all. Nil keeps all if there
	// are no Files. With Files, Discord drops every attachment that is not listed. In the answer to
	// a component, nil still keeps all, because the interaction lists them. In any other edit with
	// Files, nil keeps none.
	//
	// See https://docs.discord.com/developers/reference#editing-message-attachments.
	Attachments []KeptAttachment `json:"attachments,omitzero"`
	// Files are uploaded in addition to the attachments kept: at most 10 together.
	Files []File `json:"-"`
	// AllowedMentions says whom the new content may notify. Nil means no one.
	AllowedMentions *AllowedMentions `json:"allowed_mentions,omitzero"`
	// Flags may hold SuppressEmbeds, which can be set and cleared, and ComponentsV2.
	Flags *MessageFlags `json:"flags,omitzero"`
	// Poll can be added only by editing the original answer after it was deferred. An answer that
	// updates a component's message cannot add one.
	Poll *Poll `json:"poll,omitzero"`
}

// Update returns the edit that turns any message, like a deferred answer, into this one. It clears
// the parts that this message does not have. It leaves out TTS, and flags that only a new message
// can have, like [Ephemeral].
func (m Message) Update() Update {
	u := Update{
		Content:         &m.Content,
		Embeds:          m.Embeds,
		Components:      m.Components,
		Attachments:     []KeptAttachment{},
		Files:           m.Files,
		AllowedMentions: m.AllowedMentions,
		Poll:            m.Poll,
	}
	if u.Embeds == nil {
		u.Embeds = []Embed{}
	}
	if u.Components == nil {
		u.Components = Components[MessageComponent]{}
	}
	flags := m.Flags & updatableFlags
	u.Flags = &flags
	return u
}

// AllowedMentions says whom a message may notify. The zero value means no one.
//
// See https://docs.discord.com/developers/resources/message#allowed-mentions-object.
type AllowedMentions struct {
	// Parse are the kinds of mentions that notify everyone they mention.
	Parse []MentionType `json:"parse"`
	// Roles are the IDs of roles that may be notified if they are mentioned: at most 100. Roles
	// must be empty if Parse includes roles.
	Roles []Snowflake `json:"roles,omitzero"`
	// Users are the IDs of users that may be notified if they are mentioned: at most 100. Users
	// must be empty if Parse includes users.
	Users []Snowflake `json:"users,omitzero"`
	// RepliedUser makes a reply notify the author of the message that it replies to.
	RepliedUser bool `json:"replied_user,omitzero"`
}

// MentionType is a kind of mention.
type MentionType string

// The kinds of mention.
const (
	MentionRoles MentionType = "roles"
	MentionUsers MentionType = "users"
	// MentionEveryone is @everyone and @here.
	MentionEveryone MentionType = "everyone"
)

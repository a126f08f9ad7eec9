package discord

import "encoding/json"

// InteractionType says which of the kinds of interaction Discord sent.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type.
type InteractionType int

// The interaction types.
const (
	InteractionPing         InteractionType = 1
	InteractionCommand      InteractionType = 2
	InteractionComponent    InteractionType = 3
	InteractionAutocomplete InteractionType = 4
	InteractionModal        InteractionType = 5
)

// Interaction is any of [*CommandInteraction], [*AutocompleteInteraction], [*ComponentInteraction]
// and [*ModalInteraction]. A type switch tells which; Common holds what they share.
//
// Its strings share the memory of one copy of the body, of up to 64 KiB: clone, with strings.Clone, those that are to
// be kept for long, in a cache say.
type Interaction interface {
	Common() *Envelope
	interaction()
}

// Envelope holds what all kinds of interaction have in common. Fields that Discord left out are zero.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object.
type Envelope struct {
	// ID is that of the interaction.
	ID Snowflake `json:"id"`
	// ApplicationID is that of the app.
	ApplicationID Snowflake `json:"application_id"`
	// Type is the kind of interaction, which the Go type says too.
	Type InteractionType `json:"type"`
	// Token is good for 15 minutes of follow-ups. It is a secret: never log it.
	Token string `json:"token"`
	// Version is always 1.
	Version int `json:"version,omitzero"`

	// GuildID is zero in a direct message.
	GuildID Snowflake `json:"guild_id,omitzero"`
	// Guild is part of the guild that the interaction came from; nil outside guilds.
	Guild *PartialGuild `json:"guild,omitzero"`
	// ChannelID is the channel that the interaction came from.
	ChannelID Snowflake `json:"channel_id,omitzero"`
	// Channel is part of that channel; nil where Discord did not send it.
	Channel *Channel `json:"channel,omitzero"`

	// Member is who acted, in a guild; nil in a direct message. See [Envelope.Invoker].
	Member *Member `json:"member,omitzero"`
	// User is who acted, in a direct message; nil in a guild.
	User *User `json:"user,omitzero"`

	// Locale is the language of who acted.
	Locale Locale `json:"locale,omitzero"`
	// GuildLocale is the guild's preferred language; empty outside guilds.
	GuildLocale Locale `json:"guild_locale,omitzero"`

	// Context is where the interaction came from; nil where Discord did not say.
	Context *InteractionContext `json:"context,omitzero"`
	// AppPermissions is what the app may do where the interaction came from.
	AppPermissions Permissions `json:"app_permissions,omitzero"`
	// Entitlements is what the person who acted has bought of the app.
	Entitlements []Entitlement `json:"entitlements,omitzero"`
	// AuthorizingIntegrationOwners tells, for each way the app is installed, which user or guild installed it.
	AuthorizingIntegrationOwners IntegrationOwners `json:"authorizing_integration_owners,omitzero"`
	// AttachmentSizeLimit is the largest file, in bytes, that an answer may carry here; zero where Discord did not say.
	AttachmentSizeLimit int64 `json:"attachment_size_limit,omitzero"`

	// Message is the message that a component, or a modal opened from a component, belongs to.
	Message *ReceivedMessage `json:"message,omitzero"`

	// raw is the body; what is text in the fields above is part of it.
	raw string
}

// Raw returns the body as Discord sent it, byte for byte: decode it into any library's types. It is a copy, made at
// each call; nil for an interaction that no body was decoded to.
func (e *Envelope) Raw() json.RawMessage { return json.RawMessage(e.raw) }

// Common returns the envelope itself: it makes every kind of interaction an [Interaction].
func (e *Envelope) Common() *Envelope { return e }

func (e *Envelope) interaction() {}

// Invoker returns who acted, in a guild or not. It is never nil: where Discord sent nobody it is an empty User.
func (e *Envelope) Invoker() *User {
	switch {
	case e.Member != nil && e.Member.User != nil:
		return e.Member.User
	case e.User != nil:
		return e.User
	}
	return &User{}
}

// CommandInteraction is the use of a command: chat input (slash), user, message or entry point.
type CommandInteraction struct {
	Envelope
	// Data says which command, with which options.
	Data CommandData `json:"data"`
}

// AutocompleteInteraction asks for choices while a person types an option's value.
type AutocompleteInteraction struct {
	Envelope
	// Data says which command, with which options so far: [CommandData.Focused] is the one being typed. Nothing is
	// resolved.
	Data CommandData `json:"data"`
}

// ComponentInteraction is the use of a button or a select.
type ComponentInteraction struct {
	Envelope
	// Data says which component, and what was chosen.
	Data ComponentData `json:"data"`
}

// ModalInteraction is a submitted modal.
type ModalInteraction struct {
	Envelope
	// Data says which modal, and what was put into it.
	Data ModalData `json:"data"`
}

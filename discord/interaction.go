package discord

import "encoding/json"

// InteractionType is the type of an interaction.
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
	// InteractionSKUEligibility asks whether a user can buy an SKU of the Social Layer. It appears
	// only in Discord's API description, so it is received as a [RawInteraction].
	InteractionSKUEligibility InteractionType = 6
)

// Interaction is one of [*CommandInteraction], [*AutocompleteInteraction], [*ComponentInteraction],
// [*ModalInteraction] and [*RawInteraction]. Use a type switch to find out which. Common returns
// their common fields.
//
// An interaction's strings share the memory of one copy of the body, of up to 64 KiB. Its parts,
// such as the member, share the memory of the interaction. Copy the structs that you keep for a
// long time, as in a cache, and use strings.Clone on their strings.
type Interaction interface {
	Common() *Envelope
	interaction()
}

// Envelope holds the fields that all interactions have. Fields that Discord left out are zero.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object.
type Envelope struct {
	// ID is the ID of the interaction.
	ID Snowflake `json:"id"`
	// ApplicationID is the ID of the app.
	ApplicationID Snowflake `json:"application_id"`
	// Type is the type of the interaction.
	Type InteractionType `json:"type"`
	// Token allows follow-ups for 15 minutes. It is a secret: never log it.
	Token string `json:"token"`
	// Version is always 1.
	Version int `json:"version,omitzero"`

	// GuildID is zero in a direct message.
	GuildID Snowflake `json:"guild_id,omitzero"`
	// Guild is part of the guild that the interaction came from; nil outside guilds.
	Guild *PartialGuild `json:"guild,omitzero"`
	// ChannelID is the channel that the interaction came from.
	ChannelID Snowflake `json:"channel_id,omitzero"`
	// Channel is part of that channel; nil if Discord did not send it.
	Channel *Channel `json:"channel,omitzero"`

	// Member is the member who acted, or nil in a direct message. See [Envelope.Invoker].
	Member *Member `json:"member,omitzero"`
	// User is the user who acted in a direct message, or nil in a guild.
	User *User `json:"user,omitzero"`

	// Locale is the language of the user who acted.
	Locale Locale `json:"locale,omitzero"`
	// GuildLocale is the guild's preferred language; empty outside guilds.
	GuildLocale Locale `json:"guild_locale,omitzero"`

	// Context is the kind of place that the interaction came from, or nil if Discord did not send
	// it.
	Context *InteractionContext `json:"context,omitzero"`
	// AppPermissions are the app's permissions in the channel of the interaction.
	AppPermissions Permissions `json:"app_permissions,omitzero"`
	// Entitlements are the items of the app that the user who acted has bought.
	Entitlements []Entitlement `json:"entitlements,omitzero"`
	// AuthorizingIntegrationOwners are the user and the guild that installed the app.
	AuthorizingIntegrationOwners IntegrationOwners `json:"authorizing_integration_owners,omitzero"`
	// AttachmentSizeLimit is the size in bytes of the largest file that an answer may have, or zero
	// if Discord did not send it.
	AttachmentSizeLimit int64 `json:"attachment_size_limit,omitzero"`

	// Message is the message that a component, or a modal opened from a component, belongs to.
	Message *ReceivedMessage `json:"message,omitzero"`

	// raw is the body. The strings in the other fields are parts of it.
	raw string
}

// Raw returns a copy of the body, byte for byte, to decode into the types of another library. It is
// nil for an interaction that was not decoded from a body.
func (e *Envelope) Raw() json.RawMessage { return json.RawMessage(e.raw) }

// Common returns the envelope. It makes every type with an Envelope an [Interaction].
func (e *Envelope) Common() *Envelope { return e }

func (e *Envelope) interaction() {}

// Invoker returns the user who acted, in a guild or outside. It is never nil. It is an empty User
// if Discord sent none.
func (e *Envelope) Invoker() *User {
	switch {
	case e.Member != nil && e.Member.User != nil:
		return e.Member.User
	case e.User != nil:
		return e.User
	}
	return &User{}
}

// CommandInteraction is sent when a user runs a command: chat input (slash), user, message or entry
// point.
type CommandInteraction struct {
	Envelope
	// Data is the command and its options.
	Data CommandData `json:"data"`
}

// AutocompleteInteraction asks for choices while a user types the value of an option.
type AutocompleteInteraction struct {
	Envelope
	// Data is the command and its options so far. [CommandData.Focused] is the option that the user
	// is typing. Resolved is nil.
	Data CommandData `json:"data"`
}

// ComponentInteraction is sent when a user clicks a button or chooses in a select.
type ComponentInteraction struct {
	Envelope
	// Data is the component and the chosen values.
	Data ComponentData `json:"data"`
}

// ModalInteraction is a submitted modal.
type ModalInteraction struct {
	Envelope
	// Data is the modal and the values that the user entered.
	Data ModalData `json:"data"`
}

// RawInteraction is an interaction of a type that this package does not know. [Envelope.Raw]
// returns its JSON. The answer to it is a [RawAnswer]. A field of the envelope is zero if its form
// differs from that in other interactions.
type RawInteraction struct {
	Envelope
}

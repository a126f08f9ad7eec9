package discord

import (
	"github.com/go-json-experiment/json/jsontext"
)

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
type Interaction interface {
	Common() *Envelope
	interaction()
}

// Envelope holds what all kinds of interaction have in common. Fields that Discord left out are zero.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object.
type Envelope struct {
	ID            Snowflake       `json:"id"`
	ApplicationID Snowflake       `json:"application_id"`
	Type          InteractionType `json:"type"`
	// Token is good for 15 minutes of follow-ups. It is a secret: never log it.
	Token   string `json:"token"`
	Version int    `json:"version,omitzero"`

	// GuildID is zero in a direct message.
	GuildID   Snowflake     `json:"guild_id,omitzero"`
	Guild     *PartialGuild `json:"guild,omitzero"`
	ChannelID Snowflake     `json:"channel_id,omitzero"`
	Channel   *Channel      `json:"channel,omitzero"`

	// Member is who acted, in a guild; User is who acted, in a direct message. See Invoker.
	Member *Member `json:"member,omitzero"`
	User   *User   `json:"user,omitzero"`

	// Locale is the language of who acted; GuildLocale the guild's preferred one.
	Locale      Locale `json:"locale,omitzero"`
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

	// Raw is the body as Discord sent it, byte for byte: decode it into any library's types.
	// It must not be changed.
	Raw jsontext.Value `json:"-"`
}

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
	Data CommandData `json:"data"`
}

// AutocompleteInteraction asks for choices while a person types an option's value.
type AutocompleteInteraction struct {
	Envelope
	Data CommandData `json:"data"`
}

// ComponentInteraction is the use of a button or a select.
type ComponentInteraction struct {
	Envelope
	Data ComponentData `json:"data"`
}

// ModalInteraction is a submitted modal.
type ModalInteraction struct {
	Envelope
	Data ModalData `json:"data"`
}

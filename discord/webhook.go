package discord

// Webhook posts messages to a channel without a bot user.
//
// See https://docs.discord.com/developers/resources/webhook#webhook-object.
type Webhook struct {
	ID   Snowflake   `json:"id"`
	Type WebhookKind `json:"type"`
	// GuildID and ChannelID are zero for a webhook of an application's interactions.
	GuildID   Snowflake `json:"guild_id,omitzero"`
	ChannelID Snowflake `json:"channel_id,omitzero"`
	// User is the user who created the webhook. It is nil if the webhook was read by its token.
	User *User `json:"user,omitzero"`
	// Name and Avatar are the defaults of its messages. Avatar is a hash.
	Name   string `json:"name,omitzero"`
	Avatar string `json:"avatar,omitzero"`
	// Token is the secret that authorises the webhook's use. Only an incoming webhook has one.
	Token string `json:"token,omitzero"`
	// ApplicationID is the app that created it.
	ApplicationID Snowflake `json:"application_id,omitzero"`
	// SourceChannel is the channel that a channel follower follows. It is nil if the follower's
	// creator can no longer see it.
	SourceChannel *Channel `json:"source_channel,omitzero"`
	// SourceGuild is the guild of SourceChannel: its ID, name and icon.
	SourceGuild *Guild `json:"source_guild,omitzero"`
	URL         string `json:"url,omitzero"`
}

// WebhookKind is the kind of a webhook.
//
// See https://docs.discord.com/developers/resources/webhook#webhook-object-webhook-types.
type WebhookKind int

// The webhook types.
const (
	WebhookIncoming        WebhookKind = 1
	WebhookChannelFollower WebhookKind = 2
	WebhookApplication     WebhookKind = 3
)

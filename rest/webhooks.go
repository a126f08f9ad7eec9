package rest

import (
	"context"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// WebhookCreate is a new webhook.
//
// See https://docs.discord.com/developers/resources/webhook#create-webhook.
type WebhookCreate struct {
	// Name is 1 to 80 characters, without "clyde" and "discord".
	Name string `json:"name"`
	// Avatar is a picture made by [Image].
	Avatar string `json:"avatar,omitzero"`
}

// WebhookEdit changes a webhook. A nil field is not changed; see [API] for how to clear a field.
//
// See https://docs.discord.com/developers/resources/webhook#modify-webhook.
type WebhookEdit struct {
	Name string `json:"name"`
	// Avatar is a picture made by [Image].
	Avatar *string `json:"avatar"`
	// ChannelID moves the webhook to another channel.
	ChannelID discord.Snowflake `json:"channel_id"`
}

// MarshalJSON writes the fields that are set.
func (e WebhookEdit) MarshalJSON() ([]byte, error) { return encodeEdit(e) }

// CreateWebhook creates a webhook in a channel. It needs MANAGE_WEBHOOKS. Further codes:
// [ErrTooManyWebhooks].
//
// See https://docs.discord.com/developers/resources/webhook#create-webhook.
func (a API) CreateWebhook(ctx context.Context, channel discord.Snowflake, w WebhookCreate) (*discord.Webhook, error) {
	return send[discord.Webhook](ctx, a, http.MethodPost, Path("/channels/{channel.id}/webhooks", channel), w)
}

// ListChannelWebhooks returns the webhooks of a channel. It needs MANAGE_WEBHOOKS.
//
// See https://docs.discord.com/developers/resources/webhook#get-channel-webhooks.
func (a API) ListChannelWebhooks(ctx context.Context, channel discord.Snowflake) ([]discord.Webhook, error) {
	return listAt[discord.Webhook](ctx, a, Path("/channels/{channel.id}/webhooks", channel))
}

// ListGuildWebhooks returns the webhooks of a guild. It needs MANAGE_WEBHOOKS.
//
// See https://docs.discord.com/developers/resources/webhook#get-guild-webhooks.
func (a API) ListGuildWebhooks(ctx context.Context, guild discord.Snowflake) ([]discord.Webhook, error) {
	return listAt[discord.Webhook](ctx, a, Path("/guilds/{guild.id}/webhooks", guild))
}

// GetWebhook returns a webhook. It needs MANAGE_WEBHOOKS, unless the app owns the webhook. Further
// codes: [ErrUnknownWebhook].
//
// See https://docs.discord.com/developers/resources/webhook#get-webhook.
func (a API) GetWebhook(ctx context.Context, webhook discord.Snowflake) (*discord.Webhook, error) {
	return get[discord.Webhook](ctx, a, Path("/webhooks/{webhook.id}", webhook))
}

// EditWebhook changes a webhook. It needs MANAGE_WEBHOOKS. Further codes: [ErrUnknownWebhook].
//
// See https://docs.discord.com/developers/resources/webhook#modify-webhook.
func (a API) EditWebhook(ctx context.Context, webhook discord.Snowflake, e WebhookEdit) (*discord.Webhook, error) {
	return send[discord.Webhook](ctx, a, http.MethodPatch, Path("/webhooks/{webhook.id}", webhook), e)
}

// DeleteWebhook deletes a webhook. It needs MANAGE_WEBHOOKS. Further codes: [ErrUnknownWebhook].
//
// See https://docs.discord.com/developers/resources/webhook#delete-webhook.
func (a API) DeleteWebhook(ctx context.Context, webhook discord.Snowflake) error {
	return a.delete(ctx, Path("/webhooks/{webhook.id}", webhook))
}

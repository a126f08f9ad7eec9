package rest

import (
	"context"
	"net/http"
	"net/url"

	"github.com/hotaru-go/hotaru/discord"
)

// WebhookRef identifies a webhook by its ID and token. The token alone authorises the calls, so
// they need no credential. Formatting a WebhookRef shows no token.
type WebhookRef struct {
	ID    discord.Snowflake
	token secret
	// ThreadID is the thread of the webhook's channel that the call is about. Zero means the
	// channel itself.
	ThreadID discord.Snowflake
}

// Webhook returns a reference to the webhook with that ID and token.
func Webhook(id discord.Snowflake, token string) WebhookRef {
	return WebhookRef{ID: id, token: hide(token)}
}

// String returns the webhook's ID, without the token.
func (w WebhookRef) String() string { return "rest.WebhookRef(" + w.ID.String() + ")" }

// InThread returns the reference for calls about a thread of the webhook's channel.
func (w WebhookRef) InThread(thread discord.Snowflake) WebhookRef {
	w.ThreadID = thread
	return w
}

// path returns a path below the webhook.
func (w WebhookRef) path(query url.Values, route string, values ...any) string {
	addID(query, "thread_id", w.ThreadID)
	token := ""
	if w.token != nil {
		token = w.token()
	}
	return withQuery(Path("/webhooks/{webhook.id}/{webhook.token}"+route, append([]any{w.ID, token}, values...)...), query)
}

// withComponents asks Discord to accept components also for webhooks that the app does not own.
// Such webhooks cannot send buttons or selects that a user could use.
func withComponents() url.Values { return url.Values{"with_components": {"true"}} }

// WebhookMessage is a message that a webhook sends.
//
// See https://docs.discord.com/developers/resources/webhook#execute-webhook.
type WebhookMessage struct {
	discord.Message
	// Username and AvatarURL replace those of the webhook.
	Username  string
	AvatarURL string
	// ThreadName starts a thread of 1 to 100 characters in a forum or media channel, with
	// AppliedTags.
	ThreadName  string
	AppliedTags []discord.Snowflake
}

func (m WebhookMessage) payload() (discord.Payload, error) {
	return encodeWith(m.Message, struct {
		Username    string              `json:"username,omitzero"`
		AvatarURL   string              `json:"avatar_url,omitzero"`
		ThreadName  string              `json:"thread_name,omitzero"`
		AppliedTags []discord.Snowflake `json:"applied_tags,omitzero"`
	}{m.Username, m.AvatarURL, m.ThreadName, m.AppliedTags}, false)
}

// ExecuteWebhook sends a message through a webhook, and returns it. Files are closed in every case.
// It is not retried after a failure where it is unknown whether the message was sent. Further
// codes: [ErrUnknownWebhook], [ErrInvalidWebhookToken].
//
// See https://docs.discord.com/developers/resources/webhook#execute-webhook.
func (a API) ExecuteWebhook(ctx context.Context, w WebhookRef, m WebhookMessage) (*discord.ReceivedMessage, error) {
	query := withComponents()
	query.Set("wait", "true")
	return send[discord.ReceivedMessage](ctx, a, http.MethodPost, w.path(query, ""), m)
}

// GetWebhookMessage returns a message that the webhook sent. Further codes: [ErrUnknownMessage].
//
// See https://docs.discord.com/developers/resources/webhook#get-webhook-message.
func (a API) GetWebhookMessage(ctx context.Context, w WebhookRef, message discord.Snowflake) (*discord.ReceivedMessage, error) {
	return get[discord.ReceivedMessage](ctx, a, w.path(url.Values{}, "/messages/{message.id}", message))
}

// EditWebhookMessage changes a message that the webhook sent. Files are closed in every case.
// Further codes: [ErrUnknownMessage].
//
// See https://docs.discord.com/developers/resources/webhook#edit-webhook-message.
func (a API) EditWebhookMessage(ctx context.Context, w WebhookRef, message discord.Snowflake, u discord.Update) (*discord.ReceivedMessage, error) {
	return send[discord.ReceivedMessage](ctx, a, http.MethodPatch, w.path(withComponents(), "/messages/{message.id}", message), u)
}

// DeleteWebhookMessage deletes a message that the webhook sent. Further codes: [ErrUnknownMessage].
//
// See https://docs.discord.com/developers/resources/webhook#delete-webhook-message.
func (a API) DeleteWebhookMessage(ctx context.Context, w WebhookRef, message discord.Snowflake) error {
	return a.delete(ctx, w.path(url.Values{}, "/messages/{message.id}", message))
}

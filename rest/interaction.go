package rest

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// Interaction is a handle on the answer to one interaction and on its follow-ups. Its token lives for 15 minutes, if
// an answer came within Discord's 3 seconds. It is safe for concurrent use. Formatting or logging it never shows the
// token.
//
// Its methods return an [*Error] where Discord refuses: with [ErrUnknownWebhook] before the interaction is answered,
// [ErrInvalidWebhookToken] after the 15 minutes, [ErrInvalidFormBody] for a body that breaks a rule, and
// [ErrUnknownMessage] for a message that is not there.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages.
type Interaction struct {
	client            *Client
	applicationID, id discord.Snowflake
	token             secret
}

var errNoToken = errors.New("rest: the interaction has no token")

// The routes under which an interaction's messages stand. The query parameter with_components is not sent: an app's
// own webhooks, which these are, may always send components.
const (
	callbackRoute = "/interactions/{interaction.id}/{interaction.token}/callback"
	followUpRoute = "/webhooks/{application.id}/{interaction.token}"
	originalRoute = "/webhooks/{application.id}/{interaction.token}/messages/@original"
	messageRoute  = "/webhooks/{application.id}/{interaction.token}/messages/{message.id}"
)

// majorSeed makes numbers of what rate limits are counted by, so that no token is kept for it.
var majorSeed = maphash.MakeSeed()

// call makes a call on this interaction's webhook.
func (i *Interaction) call(method, route string, values ...string) *call {
	token := i.token()
	c := newCall(method, route, append([]string{i.applicationID.String(), token}, values...)...)
	c.token, c.major = i.token, maphash.String(majorSeed, token)
	return c
}

// Original returns the answer as Discord shows it. An ephemeral answer can be had too.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#get-original-interaction-response.
func (i *Interaction) Original(ctx context.Context) (*discord.ReceivedMessage, error) {
	return i.message(ctx, i.call(http.MethodGet, originalRoute))
}

// EditOriginal changes the answer; it also fills in a deferred one. What Discord would refuse is a
// [*discord.CheckError] and is not sent. Files are closed, whatever comes of it.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#edit-original-interaction-response.
func (i *Interaction) EditOriginal(ctx context.Context, u discord.Update) (*discord.ReceivedMessage, error) {
	payload, err := encodeUpdate(u)
	if err != nil {
		return nil, err
	}
	return i.EditOriginalPayload(ctx, payload)
}

// EditOriginalPayload is EditOriginal with a body that is encoded already: of an update, or of a message that fills in
// a deferred answer. See [discord.EncodeUpdate] and [discord.EncodeMessage].
func (i *Interaction) EditOriginalPayload(ctx context.Context, p discord.Payload) (*discord.ReceivedMessage, error) {
	return i.message(ctx, i.call(http.MethodPatch, originalRoute).payload(p))
}

// DeleteOriginal deletes the answer, a deferred one too.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#delete-original-interaction-response.
func (i *Interaction) DeleteOriginal(ctx context.Context) error {
	return i.delete(ctx, i.call(http.MethodDelete, originalRoute))
}

// message makes a call that Discord answers with a message.
func (i *Interaction) message(ctx context.Context, call *call) (*discord.ReceivedMessage, error) {
	if i.token() == "" {
		_ = call.body.finish(false)
		return nil, errNoToken
	}
	return doInto(ctx, i.client, call, discord.DecodeMessage)
}

func (i *Interaction) delete(ctx context.Context, call *call) error {
	if i.token() == "" {
		return errNoToken
	}
	if _, err := i.client.do(ctx, call); err != nil && err != errDone {
		return err
	}
	return nil
}

// String tells the interaction's ID, without its token.
func (i *Interaction) String() string {
	return fmt.Sprintf("rest.Interaction(%s of application %s)", i.id, i.applicationID)
}

// GoString is String.
func (i *Interaction) GoString() string { return i.String() }

// LogValue is String.
func (i *Interaction) LogValue() slog.Value { return slog.StringValue(i.String()) }

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

// Interaction is a handle on the answer to one interaction and on its follow-ups. Its token is
// valid for 15 minutes, if an answer came within Discord's 3 seconds. It is safe for concurrent
// use. Formatting or logging it never shows the token.
//
// Its methods return an [*Error] if Discord refuses the call: with [ErrUnknownWebhook] before
// Discord knows of an answer, [ErrInvalidWebhookToken] after the 15 minutes, [ErrInvalidFormBody]
// for a body that breaks a rule, and [ErrUnknownMessage] for a message that does not exist. For 10
// seconds after the answer was sent, the methods retry calls that Discord refuses with
// ErrUnknownWebhook: see [Interaction.SetAnswered].
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages.
type Interaction struct {
	client            *Client
	applicationID, id discord.Snowflake
	token             secret
	answer            *answerState
}

var errNoToken = errors.New("rest: the interaction has no token")

// The routes of an interaction's messages. The query parameter with_components is not sent: these
// webhooks are the app's own, and an app may always send components to its own webhooks.
const (
	callbackRoute = "/interactions/{interaction.id}/{interaction.token}/callback"
	followUpRoute = "/webhooks/{application.id}/{interaction.token}"
	originalRoute = "/webhooks/{application.id}/{interaction.token}/messages/@original"
	messageRoute  = "/webhooks/{application.id}/{interaction.token}/messages/{message.id}"
)

// majorSeed hashes the tokens that rate limits are counted by, so the limits do not store tokens.
var majorSeed = maphash.MakeSeed()

// call makes a call on this interaction's webhook.
func (i *Interaction) call(method, route string, values ...string) *apiCall {
	token := i.token()
	c := newCall(method, route, append([]string{i.applicationID.String(), token}, values...)...)
	c.token, c.major, c.settles = i.token, maphash.String(majorSeed, token), i.answer.settles()
	return c
}

// Original returns the answer as Discord shows it, even if it is ephemeral.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#get-original-interaction-response.
func (i *Interaction) Original(ctx context.Context) (*discord.ReceivedMessage, error) {
	return i.message(ctx, i.call(http.MethodGet, originalRoute))
}

// EditOriginal changes the answer, or completes a deferred one. An update that Discord would refuse
// is not sent; the error is then a [*discord.CheckError]. Files are closed in every case.
//
// Files should be io.Seekers. A file that cannot be read twice is sent only once. If the call would
// have to be tried again, its error is then [ErrFileSpent] too.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#edit-original-interaction-response.
func (i *Interaction) EditOriginal(ctx context.Context, u discord.Update) (*discord.ReceivedMessage, error) {
	payload, err := encodeUpdate(u)
	if err != nil {
		return nil, err
	}
	return i.EditOriginalPayload(ctx, payload)
}

// EditOriginalPayload is EditOriginal with a body that is already encoded: an update, or a message
// that completes a deferred answer. See [discord.EncodeUpdate] and [discord.EncodeMessage].
func (i *Interaction) EditOriginalPayload(ctx context.Context, p discord.Payload) (*discord.ReceivedMessage, error) {
	return i.message(ctx, i.call(http.MethodPatch, originalRoute).payload(p))
}

// DeleteOriginal deletes the answer, even a deferred one.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#delete-original-interaction-response.
func (i *Interaction) DeleteOriginal(ctx context.Context) error {
	return i.delete(ctx, i.call(http.MethodDelete, originalRoute))
}

// message makes a call that Discord answers with a message.
func (i *Interaction) message(ctx context.Context, call *apiCall) (*discord.ReceivedMessage, error) {
	if i.token() == "" {
		_ = call.body.finish(false)
		return nil, errNoToken
	}
	i.awaitKnown(ctx, call)
	message, err := doInto(ctx, i.client, call, discord.DecodeMessage)
	if err == nil {
		i.answer.known.Store(true)
	}
	return message, err
}

// delete makes a call that Discord answers with no body.
func (i *Interaction) delete(ctx context.Context, call *apiCall) error {
	if i.token() == "" {
		return errNoToken
	}
	if _, err := i.client.do(ctx, call); err != nil && err != errDone {
		return err
	}
	return nil
}

// String returns the interaction's and the application's ID, without the token.
func (i *Interaction) String() string {
	return fmt.Sprintf("rest.Interaction(%s of application %s)", i.id, i.applicationID)
}

// GoString returns String.
func (i *Interaction) GoString() string { return i.String() }

// LogValue returns String.
func (i *Interaction) LogValue() slog.Value { return slog.StringValue(i.String()) }

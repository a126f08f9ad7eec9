package rest

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// FollowUp sends one more message. With the flag [discord.Ephemeral], only the user who acted sees
// it. A message that Discord would refuse is not sent; the error is then a [*discord.CheckError].
// Files are closed in every case.
//
// The first follow-up to a deferred message completes that message instead of creating a new one.
// Discord has deprecated this; use [Interaction.EditOriginal] instead. An app that is installed
// only by the user, and not in the guild, may send 5 follow-ups. Further ones return
// [ErrTooManyFollowUps].
//
// FollowUp is the only method of Interaction that is not retried after a failure where it is
// unknown whether the message was sent. The error is then [ErrUncertain], or an [*Error] with a
// status of 500 or more, for which errors.Is reports ErrUncertain too. FollowUp is retried while
// Discord does not know the answer yet (see [Interaction.SetAnswered]), because nothing was sent
// then.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message.
func (i *Interaction) FollowUp(ctx context.Context, m discord.Message) (*discord.ReceivedMessage, error) {
	payload, err := discord.EncodeMessage(m)
	if err != nil {
		return nil, fmt.Errorf("rest: a follow-up: %w", err)
	}
	return i.FollowUpPayload(ctx, payload)
}

// FollowUpPayload is FollowUp with a body that is already encoded, by [discord.EncodeMessage].
func (i *Interaction) FollowUpPayload(ctx context.Context, p discord.Payload) (*discord.ReceivedMessage, error) {
	call := i.call(http.MethodPost, followUpRoute).payload(p)
	call.repeat = repeatNever
	return i.message(ctx, call)
}

// GetFollowUp returns a follow-up as Discord shows it.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#get-followup-message.
func (i *Interaction) GetFollowUp(ctx context.Context, id discord.Snowflake) (*discord.ReceivedMessage, error) {
	return i.message(ctx, i.call(http.MethodGet, messageRoute, id.String()))
}

// EditFollowUp changes a follow-up. Its errors are those of [Interaction.EditOriginal].
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#edit-followup-message.
func (i *Interaction) EditFollowUp(ctx context.Context, id discord.Snowflake, u discord.Update) (*discord.ReceivedMessage, error) {
	payload, err := encodeUpdate(u)
	if err != nil {
		return nil, err
	}
	return i.EditFollowUpPayload(ctx, id, payload)
}

// EditFollowUpPayload is EditFollowUp with a body that is already encoded, by [discord.EncodeUpdate].
func (i *Interaction) EditFollowUpPayload(ctx context.Context, id discord.Snowflake, p discord.Payload) (*discord.ReceivedMessage, error) {
	return i.message(ctx, i.call(http.MethodPatch, messageRoute, id.String()).payload(p))
}

// DeleteFollowUp deletes a follow-up.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#delete-followup-message.
func (i *Interaction) DeleteFollowUp(ctx context.Context, id discord.Snowflake) error {
	return i.delete(ctx, i.call(http.MethodDelete, messageRoute, id.String()))
}

func encodeUpdate(u discord.Update) (discord.Payload, error) {
	payload, err := discord.EncodeUpdate(u)
	if err != nil {
		return payload, fmt.Errorf("rest: an edit: %w", err)
	}
	return payload, nil
}

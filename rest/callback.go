package rest

import (
	"context"
	"encoding/json"
	"errors"
	"hash/maphash"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// Callback is what Discord tells of an answer that it took through the callback endpoint.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object.
type Callback struct {
	Interaction CallbackInteraction `json:"interaction"`
	// Resource is what the answer made; nil where it made nothing, as a deferral does.
	Resource *CallbackResource `json:"resource"`
}

// CallbackInteraction is the interaction that was answered.
type CallbackInteraction struct {
	ID   discord.Snowflake       `json:"id"`
	Type discord.InteractionType `json:"type"`
	// ActivityInstanceID is set where an Activity was launched or joined.
	ActivityInstanceID string `json:"activity_instance_id"`
	// ResponseMessageID is the message that the answer made; zero where it made none.
	ResponseMessageID discord.Snowflake `json:"response_message_id"`
	// ResponseMessageLoading says that the message is a deferred one.
	ResponseMessageLoading bool `json:"response_message_loading"`
	// ResponseMessageEphemeral says that only the person who acted sees it.
	ResponseMessageEphemeral bool `json:"response_message_ephemeral"`
}

// CallbackResource is what an answer made.
type CallbackResource struct {
	Type discord.CallbackType `json:"type"`
	// ActivityInstance is set for a [discord.LaunchActivity].
	ActivityInstance *ActivityInstance `json:"activity_instance"`
	// Message is set for a [discord.Message] and a [discord.Update].
	Message *discord.ReceivedMessage `json:"message"`
}

// ActivityInstance is an Activity that was launched or joined.
type ActivityInstance struct {
	ID string `json:"id"`
}

// Answer sends the answer through the callback endpoint, as [discord.EncodeAnswer] has encoded it. The request that
// brought the interaction must then be answered with status 202 and no body.
//
// It is tried again where the outcome of a try is not known: if that one went through, Discord refuses the repeat with
// [ErrAlreadyAcknowledged], which then counts as success. Without such a try before it, that code says that something
// else has answered. [ErrUnknownInteraction] says that the 3 seconds are over.
//
// Files are closed once the answer went through. When it failed they are left open and where they began, so that the
// answer can still go out another way; where that cannot be, since a file was read and is no io.Seeker, they are closed
// and the error is [ErrFileSpent] too.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response.
func (i *Interaction) Answer(ctx context.Context, answer discord.Payload) error {
	_, err := i.answer(ctx, answer, "")
	if errors.Is(err, errDone) {
		return nil
	}
	return err
}

// AnswerWithMessage is Answer, and returns what Discord made of it. Where that got lost on the way, the message is
// asked for.
func (i *Interaction) AnswerWithMessage(ctx context.Context, answer discord.Payload) (*Callback, error) {
	call, err := i.answer(ctx, answer, "with_response=true")
	if !errors.Is(err, errDone) {
		return call, err
	}
	lost := &Callback{Interaction: CallbackInteraction{ID: i.id}}
	message, err := i.Original(ctx)
	if err != nil {
		return lost, err
	}
	lost.Interaction.ResponseMessageID = message.ID
	lost.Resource = &CallbackResource{Message: message}
	return lost, nil
}

func (i *Interaction) answer(ctx context.Context, answer discord.Payload, query string) (*Callback, error) {
	token := i.token()
	if token == "" {
		return nil, errNoToken
	}
	call := newCall(http.MethodPost, callbackRoute, i.id.String(), token).payload(answer)
	call.token, call.major, call.query = i.token, maphash.String(majorSeed, token), query
	call.repeat, call.body.keepFiles = repeatRefused, true
	if query == "" {
		_, err := i.client.do(ctx, call)
		return nil, err
	}
	return doInto(ctx, i.client, call, decodeCallback)
}

// decodeCallback leaves the message, which is one of Discord's types, to that type's own decoder: by reflection it would
// bring all of what a message may hold into every program.
func decodeCallback(answer []byte) (*Callback, error) {
	read, err := decodeJSON[struct {
		Interaction CallbackInteraction `json:"interaction"`
		Resource    *struct {
			Type             discord.CallbackType `json:"type"`
			ActivityInstance *ActivityInstance    `json:"activity_instance"`
			Message          *json.RawMessage     `json:"message"`
		} `json:"resource"`
	}](answer)
	if err != nil {
		return nil, err
	}
	made := &Callback{Interaction: read.Interaction}
	if read.Resource == nil {
		return made, nil
	}
	made.Resource = &CallbackResource{Type: read.Resource.Type, ActivityInstance: read.Resource.ActivityInstance}
	if read.Resource.Message != nil {
		made.Resource.Message, err = discord.DecodeMessage(*read.Resource.Message)
	}
	return made, err
}

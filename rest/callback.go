package rest

import (
	"context"
	"encoding/json"
	"errors"
	"hash/maphash"
	"net/http"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Callback is what Discord returns for an answer that it accepted through the callback endpoint.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object.
type Callback struct {
	Interaction CallbackInteraction `json:"interaction"`
	// Resource is what the answer created. It is nil if the answer created nothing, for example a
	// deferral.
	Resource *CallbackResource `json:"resource"`
}

// CallbackInteraction is the interaction that was answered.
type CallbackInteraction struct {
	ID   discord.Snowflake       `json:"id"`
	Type discord.InteractionType `json:"type"`
	// ActivityInstanceID is set if an Activity was launched or joined.
	ActivityInstanceID string `json:"activity_instance_id"`
	// ResponseMessageID is the ID of the message that the answer created. It is zero if there is
	// none.
	ResponseMessageID discord.Snowflake `json:"response_message_id"`
	// ResponseMessageLoading is true for a deferred message.
	ResponseMessageLoading bool `json:"response_message_loading"`
	// ResponseMessageEphemeral is true if only the user who acted sees the message.
	ResponseMessageEphemeral bool `json:"response_message_ephemeral"`
}

// CallbackResource is what an answer created.
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

// Answer sends the answer through the callback endpoint, as [discord.EncodeAnswer] has encoded it.
// The request that brought the interaction must then be answered with status 202 and no body.
//
// It is retried if the outcome of a try is not known. If that try succeeded, Discord refuses the
// next one with [ErrAlreadyAcknowledged], which then counts as success. If there was no such try
// before, this code is an error: something else has answered the interaction.
// [ErrUnknownInteraction] means that the 3 seconds are over.
//
// On success the files are closed. On failure they stay open and are rewound, so the caller can
// still send the answer another way. If that is impossible, because a file was read and is not an
// io.Seeker, they are closed and the error is [ErrFileSpent] too.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response.
func (i *Interaction) Answer(ctx context.Context, answer discord.Payload) error {
	_, err := i.postAnswer(ctx, answer, "")
	if errors.Is(err, errDone) {
		err = nil
	}
	if err == nil {
		i.acknowledged()
	}
	return err
}

// acknowledged records that Discord has accepted the answer.
func (i *Interaction) acknowledged() {
	i.SetAnswered(time.Now())
	i.answer.known.Store(true)
}

// AnswerWithMessage does what [Interaction.Answer] does, and returns what Discord created. If
// Discord's response is lost, it fetches the message.
func (i *Interaction) AnswerWithMessage(ctx context.Context, answer discord.Payload) (*Callback, error) {
	call, err := i.postAnswer(ctx, answer, "with_response=true")
	if err == nil || errors.Is(err, errDone) {
		i.acknowledged()
	}
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

func (i *Interaction) postAnswer(ctx context.Context, answer discord.Payload, query string) (*Callback, error) {
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

// decodeCallback decodes the message with its type's own decoder. Reflection would link the types
// of all parts of a message into every program.
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

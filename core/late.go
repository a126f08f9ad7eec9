package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

type answerHandle = *rest.Interaction

// apology is sent if a deferred listener fails and Options.OnError returns no answer. Without it
// the user would see "thinking" for 15 minutes.
const apology = "Something went wrong. Please try again later."

// lateApology sends OnError's answer to a failure, or the apology if there is none. isAnswer is
// false for the apology; no work follows it. onErr is the failure of OnError or of its answer, and
// err is the failure of the apology. The caller logs them.
func lateApology(ctx context.Context, x *exchange, deferral discord.Answer, failure error) (isAnswer bool, onErr, err error) {
	answer, onErr := x.onError(ctx, failure)
	if answer != nil {
		if _, onErr = showLate(ctx, x, deferral, answer); onErr == nil {
			return true, nil, nil
		}
	}
	_, err = showLate(ctx, x, deferral, discord.Message{Content: apology, Flags: discord.Ephemeral})
	return false, onErr, err
}

// apologyAttrs describes how OnError and the apology failed.
func apologyAttrs(onErr, err error) []slog.Attr {
	attrs := onErrorAttrs(onErr)
	if err != nil {
		attrs = append(attrs, slog.String("apology_error", err.Error()))
	}
	return attrs
}

// showLate sends an answer after its interaction was deferred. It returns a panic as an error,
// because a file's reader may panic and the answer may be a nil pointer.
func showLate(ctx context.Context, x *exchange, deferral, answer discord.Answer) (made *discord.ReceivedMessage, err error) {
	defer recovered(&err)
	switch answer := answer.(type) {
	case discord.Message:
		return showMessage(ctx, x, deferral, answer)
	case *discord.Message:
		return showMessage(ctx, x, deferral, *answer)
	case discord.Update:
		return showUpdate(ctx, x, answer)
	case *discord.Update:
		return showUpdate(ctx, x, *answer)
	case discord.RawAnswer:
		return showRaw(ctx, x, deferral, answer)
	}
	if isDeferral(answer) {
		return nil, x.storeLate(ctx)
	}
	return nil, fmt.Errorf("%w: %T", ErrTooLate, answer)
}

func isDeferral(answer discord.Answer) bool {
	kind := answer.CallbackType()
	return kind == discord.CallbackDeferredMessage || kind == discord.CallbackDeferredUpdate
}

// showing is how a late message is sent.
type showing int

const (
	asEdit        showing = iota // edits the deferred message
	asFollowUp                   // is sent as a follow-up
	asReplacement                // is sent as a follow-up, after the deferred message is deleted
)

// showingOf returns how a message with these flags is sent. A deferred update has no message to
// edit. An ephemeral message cannot edit a public deferral, because everyone would see it.
func showingOf(deferral discord.Answer, flags discord.MessageFlags) showing {
	deferred, isMessage := deferral.(discord.DeferredMessage)
	switch {
	case !isMessage:
		return asFollowUp
	case flags&discord.Ephemeral != 0 && deferred.Flags&discord.Ephemeral == 0:
		return asReplacement
	}
	return asEdit
}

// showUpdate sends a late update. Like every late answer, the update is encoded first, so nothing
// is stored for an answer that cannot be encoded.
func showUpdate(ctx context.Context, x *exchange, u discord.Update) (*discord.ReceivedMessage, error) {
	payload, err := discord.EncodeUpdate(u)
	if err != nil {
		return nil, fmt.Errorf("core: an answer that came late: %w", err)
	}
	return showPayload(ctx, x, asEdit, payload)
}

// showMessage sends a late message.
func showMessage(ctx context.Context, x *exchange, deferral discord.Answer, m discord.Message) (*discord.ReceivedMessage, error) {
	how := showingOf(deferral, m.Flags)
	if how == asEdit {
		return showUpdate(ctx, x, m.Update())
	}
	// The message is encoded before anything is deleted. If it exceeds a limit, the deferral stays
	// in place.
	payload, err := discord.EncodeMessage(m)
	if err != nil {
		return nil, fmt.Errorf("core: an answer that came late: %w", err)
	}
	return showPayload(ctx, x, how, payload)
}

// showPayload stores what the listener sent, and then sends a late message that is already encoded.
func showPayload(ctx context.Context, x *exchange, how showing, payload discord.Payload) (*discord.ReceivedMessage, error) {
	if err := x.storeLate(ctx); err != nil {
		return nil, errors.Join(err, payload.Close())
	}
	to := x.followUp()
	switch how {
	case asEdit:
		return to.EditOriginalPayload(ctx, payload)
	case asReplacement:
		// If this is an apology for an answer that Discord refused, the original is deleted
		// already.
		if err := to.DeleteOriginal(ctx); err != nil && !errors.Is(err, rest.ErrUnknownMessage) {
			return nil, errors.Join(err, payload.Close())
		}
	}
	return to.FollowUpPayload(ctx, payload)
}

// errRawMessage replaces the errors of package json, because those can quote the answer.
var errRawMessage = errors.New("core: a raw answer that came late: its data must be a JSON object, and its flags an integer")

// showRaw sends the "data" of a raw answer. A raw answer that is not valid as a first answer is not
// valid here either.
func showRaw(ctx context.Context, x *exchange, deferral discord.Answer, raw discord.RawAnswer) (*discord.ReceivedMessage, error) {
	var body struct {
		Type discord.CallbackType `json:"type"`
		Data json.RawMessage      `json:"data"`
	}
	if json.Unmarshal(raw, &body) != nil || !utf8.Valid(raw) {
		return nil, fmt.Errorf("core: a raw answer that came late: %w", discord.ErrRawAnswer)
	}
	payload := discord.Payload{JSON: body.Data}
	switch body.Type {
	case discord.CallbackUpdate:
		return showPayload(ctx, x, asEdit, payload)
	case discord.CallbackMessage:
		return showRawMessage(ctx, x, deferral, payload)
	case discord.CallbackDeferredMessage, discord.CallbackDeferredUpdate:
		return nil, x.storeLate(ctx)
	}
	return nil, fmt.Errorf("%w: a raw answer of type %d", ErrTooLate, body.Type)
}

// showRawMessage sends the data of a raw answer that is a message.
func showRawMessage(ctx context.Context, x *exchange, deferral discord.Answer, message discord.Payload) (*discord.ReceivedMessage, error) {
	var data struct {
		Flags discord.MessageFlags `json:"flags"`
	}
	if json.Unmarshal(message.JSON, &data) != nil {
		return nil, errRawMessage
	}
	return showPayload(ctx, x, showingOf(deferral, data.Flags), message)
}

package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

type followUp = *rest.Interaction

// apology is shown where a deferred listener fails and Options.OnError has nothing better: the person would see
// "thinking" for 15 minutes otherwise.
const apology = "Something went wrong. Please try again later."

// lateApology shows what OnError has for a failure, and reports whether it had something: the apology answers nothing,
// and no work follows it.
func lateApology(ctx context.Context, x *exchange, deferral discord.Answer, failure error) (isAnswer bool, err error) {
	answer, err := x.onError(ctx, failure)
	if answer != nil {
		if err = showLate(ctx, x, deferral, answer); err == nil {
			return true, nil
		}
	}
	if err != nil {
		x.log(ctx, lineOnErrorFailed, failureAttrs(err)...)
	}
	return false, showLate(ctx, x, deferral, discord.Message{Content: apology, Flags: discord.Ephemeral})
}

// showLate shows an answer that comes after its interaction was deferred. A panic, of a file's reader or for a pointer
// that is nil, is the listener's error.
func showLate(ctx context.Context, x *exchange, deferral, answer discord.Answer) (err error) {
	defer recovered(&err)
	to := x.followUp()
	switch answer := answer.(type) {
	case discord.Message:
		return showMessage(ctx, to, deferral, answer)
	case *discord.Message:
		return showMessage(ctx, to, deferral, *answer)
	case discord.Update:
		_, err := to.EditOriginal(ctx, answer)
		return err
	case *discord.Update:
		_, err := to.EditOriginal(ctx, *answer)
		return err
	case discord.RawAnswer:
		return showRaw(ctx, to, deferral, answer)
	}
	switch answer.CallbackType() {
	case discord.CallbackDeferredMessage, discord.CallbackDeferredUpdate:
		return nil
	}
	return fmt.Errorf("%w: %T", ErrTooLate, answer)
}

// showing is how a late message is shown.
type showing int

const (
	asEdit        showing = iota // fills in the deferred message
	asFollowUp                   // stands below it
	asReplacement                // is a follow-up, when the deferred message has been deleted
)

// showingOf tells how a message of these flags is shown. A deferred update shows no message that could be filled in. One
// that only the person may see cannot take the place of a public deferral by an edit, which would show it to everyone.
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

func showMessage(ctx context.Context, to followUp, deferral discord.Answer, m discord.Message) error {
	how := showingOf(deferral, m.Flags)
	if how == asEdit {
		_, err := to.EditOriginal(ctx, m.Update())
		return err
	}
	// Encoded before anything is deleted: of a message over a limit nothing would be left but the hole.
	payload, err := discord.EncodeMessage(m)
	if err != nil {
		return fmt.Errorf("core: an answer that came late: %w", err)
	}
	return showPayload(ctx, to, how, payload)
}

func showPayload(ctx context.Context, to followUp, how showing, payload discord.Payload) error {
	var err error
	switch how {
	case asEdit:
		_, err = to.EditOriginalPayload(ctx, payload)
		return err
	case asReplacement:
		// Gone already is what it is after an answer that Discord refused, whose apology this is.
		if err = to.DeleteOriginal(ctx); err != nil && !errors.Is(err, rest.ErrUnknownMessage) {
			return errors.Join(err, payload.Close())
		}
	}
	_, err = to.FollowUpPayload(ctx, payload)
	return err
}

// errRawMessage takes the place of package json's errors, which can hold what the answer does.
var errRawMessage = errors.New("core: a raw answer that came late: its data is a JSON object, with integer flags if any")

// showRaw sends what stands under "data" in an answer of the caller's own making. What is no raw answer in time is none
// when it is late.
func showRaw(ctx context.Context, to followUp, deferral discord.Answer, raw discord.RawAnswer) error {
	var body struct {
		Type discord.CallbackType `json:"type"`
		Data json.RawMessage      `json:"data"`
	}
	if json.Unmarshal(raw, &body) != nil || !utf8.Valid(raw) {
		return fmt.Errorf("core: a raw answer that came late: %w", discord.ErrRawAnswer)
	}
	payload := discord.Payload{JSON: body.Data}
	switch body.Type {
	case discord.CallbackUpdate:
		_, err := to.EditOriginalPayload(ctx, payload)
		return err
	case discord.CallbackMessage:
		return showRawMessage(ctx, to, deferral, payload)
	case discord.CallbackDeferredMessage, discord.CallbackDeferredUpdate:
		return nil
	}
	return fmt.Errorf("%w: a raw answer of type %d", ErrTooLate, body.Type)
}

func showRawMessage(ctx context.Context, to followUp, deferral discord.Answer, message discord.Payload) error {
	var data struct {
		Flags discord.MessageFlags `json:"flags"`
	}
	if json.Unmarshal(message.JSON, &data) != nil {
		return errRawMessage
	}
	return showPayload(ctx, to, showingOf(deferral, data.Flags), message)
}

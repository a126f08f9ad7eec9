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

// lateApology asks OnError, which has the last word, and falls back on the apology.
func (s *Server) lateApology(ctx context.Context, i discord.Interaction, failure error) (answer discord.Answer) {
	fallback := discord.Message{Content: apology, Flags: discord.Ephemeral}
	if s.options.OnError == nil {
		return fallback
	}
	defer func() {
		if recover() != nil || answer == nil {
			answer = fallback
		}
	}()
	return s.options.OnError(ctx, i, failure)
}

// showLate shows an answer that comes after its interaction was deferred.
func showLate(ctx context.Context, x *exchange, deferral, answer discord.Answer) error {
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

// asEdit tells how a message of these flags is shown: as an edit that fills in the deferred one, or else as a
// follow-up. After a deferred update, which shows no message of its own, it is a follow-up. So is one that only the
// person may see where the deferral is public: the original is deleted before, since an edit would show it to everyone.
func asEdit(ctx context.Context, to followUp, deferral discord.Answer, flags discord.MessageFlags) (bool, error) {
	deferred, isMessage := deferral.(discord.DeferredMessage)
	if isMessage && flags&discord.Ephemeral != 0 && deferred.Flags&discord.Ephemeral == 0 {
		return false, to.DeleteOriginal(ctx)
	}
	return isMessage, nil
}

func showMessage(ctx context.Context, to followUp, deferral discord.Answer, m discord.Message) error {
	edit, err := asEdit(ctx, to, deferral, m.Flags)
	switch {
	case err != nil:
	case edit:
		_, err = to.EditOriginal(ctx, m.Update())
	default:
		_, err = to.FollowUp(ctx, m)
	}
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
	edit, err := asEdit(ctx, to, deferral, data.Flags)
	switch {
	case err != nil:
	case edit:
		_, err = to.EditOriginalPayload(ctx, message)
	default:
		_, err = to.FollowUpPayload(ctx, message)
	}
	return err
}

package core

import (
	"context"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
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

// showMessage fills in a deferred message. After a deferred update, which shows no message of its own, a message is a
// follow-up. So is one that only the person may see where the deferral is public: the original is deleted before,
// since an edit would show it to everyone.
func showMessage(ctx context.Context, to followUp, deferral discord.Answer, m discord.Message) error {
	deferred, isMessage := deferral.(discord.DeferredMessage)
	if isMessage && m.Flags&discord.Ephemeral != 0 && deferred.Flags&discord.Ephemeral == 0 {
		if err := to.DeleteOriginal(ctx); err != nil {
			return err
		}
		isMessage = false
	}
	var err error
	if isMessage {
		_, err = to.EditOriginal(ctx, m.Update())
	} else {
		_, err = to.FollowUp(ctx, m)
	}
	return err
}

// showRaw sends what stands under "data" in an answer of the caller's own making.
func showRaw(ctx context.Context, to followUp, deferral discord.Answer, raw discord.RawAnswer) error {
	var body struct {
		Type discord.CallbackType `json:"type"`
		Data jsontext.Value       `json:"data"`
	}
	if err := json.Unmarshal(raw, &body, jsontext.AllowDuplicateNames(true)); err != nil {
		return fmt.Errorf("core: a raw answer that came late: %w", err)
	}
	payload := discord.Payload{JSON: body.Data}
	_, isMessage := deferral.(discord.DeferredMessage)
	switch {
	case body.Type == discord.CallbackUpdate, body.Type == discord.CallbackMessage && isMessage:
		_, err := to.EditOriginalPayload(ctx, payload)
		return err
	case body.Type == discord.CallbackMessage:
		_, err := to.FollowUpPayload(ctx, payload)
		return err
	case body.Type == discord.CallbackDeferredMessage, body.Type == discord.CallbackDeferredUpdate:
		return nil
	}
	return fmt.Errorf("%w: a raw answer of type %d", ErrTooLate, body.Type)
}

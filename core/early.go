package core

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// ErrAnswered means that [Answer] was called for an interaction that already has an answer, or
// whose listener has returned.
var ErrAnswered = errors.New("core: the interaction has an answer already; use a follow-up")

// Answer sends a listener's answer at once, through Discord's callback endpoint, and returns what
// Discord created: the message with its ID, or the Activity's instance. The listener then returns
// nil. It may do more work first: Discord has its answer, so only the listener's own deadline
// limits it. The request ends with status 202. Work added by [After] runs as it does after any
// answer.
//
// An answer that the listener returns later is shown as [AutoDefer] shows a late one: a message
// fills in a [discord.DeferredMessage], and is a follow-up otherwise. If the listener returns an
// error, the error is logged, and the answer of Options.OnError is shown in the same way. Under
// AutoDefer, Answer after the deferral edits the deferred answer, and returns the message.
//
// Items that the listener has passed to [Stage], such as jobs, are stored before the answer is
// sent. If storing fails, nothing is sent. Items that it passes later are stored at once.
//
// If the error is nil, Discord has accepted the answer. Resource is nil if Discord's response was
// lost on the way. After an error, the listener can still return the answer, to be sent inline. The
// error is that of [rest.Interaction.AnswerWithMessage], [ErrAnswered], [ErrTooLate], or, for an
// answer that does not fit or breaks a rule, that of [discord.EncodeAnswer]. Answer always closes
// the files. ctx is the listener's context or is derived from it; Answer panics for any other
// context.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response.
func Answer(ctx context.Context, answer discord.Answer) (*rest.Callback, error) {
	x := exchangeOf(ctx)
	if x == nil || x.interaction == nil {
		panic(misuse("core.Answer: the context is not one that a listener of interactions was given, nor made from one"))
	}
	r := x.shared()
	if err := r.lock(ctx); err != nil {
		_ = discord.CloseFiles(answer)
		return nil, err
	}
	defer r.mu.Unlock()
	switch {
	case r.early || x.isClosed():
		_ = discord.CloseFiles(answer)
		return nil, ErrAnswered
	case r.notOut != nil:
		_ = discord.CloseFiles(answer)
		return nil, r.notOut
	case r.first != nil:
		return x.answerDeferred(ctx, r, answer)
	}
	return x.answerNow(ctx, r, answer)
}

func (x *exchange) answerNow(ctx context.Context, r *reply, answer discord.Answer) (*rest.Callback, error) {
	payload, err := encodeEarly(x.interaction, answer)
	if err == nil {
		err = x.storeInTime()
	}
	if err != nil {
		_ = payload.Close()
		return nil, err
	}
	// This limit is the rest of Discord's 3 seconds, not the rest of the listener's time.
	ctx, cancel := context.WithDeadline(context.WithoutCancel(ctx), x.arrived.Add(answerWindow))
	defer cancel()
	made, err := x.followUp().AnswerWithMessage(ctx, payload)
	if made == nil {
		_ = payload.Close()
		return nil, fmt.Errorf("core: answering at once: %w", err)
	}
	if pointer, ok := answer.(*discord.DeferredMessage); ok {
		answer = *pointer
	}
	r.first, r.early, r.showRest = answer, true, showRest
	return made, nil
}

// encodeEarly encodes an answer. It returns a panic in the answer's own code as the error.
func encodeEarly(i discord.Interaction, answer discord.Answer) (p discord.Payload, err error) {
	defer recovered(&err)
	return discord.EncodeAnswer(i, answer)
}

// answerDeferred edits the answer that AutoDefer deferred.
func (x *exchange) answerDeferred(ctx context.Context, r *reply, answer discord.Answer) (*rest.Callback, error) {
	message, err := showLate(ctx, x, r.first, answer)
	if err != nil {
		return nil, err
	}
	r.early = true
	// Discord still shows the first deferral after another one.
	if !isDeferral(answer) {
		r.first = answer
	}
	common := x.interaction.Common()
	made := &rest.Callback{Interaction: rest.CallbackInteraction{ID: common.ID, Type: common.Type}}
	if message != nil {
		made.Interaction.ResponseMessageID = message.ID
		made.Resource = &rest.CallbackResource{Type: answer.CallbackType(), Message: message}
	}
	return made, nil
}

// endEarly ends the request of a listener that has answered early. It first shows what the listener
// returned after that, and then runs its work. It logs a failure after showing it, so the line can
// also say how the apology failed.
func (s *Server) endEarly(x *exchange, first, answer discord.Answer, failure error) Response {
	tasks := x.close()
	x.untold = failure
	if answer != nil || failure != nil {
		show := task{
			do: func(ctx context.Context, _ answerHandle) error {
				return x.reply.showRest(ctx, x, first, answer, failure)
			},
			drop: func() int {
				if answer != nil {
					_ = discord.CloseFiles(answer)
				}
				return 0
			},
		}
		tasks = append([]task{show}, tasks...)
	}
	response := accepted
	if len(tasks) > 0 {
		response.work = &pendingWork{x, tasks}
	}
	return response
}

// showRest shows an answer that a listener returned after Answer, or OnError's answer to its
// failure. After a deferral it shows an apology if OnError gives no answer.
func showRest(ctx context.Context, x *exchange, first, answer discord.Answer, failure error) error {
	if failure == nil {
		_, err := showLate(ctx, x, first, answer)
		return err
	}
	attrs := showFailure(ctx, x, first, failure)
	x.untold = nil
	x.log(ctx, lineFailed, append(failureAttrs(failure), attrs...)...)
	return nil
}

// showFailure shows OnError's answer, or an apology after a deferral. It returns log attributes
// that describe what failed.
func showFailure(ctx context.Context, x *exchange, first discord.Answer, failure error) []slog.Attr {
	if isDeferral(first) {
		_, onErr, err := lateApology(ctx, x, first, failure)
		return apologyAttrs(onErr, err)
	}
	answer, onErr := x.onError(ctx, failure)
	if answer != nil && onErr == nil {
		_, onErr = showLate(ctx, x, first, answer)
	}
	return onErrorAttrs(onErr)
}

package core

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// ErrAnswered says that [Answer] was called for an interaction that has an answer, or whose
// listener has returned.
var ErrAnswered = errors.New("core: the interaction has an answer already; use a follow-up")

// Answer sends a listener's answer at once, through Discord's callback endpoint, and returns what
// Discord made of it: the message with its ID, or the Activity's instance. The listener then
// returns nil, or goes on first: Discord has its answer, so that only the listener's own deadline
// ends its time. The request ends with status 202. Work that [After] adds runs as after any answer.
//
// An answer that the listener returns later is shown as [AutoDefer] shows a late one: a message
// fills in a [discord.DeferredMessage], and is a follow-up otherwise. An error that it returns is
// logged; the answer of Options.OnError is shown in the same way. Under AutoDefer, Answer after the
// deferral edits the deferred answer, and returns the message.
//
// What the listener has sent by [Stage], such as a job, is stored before the answer leaves; if that
// fails, nothing goes out. What it sends later is stored at once.
//
// Without an error Discord has taken the answer; Resource is nil then if Discord's response was
// lost on the way. Otherwise the listener can still return it, to be sent inline. The error is that
// of [rest.Interaction.AnswerWithMessage], [ErrAnswered], [ErrTooLate], or, for an answer that does
// not fit or breaks a rule, that of [discord.EncodeAnswer]. Files are closed in every case. ctx is
// the listener's, or one made from it; with another, Answer panics.
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

// reply is what is known of an interaction's answer while its listener runs.
type reply struct {
	// mu is held while an answer is on its way, so that AutoDefer waits for it and does not defer
	// beside it.
	mu sync.Mutex
	// first is the answer that later ones follow: one that [Answer] sent, or a deferral. It is nil
	// until then.
	first discord.Answer
	// early says that Answer has sent one.
	early bool
	// out is closed when a deferral is out, or will not go out because of notOut.
	out    chan struct{}
	notOut error
	// showRest shows what the listener returns after Answer. It is a variable, so that a bot that
	// answers late or early alone links it.
	showRest func(ctx context.Context, x *exchange, first, answer discord.Answer, failure error) error
}

// shared returns the reply of the interaction, which a listener under AutoDefer shares with its
// request.
func (x *exchange) shared() *reply {
	if x.parent != nil {
		return &x.parent.reply
	}
	return &x.reply
}

// answeredEarly returns the answer that Answer has sent, or nil.
func (x *exchange) answeredEarly() discord.Answer {
	r := x.shared()
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.early {
		return nil
	}
	return r.first
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
	// The rest of Discord's 3 seconds, not of the listener's time.
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
	x.storeAtOnce()
	return made, nil
}

// encodeEarly encodes an answer. A panic of the answer's own code is the error.
func encodeEarly(i discord.Interaction, answer discord.Answer) (p discord.Payload, err error) {
	defer recovered(&err)
	return discord.EncodeAnswer(i, answer)
}

// lock locks the reply. If AutoDefer has deferred, it first waits until the deferral is out. The
// error is why the context ended; the reply is not locked then.
func (r *reply) lock(ctx context.Context) error {
	r.mu.Lock()
	out := r.out
	if out == nil {
		return nil
	}
	r.mu.Unlock()
	select {
	case <-out:
		r.mu.Lock()
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// answerDeferred edits the answer that AutoDefer has deferred.
func (x *exchange) answerDeferred(ctx context.Context, r *reply, answer discord.Answer) (*rest.Callback, error) {
	message, err := showLate(ctx, x, r.first, answer)
	if err != nil {
		return nil, err
	}
	r.first, r.early = answer, true
	x.storeAtOnce()
	common := x.interaction.Common()
	made := &rest.Callback{Interaction: rest.CallbackInteraction{ID: common.ID, Type: common.Type}}
	if message != nil {
		made.Interaction.ResponseMessageID = message.ID
		made.Resource = &rest.CallbackResource{Type: answer.CallbackType(), Message: message}
	}
	return made, nil
}

// latest returns the answer that later ones follow.
func (r *reply) latest() discord.Answer {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.first
}

// deferralOut records that the deferral is out, or why it will not go out.
func (r *reply) deferralOut(notOut error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notOut = notOut
	close(r.out)
}

// deferWith records AutoDefer's deferral. If the listener has answered meanwhile, it returns that
// answer instead: then nothing is deferred.
func (r *reply) deferWith(deferral discord.Answer) (early discord.Answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.early {
		return r.first
	}
	r.first, r.out = deferral, make(chan struct{})
	return nil
}

// endEarly ends the request of a listener that has answered early. What it returned after that is
// shown first, then its work is done. A failure is logged after it was shown, so that its line also
// says how the apology failed.
func (s *Server) endEarly(x *exchange, first, answer discord.Answer, failure error) Response {
	tasks := x.close()
	x.untold = failure
	if answer != nil || failure != nil {
		show := task{
			do: func(ctx context.Context, _ answerHandle) error {
				return x.reply.showRest(ctx, x, first, answer, failure)
			},
			drop: func() {
				if answer != nil {
					_ = discord.CloseFiles(answer)
				}
			},
		}
		tasks = append([]task{show}, tasks...)
	}
	response := accepted
	response.exchange = x
	if len(tasks) > 0 {
		response.work = &pendingWork{x, tasks}
	}
	return response
}

// showRest shows an answer that a listener returned after Answer, or that of OnError for its
// failure. Behind a deferral an apology is shown if OnError has none.
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

// showFailure shows OnError's answer, or an apology behind a deferral. It returns the attributes of
// what failed.
func showFailure(ctx context.Context, x *exchange, first discord.Answer, failure error) []slog.Attr {
	switch first.CallbackType() {
	case discord.CallbackDeferredMessage, discord.CallbackDeferredUpdate:
		_, onErr, err := lateApology(ctx, x, first, failure)
		return apologyAttrs(onErr, err)
	}
	answer, onErr := x.onError(ctx, failure)
	if answer != nil && onErr == nil {
		_, onErr = showLate(ctx, x, first, answer)
	}
	return onErrorAttrs(onErr)
}

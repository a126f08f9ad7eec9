package core

import (
	"context"
	"sync"

	"github.com/hotaru-go/hotaru/discord"
)

// reply holds what is known about an interaction's answer while its listener runs.
type reply struct {
	// mu is held while an answer is being sent. AutoDefer waits for it and does not defer at the
	// same time.
	mu sync.Mutex
	// first is the answer that later answers follow: one that [Answer] sent, or a deferral. It is
	// nil before that.
	first discord.Answer
	// early is true if [Answer] has sent first. Items are then no longer staged.
	early bool
	// flags are those of AutoDefers inside the first one, for its deferral.
	flags discord.MessageFlags
	// out is closed when a deferral has been sent, or when it will not be sent because of notOut.
	out    chan struct{}
	notOut error
	// showRest shows what the listener returns after Answer. It is a variable, so only a bot that
	// answers late or early links the function.
	showRest func(ctx context.Context, x *exchange, first, answer discord.Answer, failure error) error
}

// shared returns the interaction's reply. A listener under AutoDefer shares it with its request.
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

// lock locks the reply. If AutoDefer has deferred, it first waits until the deferral is out. If the
// context ends first, lock returns the reason and does not lock the reply.
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

// latest returns the answer that later answers follow.
func (r *reply) latest() discord.Answer {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.first
}

// deferralOut records that the deferral has been sent, or why it will not be sent.
func (r *reply) deferralOut(notOut error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notOut = notOut
	close(r.out)
}

// deferWith makes and records AutoDefer's deferral. If the listener has answered meanwhile, it
// returns nil and defers nothing.
func (r *reply) deferWith(i discord.Interaction, flags discord.MessageFlags) (deferral discord.Answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.early {
		return nil
	}
	r.first, r.out = deferralFor(i, flags|r.flags), make(chan struct{})
	return r.first
}

// addFlags adds flags for a deferral that is not made yet.
func (r *reply) addFlags(flags discord.MessageFlags) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.flags |= flags
}

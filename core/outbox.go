package core

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Origin is the interaction that something was sent for.
type Origin struct {
	Interaction discord.Interaction
	// Arrived is when the interaction arrived. Its token is valid for 15 minutes from then on.
	Arrived time.Time
}

// Stage puts an item into the outbox of the listener whose context is ctx, and reports whether it
// did. It returns false if ctx does not belong to a listener, or if the listener has returned or
// has sent its answer by [Answer]. The caller then stores the item itself.
//
// The server's Outside stores the outbox after the listener's answer was checked and encoded, and
// before its bytes are sent: as the answer to the request, as the callback, or as AutoDefer's late
// edit. If storing fails, or takes longer than Discord waits, that counts as the listener's error,
// and the answer of Options.OnError is sent instead. If the listener, the check or the encoding
// fails, nothing is stored. A webhook event is answered with 204 only once everything is stored.
func Stage(ctx context.Context, item any) bool {
	x := exchangeOf(ctx)
	if x == nil {
		return false
	}
	// While Answer sends an answer, this waits for the lock. Otherwise an item could come too late
	// to be stored with the answer.
	r := x.shared()
	r.mu.Lock()
	defer r.mu.Unlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed || r.early {
		return false
	}
	x.outbox = append(x.outbox, item)
	return true
}

// OriginOf returns the interaction whose listener, or work after the answer, has the context ctx.
// It returns nil if there is none.
func OriginOf(ctx context.Context) *Origin {
	x := exchangeOf(ctx)
	if x == nil {
		x, _ = ctx.Value(originKey{}).(*exchange)
	}
	if x == nil || x.interaction == nil {
		return nil
	}
	return &Origin{x.interaction, x.arrived}
}

const (
	// storeMargin is the part of Discord's 3 seconds that storing leaves for the answer of OnError.
	storeMargin = 200 * time.Millisecond
	// lateStoring bounds the storing before a late answer, which Discord waits for.
	lateStoring = 10 * time.Second
)

var errNoOutside = errors.New("core: something was sent, but the server's Outside stores nothing: serve jobs on this server")

// takeOutbox empties the outbox and returns its items.
func (x *exchange) takeOutbox() []any {
	x.mu.Lock()
	defer x.mu.Unlock()
	items := x.outbox
	x.outbox = nil
	return items
}

// storeInTime stores the outbox before an answer that Discord waits 3 seconds for.
func (x *exchange) storeInTime() error {
	return x.store(x.request, x.arrived.Add(answerWindow-storeMargin))
}

// storeLate stores the outbox before an answer that comes after a deferral.
func (x *exchange) storeLate(ctx context.Context) error {
	return x.store(ctx, time.Now().Add(lateStoring))
}

// store stores the outbox. The outbox is empty afterwards, even after an error.
func (x *exchange) store(ctx context.Context, until time.Time) error {
	items := x.takeOutbox()
	if len(items) == 0 {
		return nil
	}
	outside, ok := x.server.Outside.Get()
	if !ok || outside.Store == nil {
		return errNoOutside
	}
	ctx, cancel := context.WithDeadline(x.server.Context(context.WithoutCancel(ctx)), until)
	defer cancel()
	// An engine that ignores its context must not keep the user waiting.
	stored := make(chan error, 1)
	go func() {
		var err error
		defer func() { stored <- err }()
		defer recovered(&err)
		err = outside.Store(ctx, items)
	}()
	var err error
	select {
	case err = <-stored:
	case <-ctx.Done():
		err = context.Cause(ctx)
	}
	if err != nil {
		return fmt.Errorf("core: storing what the listener sent: %w", err)
	}
	return nil
}

package core

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// CoolDownShared is [CoolDown] across all instances. once returns true for the first call with a
// key and false for every further call until ttl is over. Pass the method Once of a store.Claims,
// with a different Prefix for each cool-down. The key is the user's ID.
//
// If once fails, the listener fails with its error. While the store does not answer, no user gets
// through.
func CoolDownShared(once func(ctx context.Context, key string, ttl time.Duration) (bool, error), d time.Duration, text string) Middleware {
	return func(next Handler) Handler {
		return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
			if _, ok := i.(*discord.AutocompleteInteraction); ok {
				return next(ctx, i)
			}
			first, err := once(ctx, i.Common().Invoker().ID.String(), d)
			switch {
			case err != nil:
				return nil, fmt.Errorf("core: asking for a cool-down: %w", err)
			case !first:
				return privateMessage(i, text), nil
			}
			return next(ctx, i)
		}
	}
}

// redelivery is how long an event is remembered. Discord sends an event again for up to 10 minutes.
//
// See https://docs.discord.com/developers/events/webhook-events#responding-to-events.
const redelivery = time.Hour

// HearOnce returns an EventListener that handles each webhook event once. Discord sends an event
// again if it gets no answer. do calls work unless a call with the same key has succeeded within
// ttl. Pass the method Do of a store.Claims.
//
// An event is handled again if the listener failed or the process ended before it returned. While
// one instance handles the event, other instances answer with status 500, and Discord sends it
// again. Webhook events have no ID. Two events are the same if their bodies are equal byte for
// byte.
func HearOnce(do func(ctx context.Context, key string, ttl time.Duration, work func(context.Context) error) error, listener EventListener) EventListener {
	return func(ctx context.Context, e *discord.Event) error {
		sum := sha256.Sum256(e.Raw)
		return do(ctx, hex.EncodeToString(sum[:]), redelivery, func(ctx context.Context) error { return listener(ctx, e) })
	}
}

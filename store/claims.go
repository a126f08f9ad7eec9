package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"
)

// Claims makes sure that work is not done twice, even by several instances. All keys begin with
// Prefix, so several uses of one store do not collide.
type Claims struct {
	Store  Store
	Prefix string
}

// ErrBusy means that another instance is doing the same work.
var ErrBusy = errors.New("store: another instance is doing this work; try again later")

// busyTime is how long work may take before another instance may begin it again. It is longer than
// Discord's 3 seconds, and longer than a webhook listener should take.
const busyTime = 30 * time.Second

// done is the value of a claim after its work has succeeded. Until then the value is a text that
// identifies the owner.
var done = []byte("done")

// Once returns true for the first call with a key, and false for every further call until ttl is
// over. If ttl is zero, the key stays forever.
//
// The key stays claimed even if the work that follows fails or the process ends, so the work is
// done at most once. For work that should be done again after a failure, use [Claims.Do]. After
// [ErrUncertain], the key may be claimed.
func (c Claims) Once(ctx context.Context, key string, ttl time.Duration) (bool, error) {
	first, err := c.Store.PutIfAbsent(ctx, c.Prefix+key, done, ttl)
	if err != nil {
		return false, fmt.Errorf("store: claiming a key: %w", err)
	}
	return first, nil
}

// Do calls work unless a call with the same key has succeeded within ttl, and returns its error. If
// work fails or panics, the next call does it again. While another call runs, the error is [ErrBusy].
//
// If the process ends in the middle, the work is done again after 30 seconds. Work that takes longer
// than that may run twice at once.
func (c Claims) Do(ctx context.Context, key string, ttl time.Duration, work func(context.Context) error) error {
	key = c.Prefix + key
	owner := []byte(rand.Text())
	first, err := c.Store.PutIfAbsent(ctx, key, owner, busyTime)
	if err != nil {
		return fmt.Errorf("store: claiming a key: %w", err)
	}
	if !first {
		held, err := c.Store.Get(ctx, key)
		switch {
		case err == nil && string(held) == string(done):
			return nil
		case err == nil, errors.Is(err, ErrNotFound):
			return ErrBusy
		}
		return fmt.Errorf("store: reading a claim: %w", err)
	}
	finished := false
	defer func() {
		if !finished {
			// If this fails, the claim still ends when its time is over.
			_ = c.settle(ctx, key, owner, nil, time.Millisecond)
		}
	}()
	if err := work(ctx); err != nil {
		return err
	}
	finished = true
	return c.settle(ctx, key, owner, done, ttl)
}

// settle replaces a claim if owner still holds it. It does so even if the caller's context has
// ended.
func (c Claims) settle(ctx context.Context, key string, owner, to []byte, ttl time.Duration) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if _, err := c.Store.CompareAndSwap(ctx, key, owner, to, ttl); err != nil {
		return fmt.Errorf("store: noting that work is done: %w", err)
	}
	return nil
}

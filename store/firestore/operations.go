package firestore

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/hotaru-go/hotaru/store"
)

// Get implements [store.Store].
func (s *Store) Get(ctx context.Context, key string) ([]byte, error) {
	if err := store.CheckKey(key); err != nil {
		return nil, err
	}
	d, err := s.read(ctx, key)
	switch {
	case err != nil:
		return nil, err
	case d == nil || d.over(s.options.Now()):
		return nil, store.ErrNotFound
	}
	return d.bytes(), nil
}

// Put implements [store.Store].
func (s *Store) Put(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	if err := store.CheckWrite(key, value, ttl); err != nil {
		return err
	}
	_, _, err := s.write(ctx, key, newValue(value, s.options.Now(), ttl), nil)
	return err
}

// Delete implements [store.Store].
func (s *Store) Delete(ctx context.Context, key string) error {
	if err := store.CheckKey(key); err != nil {
		return err
	}
	_, _, err := s.write(ctx, key, nil, nil)
	return err
}

// PutIfAbsent implements [store.Store].
func (s *Store) PutIfAbsent(ctx context.Context, key string, value []byte, ttl time.Duration) (bool, error) {
	if err := store.CheckWrite(key, value, ttl); err != nil {
		return false, err
	}
	wrote, err := s.change(ctx, key, true, func(held *document) (*document, error) {
		if held != nil {
			return nil, nil
		}
		return newValue(value, s.options.Now(), ttl), nil
	})
	return wrote != nil, err
}

// CompareAndSwap implements [store.Store].
func (s *Store) CompareAndSwap(ctx context.Context, key string, old, value []byte, ttl time.Duration) (bool, error) {
	if err := store.CheckWrite(key, value, ttl); err != nil {
		return false, err
	}
	wrote, err := s.change(ctx, key, false, func(held *document) (*document, error) {
		if held == nil || held.Fields.Count != nil || !bytes.Equal(held.bytes(), old) {
			return nil, nil
		}
		return newValue(value, s.options.Now(), ttl), nil
	})
	return wrote != nil, err
}

// Add implements [store.Store].
func (s *Store) Add(ctx context.Context, key string, delta int64, ttl time.Duration) (sum int64, err error) {
	if err := store.CheckWrite(key, nil, ttl); err != nil {
		return 0, err
	}
	_, err = s.change(ctx, key, false, func(held *document) (*document, error) {
		if held == nil {
			sum = delta
			return newCount(delta, s.options.Now(), ttl), nil
		}
		if held.Fields.Count == nil {
			return nil, store.ErrNotCounter
		}
		var fits bool
		if sum, fits = held.sum(delta); !fits {
			return nil, store.ErrLimit
		}
		next := newCount(sum, s.options.Now(), 0)
		next.Fields.End = held.Fields.End
		return next, nil
	})
	return sum, err
}

const (
	// changing is how many times a change is tried at most. firstPause is the wait after the first
	// try.
	changing   = 12
	firstPause = 5 * time.Millisecond
)

// change reads a document, calls decide to get its replacement, and writes that. If another writer
// writes meanwhile, it starts again. decide gets nil if there is no document or its time is over.
// If decide returns nil, change writes nothing and returns nil too. If expectNone is set, the first
// try skips the read.
func (s *Store) change(ctx context.Context, key string, expectNone bool, decide func(*document) (*document, error)) (*document, error) {
	for n := range changing {
		var held *document
		if n > 0 || !expectNone {
			var err error
			if held, err = s.read(ctx, key); err != nil {
				return nil, err
			}
		}
		live := held
		if held != nil && held.over(s.options.Now()) {
			live = nil
		}
		next, err := decide(live)
		if next == nil || err != nil {
			return nil, err
		}
		written, unsure, err := s.write(ctx, key, next, instead(held))
		switch {
		case written:
			return next, nil
		case err != nil:
			return nil, err
		case unsure:
			return s.settle(ctx, key, next)
		}
		if err := wait(ctx, n); err != nil {
			return nil, err
		}
	}
	return nil, store.ErrContended
}

// settle finds out whether a write whose answer was lost was done. It cannot find out if another
// writer has written since.
func (s *Store) settle(ctx context.Context, key string, wrote *document) (*document, error) {
	held, err := s.read(ctx, key)
	switch {
	case err != nil:
		return nil, errors.Join(err, store.ErrUncertain)
	case held != nil && held.Fields.Writer == wrote.Fields.Writer:
		return wrote, nil
	}
	return nil, store.ErrUncertain
}

// wait pauses so that other writers can finish.
func wait(ctx context.Context, n int) error {
	pause := firstPause << min(n, 6)
	timer := time.NewTimer(pause/2 + rand.N(pause))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

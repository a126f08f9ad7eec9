package bbolt

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/store"
	bolt "go.etcd.io/bbolt"
)

// Get implements [store.Store].
func (s *Store) Get(ctx context.Context, key string) (value []byte, err error) {
	if err := store.CheckKey(key); err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	err = s.db.View(func(b *bolt.Tx) error {
		held := s.begin(b).get(key)
		switch {
		case held == nil:
			return store.ErrNotFound
		case held[0] == isCounter:
			value = strconv.AppendInt(nil, held.count(), 10)
		default:
			value = append([]byte{}, held.content()...)
		}
		return nil
	})
	return value, err
}

// Put implements [store.Store].
func (s *Store) Put(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	if err := store.CheckWrite(key, value, ttl); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error { return t.set([]byte(key), newItem(isValue, t.end(ttl), value)) })
}

// PutIfAbsent implements [store.Store].
func (s *Store) PutIfAbsent(ctx context.Context, key string, value []byte, ttl time.Duration) (stored bool, err error) {
	if err := store.CheckWrite(key, value, ttl); err != nil {
		return false, err
	}
	err = s.write(ctx, func(t *tx) error {
		if stored = t.get(key) == nil; !stored {
			return nil
		}
		return t.set([]byte(key), newItem(isValue, t.end(ttl), value))
	})
	return stored && err == nil, err
}

// CompareAndSwap implements [store.Store].
func (s *Store) CompareAndSwap(ctx context.Context, key string, old, value []byte, ttl time.Duration) (swapped bool, err error) {
	if err := store.CheckWrite(key, value, ttl); err != nil {
		return false, err
	}
	err = s.write(ctx, func(t *tx) error {
		held := t.get(key)
		if swapped = held != nil && held[0] == isValue && string(held.content()) == string(old); !swapped {
			return nil
		}
		return t.set([]byte(key), newItem(isValue, t.end(ttl), value))
	})
	return swapped && err == nil, err
}

// Add implements [store.Store].
func (s *Store) Add(ctx context.Context, key string, delta int64, ttl time.Duration) (sum int64, err error) {
	if err := store.CheckWrite(key, nil, ttl); err != nil {
		return 0, err
	}
	err = s.write(ctx, func(t *tx) error {
		held, end := t.get(key), t.end(ttl)
		switch {
		case held == nil:
			sum = 0
		case held[0] != isCounter:
			return store.ErrNotCounter
		default:
			sum, end = held.count(), held.end()
		}
		if delta > 0 && sum > math.MaxInt64-delta || delta < 0 && sum < math.MinInt64-delta {
			return fmt.Errorf("%w: the sum does not fit into an int64", store.ErrLimit)
		}
		sum += delta
		return t.set([]byte(key), newItem(isCounter, end, countBytes(sum)))
	})
	return sum, err
}

// Delete implements [store.Store].
func (s *Store) Delete(ctx context.Context, key string) error {
	if err := store.CheckKey(key); err != nil {
		return err
	}
	return s.write(ctx, func(t *tx) error { return t.set([]byte(key), nil) })
}

// Package memory keeps state in memory, for tests. The state is lost when the process ends, and no
// other process sees it.
package memory

import (
	"context"
	"math"
	"strconv"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/store"
)

// Store is a [store.Store] in memory. The zero value is empty and ready for use.
type Store struct {
	// Now is the clock for times to live: time.Now unless set.
	Now func() time.Time
	// Fail, if set, is called before each operation, with the method's name. If it returns an
	// error, the operation does nothing and returns that error. Use it to test how an app handles a
	// failing store.
	Fail func(operation, key string) error

	mu    sync.Mutex
	items map[string]item
}

var _ store.Store = (*Store)(nil)

type item struct {
	value   []byte
	count   int64
	counter bool
	// end is zero for a value that stays.
	end time.Time
}

// New returns an empty store.
func New() *Store { return &Store{} }

// lock locks the store and returns the time of the operation. The caller unlocks.
func (s *Store) lock(ctx context.Context, operation, key string, value []byte, ttl time.Duration) (time.Time, error) {
	if err := store.CheckWrite(key, value, ttl); err != nil {
		return time.Time{}, err
	}
	if err := ctx.Err(); err != nil {
		return time.Time{}, context.Cause(ctx)
	}
	if s.Fail != nil {
		if err := s.Fail(operation, key); err != nil {
			return time.Time{}, err
		}
	}
	now := time.Now
	if s.Now != nil {
		now = s.Now
	}
	s.mu.Lock()
	if s.items == nil {
		s.items = map[string]item{}
	}
	return now(), nil
}

// live returns a key's value, and removes it if its time is over.
func (s *Store) live(key string, now time.Time) (item, bool) {
	held, ok := s.items[key]
	if ok && !held.end.IsZero() && !now.Before(held.end) {
		delete(s.items, key)
		return item{}, false
	}
	return held, ok
}

func end(now time.Time, ttl time.Duration) time.Time {
	if ttl == 0 {
		return time.Time{}
	}
	return now.Add(ttl)
}

func (s *Store) set(key string, value []byte, now time.Time, ttl time.Duration) {
	s.items[key] = item{value: append([]byte{}, value...), end: end(now, ttl)}
}

// Get implements [store.Store].
func (s *Store) Get(ctx context.Context, key string) ([]byte, error) {
	now, err := s.lock(ctx, "Get", key, nil, 0)
	if err != nil {
		return nil, err
	}
	defer s.mu.Unlock()
	held, ok := s.live(key, now)
	switch {
	case !ok:
		return nil, store.ErrNotFound
	case held.counter:
		return strconv.AppendInt(nil, held.count, 10), nil
	}
	return append([]byte{}, held.value...), nil
}

// Put implements [store.Store].
func (s *Store) Put(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	now, err := s.lock(ctx, "Put", key, value, ttl)
	if err != nil {
		return err
	}
	defer s.mu.Unlock()
	s.set(key, value, now, ttl)
	return nil
}

// PutIfAbsent implements [store.Store].
func (s *Store) PutIfAbsent(ctx context.Context, key string, value []byte, ttl time.Duration) (bool, error) {
	now, err := s.lock(ctx, "PutIfAbsent", key, value, ttl)
	if err != nil {
		return false, err
	}
	defer s.mu.Unlock()
	if _, ok := s.live(key, now); ok {
		return false, nil
	}
	s.set(key, value, now, ttl)
	return true, nil
}

// CompareAndSwap implements [store.Store].
func (s *Store) CompareAndSwap(ctx context.Context, key string, old, value []byte, ttl time.Duration) (bool, error) {
	now, err := s.lock(ctx, "CompareAndSwap", key, value, ttl)
	if err != nil {
		return false, err
	}
	defer s.mu.Unlock()
	held, ok := s.live(key, now)
	if !ok || held.counter || string(held.value) != string(old) {
		return false, nil
	}
	s.set(key, value, now, ttl)
	return true, nil
}

// Add implements [store.Store].
func (s *Store) Add(ctx context.Context, key string, delta int64, ttl time.Duration) (int64, error) {
	now, err := s.lock(ctx, "Add", key, nil, ttl)
	if err != nil {
		return 0, err
	}
	defer s.mu.Unlock()
	held, ok := s.live(key, now)
	switch {
	case !ok:
		held = item{counter: true, end: end(now, ttl)}
	case !held.counter:
		return 0, store.ErrNotCounter
	}
	if delta > 0 && held.count > math.MaxInt64-delta || delta < 0 && held.count < math.MinInt64-delta {
		return 0, store.ErrLimit
	}
	held.count += delta
	s.items[key] = held
	return held.count, nil
}

// Delete implements [store.Store].
func (s *Store) Delete(ctx context.Context, key string) error {
	if _, err := s.lock(ctx, "Delete", key, nil, 0); err != nil {
		return err
	}
	defer s.mu.Unlock()
	delete(s.items, key)
	return nil
}

// Len returns how many keys the store holds, including keys whose time is over.
func (s *Store) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.items)
}

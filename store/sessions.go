package store

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Sessions keeps values of one type under random IDs. Use it for state that does not fit into the
// 100 characters of a custom ID: put the session's ID, 26 characters, into the custom ID instead.
// Values are stored as JSON.
//
//	var drafts = store.NewSessions[Draft](shared, "draft/", time.Hour)
//	var edit = core.NewCustomID[draftID]("edit:{id}")
//
// An ID cannot be guessed, but everyone who sees a message can use its buttons. If a session
// belongs to one person, store the person's ID in it and compare.
type Sessions[T any] struct {
	store  Store
	prefix string
	ttl    time.Duration
}

// NewSessions makes a set of sessions. Its keys begin with prefix. Each session lives for ttl from
// its last write; zero keeps it until it is deleted.
func NewSessions[T any](s Store, prefix string, ttl time.Duration) *Sessions[T] {
	return &Sessions[T]{s, prefix, ttl}
}

// New stores a value and returns its ID: 26 letters and digits.
func (s *Sessions[T]) New(ctx context.Context, value T) (id string, err error) {
	id = rand.Text()
	return id, s.Put(ctx, id, value)
}

// Put stores a value under an ID. It replaces any value that is there.
func (s *Sessions[T]) Put(ctx context.Context, id string, value T) error {
	text, err := s.encode(value)
	if err != nil {
		return err
	}
	if err := s.store.Put(ctx, s.prefix+id, text, s.ttl); err != nil {
		return fmt.Errorf("store: writing a session: %w", err)
	}
	return nil
}

// Get returns a session's value, or [ErrNotFound] if there is none or its time is over.
func (s *Sessions[T]) Get(ctx context.Context, id string) (value T, err error) {
	value, _, err = s.get(ctx, id)
	return value, err
}

// get returns a session's value and text. The text is empty if the session was taken, and nil if
// there is no session.
func (s *Sessions[T]) get(ctx context.Context, id string) (value T, text []byte, err error) {
	text, err = s.store.Get(ctx, s.prefix+id)
	if err == nil && len(text) == 0 {
		return value, []byte{}, fmt.Errorf("store: reading a session: %w", ErrNotFound)
	}
	if err != nil {
		return value, nil, fmt.Errorf("store: reading a session: %w", err)
	}
	if json.Unmarshal(text, &value) != nil {
		// An error of encoding/json can quote the value.
		return value, nil, fmt.Errorf("store: reading a session: the stored value does not decode into a %T", value)
	}
	return value, text, nil
}

// updates is how many times Update tries at most.
const updates = 10

// Update changes a session and returns the new value, or [ErrNotFound]. If another caller changes
// the session meanwhile, Update calls change again with the new value, up to 10 times. Then the
// error is [ErrContended]. If change returns an error, Update writes nothing and returns that
// error.
func (s *Sessions[T]) Update(ctx context.Context, id string, change func(*T) error) (value T, err error) {
	return s.update(ctx, id, change, false)
}

// Upsert is like Update, but if there is no session, change gets the zero value and Upsert creates
// the session. Use it for values under IDs of your own, such as the limits of one person:
//
//	_, err := open.Upsert(ctx, userID.String(), func(tickets *[]int64) error {
//		if len(*tickets) == 3 {
//			return errTooMany
//		}
//		*tickets = append(*tickets, number)
//		return nil
//	})
func (s *Sessions[T]) Upsert(ctx context.Context, id string, change func(*T) error) (value T, err error) {
	return s.update(ctx, id, change, true)
}

func (s *Sessions[T]) update(ctx context.Context, id string, change func(*T) error, orMake bool) (value T, err error) {
	for range updates {
		value, old, err := s.get(ctx, id)
		if err != nil && (!orMake || !errors.Is(err, ErrNotFound)) {
			return value, err
		}
		if err := change(&value); err != nil {
			return value, err
		}
		text, err := s.encode(value)
		if err != nil {
			return value, err
		}
		var stored bool
		if old == nil {
			stored, err = s.store.PutIfAbsent(ctx, s.prefix+id, text, s.ttl)
		} else {
			stored, err = s.store.CompareAndSwap(ctx, s.prefix+id, old, text, s.ttl)
		}
		if err != nil {
			return value, fmt.Errorf("store: writing a session: %w", err)
		}
		if stored {
			return value, nil
		}
	}
	return value, ErrContended
}

// Take returns a session's value and deletes it. If several calls take it at once, one gets it and
// the others get [ErrNotFound].
func (s *Sessions[T]) Take(ctx context.Context, id string) (value T, err error) {
	value, text, err := s.get(ctx, id)
	if err != nil {
		return value, err
	}
	// The swap decides which call gets it. An empty value, which is not JSON, marks a session that
	// was taken.
	taken, err := s.store.CompareAndSwap(ctx, s.prefix+id, text, nil, time.Millisecond)
	if err == nil && !taken {
		err = ErrNotFound
	}
	if err != nil {
		var none T
		return none, fmt.Errorf("store: taking a session: %w", err)
	}
	return value, nil
}

// Delete removes a session. Deleting a session that does not exist is not an error.
func (s *Sessions[T]) Delete(ctx context.Context, id string) error {
	if err := s.store.Delete(ctx, s.prefix+id); err != nil {
		return fmt.Errorf("store: deleting a session: %w", err)
	}
	return nil
}

var errNoJSON = errors.New("store: the session's value cannot be encoded as JSON")

func (s *Sessions[T]) encode(value T) ([]byte, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("%w: %T", errNoJSON, value)
	}
	return text, nil
}

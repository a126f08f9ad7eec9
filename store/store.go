// Package store keeps state that all instances of an app share: values with a time to live, claims
// and counters.
//
// An engine implements [Store]. Each folder below this one has an engine: dynamodb on AWS,
// firestore on Google Cloud, bbolt for a process on one machine, and memory for tests. Package
// storetest checks that an engine, including one of your own, does everything that this page says.
//
// The engines of the platforms send signed HTTP requests and do not use the vendors' client
// libraries. A bot links only the engine that it imports.
//
// [Claims] and [Sessions] are built on a Store. Claims is for work that must not be done twice.
// Sessions is for state that does not fit into a custom ID. core.CoolDownShared and core.HearOnce
// accept the methods of a Claims.
package store

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// Store keeps values by key. All methods are safe for concurrent use, by goroutines and by instances.
//
// A key is 1 to 1024 bytes of UTF-8. A value is at most 256 KiB; nil is an empty value. Values are
// copied, so a caller may change its slice afterwards. A read sees every write that ended before
// the read began.
//
// A time to live begins with the write, by the clock of the instance that writes. It ends by the
// clock of the instance that reads, so the clocks should agree. It is kept in milliseconds. Zero
// means that the value stays. When the time is over, the key is absent, even if the engine has not
// removed it yet.
type Store interface {
	// Get returns a key's value, or [ErrNotFound]. The value of a counter is its decimal digits.
	Get(ctx context.Context, key string) ([]byte, error)
	// Put sets a key. It replaces any value or counter that is there.
	Put(ctx context.Context, key string, value []byte, ttl time.Duration) error
	// PutIfAbsent sets a key if it is absent, and reports whether it did.
	PutIfAbsent(ctx context.Context, key string, value []byte, ttl time.Duration) (stored bool, err error)
	// CompareAndSwap replaces old by value, and reports whether it did. It swaps neither an absent
	// key nor a counter.
	CompareAndSwap(ctx context.Context, key string, old, value []byte, ttl time.Duration) (swapped bool, err error)
	// Add adds to a counter and returns the sum. An absent counter begins at zero. Only that first
	// addition sets ttl; later additions leave the time to live as it is. If the key holds a value,
	// the error is [ErrNotCounter]. The sum must fit into an int64.
	Add(ctx context.Context, key string, delta int64, ttl time.Duration) (sum int64, err error)
	// Delete removes a key. Deleting a key that does not exist is not an error.
	Delete(ctx context.Context, key string) error
}

// These limits apply to every engine. They fit DynamoDB's items of 400 KB, and Firestore's document
// IDs of 1,500 bytes once a key is encoded.
const (
	MaxKey   = 1024
	MaxValue = 256 << 10
)

var (
	// ErrNotFound means that a key is absent, or that its time to live is over.
	ErrNotFound = errors.New("store: no such key")
	// ErrNotCounter means that Add was called for a key that holds a value.
	ErrNotCounter = errors.New("store: the key holds a value and not a counter")
	// ErrUncertain means that a write failed and may or may not have been done, for example because
	// the connection broke after the request was sent.
	ErrUncertain = errors.New("store: the write may or may not have been done")
	// ErrContended means that other writers changed the key during every try.
	ErrContended = errors.New("store: too many writers change this key at once; spread the state over several keys")
	// ErrLimit means that a key, a value or a time to live is outside its limits.
	ErrLimit = errors.New("store: outside the limits")
)

// CheckKey reports a key outside its limits. The error is [ErrLimit]. Engines call it.
func CheckKey(key string) error {
	switch {
	case key == "":
		return fmt.Errorf("%w: the key is empty", ErrLimit)
	case len(key) > MaxKey:
		return fmt.Errorf("%w: the key has %d bytes; at most %d fit", ErrLimit, len(key), MaxKey)
	case !utf8.ValidString(key):
		return fmt.Errorf("%w: the key is not valid UTF-8", ErrLimit)
	}
	return nil
}

// CheckWrite reports a key, a value or a time to live outside its limits. The error is [ErrLimit].
// Engines call it.
func CheckWrite(key string, value []byte, ttl time.Duration) error {
	switch {
	case len(value) > MaxValue:
		return fmt.Errorf("%w: the value has %d bytes; at most %d fit", ErrLimit, len(value), MaxValue)
	case ttl < 0:
		return fmt.Errorf("%w: the time to live is negative; zero keeps a value for ever", ErrLimit)
	case ttl > 0 && ttl < time.Millisecond:
		return fmt.Errorf("%w: the time to live is under a millisecond", ErrLimit)
	}
	return CheckKey(key)
}

package core

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hotaru-go/hotaru/rest"
	"golang.org/x/crypto/ed25519"
)

// ErrPublicKey says that a public key is not what the Developer Portal shows: 64 hex digits.
var ErrPublicKey = errors.New("core: a public key is 64 hex digits, as the application's page in the Developer Portal shows it")

// ParsePublicKey reads a public key from its 64 hex digits. The error is [ErrPublicKey] and tells what is wrong: the
// length, a character, or a key like all zeros, under which anybody could sign. A key that is a point of the curve but
// another application's is not found out here: it refuses every request with 401.
func ParsePublicKey(text string) (ed25519.PublicKey, error) {
	if len(text) != hex.EncodedLen(ed25519.PublicKeySize) {
		return nil, fmt.Errorf("%w; this one has %d characters", ErrPublicKey, len(text))
	}
	key, err := hex.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("%w; this one has other characters", ErrPublicKey)
	}
	if isWeak(key) || !isCanonical(key) {
		return nil, fmt.Errorf("%w; this one is no application's: with a key of small order anybody could sign", ErrPublicKey)
	}
	return key, nil
}

const (
	// fetchLimit bounds one fetch. It may outlast the request that began it: the next one finds the key.
	fetchLimit = 10 * time.Second
	// After a failed fetch the next one waits, and twice as long after each further failure.
	firstBackOff = 250 * time.Millisecond
	lastBackOff  = 30 * time.Second
)

// keyring holds the verification for the application's key: from the start, or from the first fetch that succeeds.
type keyring struct {
	fetch    func(context.Context) (string, error)
	verifier Verifier
	// failed is told of each fetch that fails, so that it is logged once and not once a request.
	failed func(err error, wait time.Duration)

	ready atomic.Pointer[verify]

	mu      sync.Mutex
	flight  *flight
	backOff time.Duration
	retryAt time.Time
}

// flight is one fetch that any number of requests wait for.
type flight struct {
	done chan struct{}
	err  error
}

// unavailable says that the key cannot be had now, and when to ask again.
type unavailable struct {
	retryAfter time.Duration
	err        error
}

func (u *unavailable) Error() string { return "core: the public key is unavailable: " + u.err.Error() }
func (u *unavailable) Unwrap() error { return u.err }

// HasKey reports whether the public key is there: given, or fetched. Without it the next request, or [Server.Warm],
// fetches it.
func (s *Server) HasKey() bool { return s.Check() == nil && s.keys.ready.Load() != nil }

func (k *keyring) set(text string) error {
	key, err := ParsePublicKey(text)
	if err != nil {
		return err
	}
	check, err := k.verifier(key)
	if err != nil {
		return fmt.Errorf("core: the verifier refuses the public key: %w", err)
	}
	v := verify(check)
	k.ready.Store(&v)
	return nil
}

// get returns the verification, fetching the key where there is none yet. However many ask at once, one fetch runs;
// it belongs to none of them, so that none can cancel it for the others.
func (k *keyring) get(ctx context.Context) (verify, error) {
	if v := k.ready.Load(); v != nil {
		return *v, nil
	}
	f, err := k.join(ctx)
	if err != nil {
		return nil, err
	}
	return k.wait(ctx, f)
}

// wait waits for what join returned.
func (k *keyring) wait(ctx context.Context, f *flight) (verify, error) {
	if f != nil {
		select {
		case <-f.done:
		case <-ctx.Done():
			return nil, &unavailable{time.Second, fmt.Errorf("waiting for it: %w", context.Cause(ctx))}
		}
		if f.err != nil {
			return nil, f.err
		}
	}
	return *k.ready.Load(), nil
}

// join returns the fetch under way, or begins one; nil where the key has come meanwhile.
func (k *keyring) join(ctx context.Context) (*flight, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.ready.Load() != nil {
		return nil, nil
	}
	if k.flight != nil {
		return k.flight, nil
	}
	if wait := time.Until(k.retryAt); wait > 0 {
		return nil, &unavailable{wait, errors.New("the last attempt failed, and the next one is not due yet")}
	}
	f := &flight{done: make(chan struct{})}
	k.flight = f
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), fetchLimit)
	go func() {
		defer cancel()
		k.land(f, k.try(ctx))
	}()
	return f, nil
}

func (k *keyring) try(ctx context.Context) error {
	text, err := k.fetch(ctx)
	if err != nil {
		return fmt.Errorf("fetching it: %w", err)
	}
	return k.set(text)
}

// land ends a fetch. A failure is kept only as the time of the next attempt.
func (k *keyring) land(f *flight, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.flight = nil
	if err != nil {
		k.backOff = min(max(2*k.backOff, firstBackOff), lastBackOff)
		wait := k.backOff
		var refused *rest.Error
		if errors.As(err, &refused) {
			wait = max(wait, min(refused.RetryAfter, lastBackOff))
		}
		k.retryAt = time.Now().Add(wait)
		k.failed(err, wait)
		f.err = &unavailable{wait, err}
	}
	close(f.done)
}

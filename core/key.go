package core

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hotaru-go/hotaru/internal/pasted"
	"github.com/hotaru-go/hotaru/rest"
	"golang.org/x/crypto/ed25519"
)

// ErrPublicKey means that a public key is not what the Developer Portal shows: 64 hex digits.
var ErrPublicKey = errors.New("core: a public key is 64 hex digits, as the application's page in the Developer Portal shows it")

// ParsePublicKey reads a public key from its 64 hex digits, without white space or quotes around
// them. The error is [ErrPublicKey] and says what is wrong: the length, a character, a weak key
// such as all zeros, under which anyone could sign, or a key that is not a point of the curve.
// About half of all keys with a wrong digit are not points of the curve. The other half, and the
// key of another application, cannot be told from a right key. With such a key a server refuses
// every request with 401.
func ParsePublicKey(text string) (ed25519.PublicKey, error) {
	text = pasted.Text(text)
	if len(text) != hex.EncodedLen(ed25519.PublicKeySize) {
		return nil, fmt.Errorf("%w; this one has %d characters", ErrPublicKey, len(text))
	}
	key, err := hex.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("%w; this one has other characters", ErrPublicKey)
	}
	if isWeak(key) || !isCanonical(key) {
		return nil, fmt.Errorf("%w; this one cannot be an application's: anybody could sign with a key of small order", ErrPublicKey)
	}
	if !isPoint(key) {
		return nil, fmt.Errorf("%w; this one is not a key: at least one digit is wrong", ErrPublicKey)
	}
	return key, nil
}

const (
	// fetchLimit bounds one fetch. A fetch may outlast the request that started it. The next
	// request then finds the key.
	fetchLimit = 10 * time.Second
	// After a failed fetch the next one waits for firstBackOff. Each further failure doubles that,
	// up to lastBackOff.
	firstBackOff = 250 * time.Millisecond
	lastBackOff  = 30 * time.Second
)

// keyring holds the function that verifies signatures with the application's key. It has it from
// the start, or from the first successful fetch.
type keyring struct {
	fetch    func(context.Context) (string, error)
	verifier Verifier
	log      func(context.Context, line, about, ...slog.Attr)

	ready atomic.Pointer[verifyFunc]

	mu      sync.Mutex
	flight  *flight
	backOff time.Duration
	retryAt time.Time

	// refused counts the requests that were refused because there was no key, since the last log
	// line about them.
	refused atomic.Int64
}

// flight is one fetch that any number of requests wait for.
type flight struct {
	done  chan struct{}
	began time.Time
	err   error
	// overdue is set by the first request that gives up waiting.
	overdue atomic.Bool
}

// unavailable means that the key is not available now. It says when to ask again.
type unavailable struct {
	retryAfter time.Duration
	err        error
	// late is the fetch that did not end in time. It is nil if no fetch is running.
	late *flight
}

func (u *unavailable) Error() string { return "core: the public key is unavailable: " + u.err.Error() }
func (u *unavailable) Unwrap() error { return u.err }

// HasKey reports whether the server has its public key, from its configuration or from a fetch. If
// not, the next request or [Server.Warm] fetches it.
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
	v := verifyFunc(check)
	k.ready.Store(&v)
	return nil
}

// get returns the function that verifies. It fetches the key if there is none yet. Concurrent
// callers share one fetch. No caller can cancel it for the others.
func (k *keyring) get(ctx context.Context) (verifyFunc, error) {
	if v := k.ready.Load(); v != nil {
		return *v, nil
	}
	f, err := k.join(ctx)
	if err != nil {
		return nil, err
	}
	return k.wait(ctx, f)
}

// wait waits for the fetch that join returned.
func (k *keyring) wait(ctx context.Context, f *flight) (verifyFunc, error) {
	if f != nil {
		select {
		case <-f.done:
		case <-ctx.Done():
			return nil, &unavailable{time.Second, fmt.Errorf("waiting for it: %w", context.Cause(ctx)), f}
		}
		if f.err != nil {
			return nil, f.err
		}
	}
	return *k.ready.Load(), nil
}

// join returns the running fetch, or starts one. It returns nil if the key has arrived meanwhile.
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
		return nil, &unavailable{wait, errors.New("the last attempt failed, and the next one is not due yet"), nil}
	}
	f := &flight{done: make(chan struct{}), began: time.Now()}
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

// slowFetch is how long a fetch may take before it is logged as slow. Discord waits 3 seconds for
// an answer.
const slowFetch = time.Second

// land ends a fetch and logs its failure. It keeps only the time of the next attempt.
func (k *keyring) land(f *flight, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.flight = nil
	if err != nil {
		f.err = k.postpone(err)
	} else {
		k.arrived(time.Since(f.began))
	}
	close(f.done)
}

// postpone sets the time of the next attempt.
func (k *keyring) postpone(err error) error {
	k.backOff = min(max(2*k.backOff, firstBackOff), lastBackOff)
	wait := k.backOff
	var refused *rest.Error
	if errors.As(err, &refused) {
		wait = max(wait, min(refused.RetryAfter, lastBackOff))
	}
	k.retryAt = time.Now().Add(wait)
	k.log(context.Background(), lineKeyNotFetched, about{}, append(k.refusedAttrs(), errorAttr(err), slog.Duration("retry_in", wait))...)
	return &unavailable{wait, err, nil}
}

// arrived logs a key that requests had to wait for.
func (k *keyring) arrived(took time.Duration) {
	if refused := k.refusedAttrs(); took >= slowFetch || refused != nil {
		k.log(context.Background(), lineKeyLate, about{}, append(refused, slog.Duration("took", took))...)
	}
}

// refuse counts a request that is refused because there is no key. It logs the first request that
// stops waiting for a fetch, because the line about the fetch itself comes later, or never if the
// platform freezes the process.
func (k *keyring) refuse(ctx context.Context, err error, a about) {
	k.refused.Add(1)
	var u *unavailable
	if errors.As(err, &u) && u.late != nil && !u.late.overdue.Swap(true) {
		k.log(ctx, lineKeyNotInTime, a, slog.Duration("after", time.Since(u.late.began)))
	}
}

// refusedAttrs returns the number of requests refused since its last call, as log attributes.
func (k *keyring) refusedAttrs() []slog.Attr {
	if n := k.refused.Swap(0); n > 0 {
		return []slog.Attr{slog.Int64("refused", n)}
	}
	return nil
}

// Package storetest checks that an engine of package store does what the interface documents.
//
//	func TestStore(t *testing.T) {
//		storetest.Run(t, storetest.Engine{Open: func(t *testing.T, now func() time.Time) store.Store {
//			return mystore.New(mystore.Options{Now: now})
//		}})
//	}
package storetest

import (
	"context"
	"crypto/rand"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/store"
)

// Engine describes the engine that Run tests.
type Engine struct {
	// Open opens a store for one test. The stores may share their content: every test uses its own
	// keys. The engine must use now, the test's clock, instead of time.Now. If it cannot, set
	// RealTime.
	Open func(t *testing.T, now func() time.Time) store.Store
	// RealTime makes the tests wait until a time to live is over, 2 seconds in all.
	RealTime bool
	// Writers is how many goroutines write to one key at once: 8 unless set. An engine that limits
	// the writes to one key may need fewer.
	Writers int
}

// clock is a clock that tests move.
type clock struct {
	mu    sync.Mutex
	ahead time.Duration
	real  bool
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

func (c *clock) pass(d time.Duration) {
	if c.real {
		time.Sleep(d)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
}

// suite is one test's store, its clock, and a prefix that no other test uses.
type suite struct {
	*testing.T
	store   store.Store
	clock   *clock
	prefix  string
	writers int
}

// life is a time to live that ends only when the clock is moved, or after a second of real time.
func (s *suite) life() time.Duration {
	if s.clock.real {
		return time.Second
	}
	return time.Hour
}

func (s *suite) key(name string) string { return s.prefix + name }

// Run runs the suite.
func Run(t *testing.T, e Engine) {
	tests := []struct {
		name string
		run  func(*suite)
	}{
		{"values", values}, {"put if absent", putIfAbsent}, {"compare and swap", compareAndSwap},
		{"counters", counters}, {"values and counters", mixed}, {"times to live", timesToLive},
		{"keys", keys}, {"limits", limits}, {"copies", copies}, {"contexts", contexts},
		{"one writer wins", oneWins}, {"no swap is lost", noSwapLost}, {"no addition is lost", noAdditionLost},
		{"claims", claims}, {"sessions", sessions},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := &clock{real: e.RealTime}
			writers := e.Writers
			if writers == 0 {
				writers = 8
			}
			test.run(&suite{t, e.Open(t, c.now), c, "storetest/" + rand.Text() + "/", writers})
		})
	}
}

func (s *suite) put(key, value string, ttl time.Duration) {
	s.Helper()
	if err := s.store.Put(s.Context(), key, []byte(value), ttl); err != nil {
		s.Fatalf("Put: %v", err)
	}
}

// want checks the value of a key.
func (s *suite) want(key, value string) {
	s.Helper()
	got, err := s.store.Get(s.Context(), key)
	if err != nil || string(got) != value {
		s.Errorf("Get returns %.80q, %v; want %.80q", got, err, value)
	}
}

func (s *suite) wantNone(key string) {
	s.Helper()
	if got, err := s.store.Get(s.Context(), key); !errors.Is(err, store.ErrNotFound) {
		s.Errorf("Get returns %.80q, %v; want ErrNotFound", got, err)
	}
}

func (s *suite) swap(key, old, value string, ttl time.Duration, want bool) {
	s.Helper()
	if got, err := s.store.CompareAndSwap(s.Context(), key, []byte(old), []byte(value), ttl); err != nil || got != want {
		s.Errorf("CompareAndSwap returns %v, %v; want %v", got, err, want)
	}
}

func (s *suite) absent(key, value string, ttl time.Duration, want bool) {
	s.Helper()
	if got, err := s.store.PutIfAbsent(s.Context(), key, []byte(value), ttl); err != nil || got != want {
		s.Errorf("PutIfAbsent returns %v, %v; want %v", got, err, want)
	}
}

func (s *suite) add(key string, delta int64, ttl time.Duration, want int64) {
	s.Helper()
	if got, err := s.store.Add(s.Context(), key, delta, ttl); err != nil || got != want {
		s.Errorf("Add returns %d, %v; want %d", got, err, want)
	}
}

func (s *suite) remove(key string) {
	s.Helper()
	if err := s.store.Delete(s.Context(), key); err != nil {
		s.Errorf("Delete: %v", err)
	}
}

// each calls do in several goroutines at once.
func (s *suite) each(do func(ctx context.Context, n int) error) {
	s.Helper()
	var group sync.WaitGroup
	failures := make(chan error, s.writers)
	for n := range s.writers {
		group.Go(func() { failures <- do(s.Context(), n) })
	}
	group.Wait()
	close(failures)
	for err := range failures {
		if err != nil {
			s.Error(err)
		}
	}
}

package storetest

import (
	"context"
	"errors"
	"math"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/store"
)

func values(s *suite) {
	key := s.key("a")
	s.wantNone(key)
	for _, value := range []string{"one", "", "two\x00\xff\r\n", strings.Repeat("x", store.MaxValue)} {
		s.put(key, value, 0)
		s.want(key, value)
	}
	s.remove(key)
	s.wantNone(key)
	s.remove(key)
}

func putIfAbsent(s *suite) {
	key := s.key("a")
	s.absent(key, "first", 0, true)
	s.absent(key, "second", 0, false)
	s.want(key, "first")
	s.remove(key)
	s.absent(key, "", 0, true)
	s.absent(key, "third", 0, false)
	s.want(key, "")
}

func compareAndSwap(s *suite) {
	key := s.key("a")
	s.swap(key, "", "new", 0, false)
	s.wantNone(key)
	s.put(key, "one", 0)
	s.swap(key, "two", "three", 0, false)
	s.swap(key, "", "three", 0, false)
	s.want(key, "one")
	s.swap(key, "one", "", 0, true)
	s.want(key, "")
	s.swap(key, "one", "two", 0, false)
	s.swap(key, "", "\x00", 0, true)
	s.want(key, "\x00")
}

func counters(s *suite) {
	key := s.key("n")
	s.add(key, 2, 0, 2)
	s.add(key, -5, 0, -3)
	s.want(key, "-3")
	s.add(key, 0, 0, -3)
	s.remove(key)
	s.add(key, math.MaxInt64, 0, math.MaxInt64)
	s.want(key, "9223372036854775807")
	s.add(key, math.MinInt64, 0, -1)
}

// mixed uses one key as a value and as a counter.
func mixed(s *suite) {
	value, counter := s.key("v"), s.key("n")
	s.put(value, "7", 0)
	if sum, err := s.store.Add(s.Context(), value, 1, 0); !errors.Is(err, store.ErrNotCounter) {
		s.Errorf("Add to a value returns %d, %v; want ErrNotCounter", sum, err)
	}
	s.want(value, "7")
	s.add(counter, 7, 0, 7)
	s.swap(counter, "7", "8", 0, false)
	s.swap(counter, "", "8", 0, false)
	s.absent(counter, "8", 0, false)
	s.put(counter, "8", 0)
	s.want(counter, "8")
	if _, err := s.store.Add(s.Context(), counter, 1, 0); !errors.Is(err, store.ErrNotCounter) {
		s.Errorf("Add to what was a counter returns %v; want ErrNotCounter", err)
	}
}

func timesToLive(s *suite) {
	life := s.life()
	stays, again := s.key("stays"), s.key("again")
	put, absent, swapped, counted, retold := s.key("put"), s.key("absent"), s.key("swapped"), s.key("counted"), s.key("retold")
	s.put(stays, "x", 0)
	s.put(again, "x", life)
	s.put(again, "y", 0)
	s.put(put, "x", life)
	s.absent(absent, "x", life, true)
	s.put(swapped, "x", 0)
	s.swap(swapped, "x", "y", life, true)
	s.add(counted, 1, life, 1)
	s.add(retold, 1, 0, 1)
	s.add(retold, 1, life, 2)
	// Check just before the end, if the test can set the clock.
	if !s.clock.real {
		s.clock.pass(life - time.Minute)
		s.want(put, "x")
		s.want(absent, "x")
		s.want(swapped, "y")
		// An addition does not make a counter live longer.
		s.add(counted, 1, life, 2)
		s.absent(absent, "z", life, false)
	}
	s.clock.pass(life)
	s.want(stays, "x")
	s.want(again, "y")
	s.want(retold, "2")
	for _, key := range []string{put, absent, swapped, counted} {
		s.wantNone(key)
	}
	s.swap(swapped, "y", "z", 0, false)
	s.absent(absent, "z", 0, true)
	s.want(absent, "z")
	s.add(counted, 5, 0, 5)
	// A key can become a counter after its value's time is over.
	s.add(put, 3, 0, 3)
	s.want(put, "3")
}

func keys(s *suite) {
	room := store.MaxKey - len(s.prefix)
	names := []string{
		"a", "A", "a/b", "a//b", "a/", "/", ".", "..", "__a__", "a b", "a%2Fb", "a+b", "é", "e\u0301", "\u0000", "\U0001F41D",
		"#", "?", "*", "`", `"`, `\`, "{x}", strings.Repeat("k", room), strings.Repeat("k", room-1), strings.Repeat("\U0001F41D", room/4),
	}
	for n, name := range names {
		s.put(s.key(name), string(rune('A'+n)), 0)
	}
	for n, name := range names {
		s.want(s.key(name), string(rune('A'+n)))
	}
	// These keys have no prefix, because an engine might not accept such a text at the beginning of
	// a key.
	for _, key := range []string{".", "..", "__" + s.prefix + "__", "/" + s.prefix} {
		s.put(key, key, time.Minute)
		s.want(key, key)
		s.remove(key)
	}
}

func limits(s *suite) {
	ctx, ok := s.Context(), []byte("x")
	for _, key := range []string{"", strings.Repeat("k", store.MaxKey+1), "\xff"} {
		_, get := s.store.Get(ctx, key)
		_, absent := s.store.PutIfAbsent(ctx, key, ok, 0)
		_, swap := s.store.CompareAndSwap(ctx, key, ok, ok, 0)
		_, add := s.store.Add(ctx, key, 1, 0)
		for _, err := range []error{get, s.store.Put(ctx, key, ok, 0), absent, swap, add, s.store.Delete(ctx, key)} {
			if !errors.Is(err, store.ErrLimit) {
				s.Errorf("the key %.20q: %v; want ErrLimit", key, err)
			}
		}
	}
	key, large := s.key("a"), make([]byte, store.MaxValue+1)
	for _, w := range []struct {
		value []byte
		ttl   time.Duration
	}{{large, 0}, {ok, -1}, {ok, 1}} {
		_, absent := s.store.PutIfAbsent(ctx, key, w.value, w.ttl)
		_, swap := s.store.CompareAndSwap(ctx, key, ok, w.value, w.ttl)
		for _, err := range []error{s.store.Put(ctx, key, w.value, w.ttl), absent, swap} {
			if !errors.Is(err, store.ErrLimit) {
				s.Errorf("%d bytes for %v: %v; want ErrLimit", len(w.value), w.ttl, err)
			}
		}
	}
	if _, err := s.store.Add(ctx, key, 1, -1); !errors.Is(err, store.ErrLimit) {
		s.Errorf("Add with a negative time: %v; want ErrLimit", err)
	}
	s.wantNone(key)
}

// copies changes slices after passing them to the store.
func copies(s *suite) {
	key, value := s.key("a"), []byte("one")
	if err := s.store.Put(s.Context(), key, value, 0); err != nil {
		s.Fatal(err)
	}
	value[0] = 'X'
	got, err := s.store.Get(s.Context(), key)
	if err != nil || string(got) != "one" {
		s.Fatalf("the store keeps the caller's slice: %q, %v", got, err)
	}
	got[0] = 'Y'
	s.want(key, "one")
}

// contexts passes a context that has ended.
func contexts(s *suite) {
	ctx, cancel := context.WithCancel(s.Context())
	cancel()
	key := s.key("a")
	_, get := s.store.Get(ctx, key)
	_, absent := s.store.PutIfAbsent(ctx, key, nil, 0)
	_, swap := s.store.CompareAndSwap(ctx, key, nil, nil, 0)
	_, add := s.store.Add(ctx, key, 1, 0)
	for n, err := range []error{get, s.store.Put(ctx, key, nil, 0), absent, swap, add, s.store.Delete(ctx, key)} {
		if !errors.Is(err, context.Canceled) {
			s.Errorf("operation %d: %v; want context.Canceled", n, err)
		}
	}
	s.wantNone(key)
}

package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/hotaru-go/hotaru/store"
)

// rounds is how many times each writer writes.
const rounds = 4

func oneWins(s *suite) {
	for round := range rounds {
		key := s.key(fmt.Sprint(round))
		var winners atomic.Int32
		s.each(func(ctx context.Context, n int) error {
			stored, err := s.store.PutIfAbsent(ctx, key, []byte{byte(n)}, time.Minute)
			if stored {
				winners.Add(1)
			}
			return err
		})
		if winners.Load() != 1 {
			s.Errorf("%d writers found the key absent", winners.Load())
		}
	}
}

// noSwapLost lets each writer append to one value.
func noSwapLost(s *suite) {
	key := s.key("a")
	s.put(key, "", 0)
	s.each(func(ctx context.Context, n int) error {
		for added := 0; added < rounds; {
			old, err := s.store.Get(ctx, key)
			if err != nil {
				return err
			}
			swapped, err := s.store.CompareAndSwap(ctx, key, old, append(old[:len(old):len(old)], byte(n)), 0)
			if err != nil && !errors.Is(err, store.ErrContended) {
				return err
			}
			if swapped {
				added++
			}
		}
		return nil
	})
	got, err := s.store.Get(s.Context(), key)
	if err != nil {
		s.Fatal(err)
	}
	for n := range s.writers {
		if count := bytes.Count(got, []byte{byte(n)}); count != rounds {
			s.Errorf("of writer %d there are %d of %d", n, count, rounds)
		}
	}
}

func noAdditionLost(s *suite) {
	key := s.key("n")
	var seen [64 * rounds]atomic.Bool
	s.each(func(ctx context.Context, n int) error {
		for range rounds {
			sum, err := s.store.Add(ctx, key, 1, time.Hour)
			for errors.Is(err, store.ErrContended) {
				sum, err = s.store.Add(ctx, key, 1, time.Hour)
			}
			if err != nil {
				return err
			}
			if seen[sum].Swap(true) {
				return fmt.Errorf("two additions returned %d", sum)
			}
		}
		return nil
	})
	s.want(key, fmt.Sprint(s.writers*rounds))
}

func claims(s *suite) {
	c := store.Claims{Store: s.store, Prefix: s.key("claims/")}
	once := func(want bool) {
		s.Helper()
		if first, err := c.Once(s.Context(), "once", s.life()); err != nil || first != want {
			s.Errorf("Once returns %v, %v; want %v", first, err, want)
		}
	}
	once(true)
	once(false)

	calls := 0
	failure := errors.New("no")
	do := func(want error, work func(context.Context) error) {
		s.Helper()
		if err := c.Do(s.Context(), "do", s.life(), work); !errors.Is(err, want) {
			s.Errorf("Do returns %v; want %v", err, want)
		}
	}
	fails := func(context.Context) error { calls++; return failure }
	works := func(ctx context.Context) error {
		calls++
		// While one call works, another call does not do the work.
		do(store.ErrBusy, elsewhere)
		return nil
	}
	do(failure, fails)
	s.clock.pass(2 * time.Millisecond) // after this time the claim that was given up has ended
	do(nil, works)
	do(nil, fails)
	if calls != 2 {
		s.Errorf("the work was called %d times", calls)
	}
	s.clock.pass(s.life() + time.Millisecond)
	once(true)
	do(failure, fails)
}

func elsewhere(context.Context) error { return errors.New("called while it is done elsewhere") }

func sessions(s *suite) {
	type draft struct{ Text string }
	ctx := s.Context()
	drafts := store.NewSessions[draft](s.store, s.key("drafts/"), s.life())
	id, err := drafts.New(ctx, draft{"a"})
	if err != nil || len(id) != 26 {
		s.Fatalf("New returns %q, %v", id, err)
	}
	s.each(func(ctx context.Context, n int) error {
		for {
			if _, err := drafts.Update(ctx, id, func(d *draft) error { d.Text += "b"; return nil }); !errors.Is(err, store.ErrContended) {
				return err
			}
		}
	})
	if got, err := drafts.Get(ctx, id); err != nil || len(got.Text) != 1+s.writers {
		s.Errorf("after updates the session is %v, %v", got, err)
	}
	var taken atomic.Int32
	s.each(func(ctx context.Context, n int) error {
		_, err := drafts.Take(ctx, id)
		if err == nil {
			taken.Add(1)
		} else if errors.Is(err, store.ErrNotFound) {
			err = nil
		}
		return err
	})
	if taken.Load() != 1 {
		s.Errorf("%d took the session", taken.Load())
	}
	// No more writers than the limit succeed, even if all write at once.
	const limit = 3
	var in, full atomic.Int32
	errFull := errors.New("full")
	s.each(func(ctx context.Context, n int) error {
		for {
			_, err := drafts.Upsert(ctx, "of one person", func(d *draft) error {
				if len(d.Text) == limit {
					return errFull
				}
				d.Text += "x"
				return nil
			})
			switch {
			case err == nil:
				in.Add(1)
			case errors.Is(err, errFull):
				full.Add(1)
			case errors.Is(err, store.ErrContended):
				continue
			default:
				return err
			}
			return nil
		}
	})
	if want := min(limit, s.writers); int(in.Load()) != want || int(full.Load()) != s.writers-want {
		s.Errorf("%d got in and %d met the limit, of %d writers", in.Load(), full.Load(), s.writers)
	}
	if _, err := drafts.Take(ctx, "of one person"); err != nil {
		s.Errorf("taking it: %v", err)
	}
	s.clock.pass(2 * time.Millisecond)
	if got, err := drafts.Upsert(ctx, "of one person", func(d *draft) error { d.Text += "y"; return nil }); err != nil || got.Text != "y" {
		s.Errorf("after Take, Upsert makes %v, %v", got, err)
	}
	other, err := drafts.New(ctx, draft{"c"})
	if err != nil {
		s.Fatal(err)
	}
	s.clock.pass(s.life() + time.Millisecond)
	if got, err := drafts.Get(ctx, other); !errors.Is(err, store.ErrNotFound) {
		s.Errorf("a session that is over is %v, %v", got, err)
	}
}

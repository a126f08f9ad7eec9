package core

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

// TestDeadlineIsAContext compares the listener's context with that of context.WithDeadline.
func TestDeadlineIsAContext(t *testing.T) {
	type key struct{}
	for name, wait := range map[string]bool{"waited for": true, "never waited for": false} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				parent, cancel := context.WithCancel(context.WithValue(t.Context(), key{}, "value"))
				defer cancel()
				begin := func(parent context.Context) *deadline {
					d := &deadline{parent: parent, at: time.Now().Add(time.Second)}
					if wait {
						d.Done()
					}
					return d
				}

				d := begin(parent)
				if at, ok := d.Deadline(); !ok || time.Until(at) != time.Second || d.Err() != nil || d.Value(key{}) != "value" {
					t.Errorf("deadline in %v, %v, error %v, value %v", time.Until(at), ok, d.Err(), d.Value(key{}))
				}
				time.Sleep(time.Second)
				synctest.Wait()
				if !errors.Is(d.Err(), context.DeadlineExceeded) {
					t.Errorf("at its end: %v", d.Err())
				}
				<-d.Done()

				ended := begin(parent)
				ended.end()
				if !errors.Is(ended.Err(), context.Canceled) {
					t.Errorf("ended: %v", ended.Err())
				}
				time.Sleep(2 * time.Second)
				<-ended.Done()
				if !errors.Is(ended.Err(), context.Canceled) {
					t.Errorf("ended, and its time is over: %v", ended.Err())
				}

				orphan := begin(parent)
				cancel()
				if !errors.Is(orphan.Err(), context.Canceled) {
					t.Errorf("its parent ended: %v", orphan.Err())
				}
				<-orphan.Done()

				early, done := context.WithDeadline(t.Context(), time.Now().Add(time.Millisecond))
				defer done()
				if at, _ := begin(early).Deadline(); time.Until(at) != time.Millisecond {
					t.Errorf("the parent's earlier deadline is lost: %v", time.Until(at))
				}
			})
		})
	}
}

// TestContextsOfADeadlineTakeNoGoroutine is for listeners that derive contexts.
func TestContextsOfADeadlineTakeNoGoroutine(t *testing.T) {
	s := quietServer()
	s.options.Deadline = time.Minute
	x := s.begin(t.Context(), new(incoming), time.Now())
	defer x.limit.end()
	x.Done()
	before := runtime.NumGoroutine()
	for range 100 {
		_, cancel := context.WithCancel(x)
		defer cancel()
	}
	if more := runtime.NumGoroutine() - before; more > 0 {
		t.Errorf("100 contexts took %d goroutines", more)
	}
}

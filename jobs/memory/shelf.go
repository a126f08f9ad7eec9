package memory

import (
	"errors"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/internal/loop"
)

// shelf is a [loop.Shelf] in memory.
type shelf struct {
	mu      sync.Mutex
	waiting map[string]*entry
	dead    map[string]*entry
	// done maps the named messages that have ended to the time until which they are known.
	done map[string]time.Time
}

type entry struct {
	loop.Entry
	running bool
}

// known is how long a named message is known after it has ended.
const known = time.Hour

func newShelf() *shelf {
	return &shelf{waiting: map[string]*entry{}, dead: map[string]*entry{}, done: map[string]time.Time{}}
}

// Put implements [loop.Shelf].
func (s *shelf) Put(messages []jobs.Message, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range messages {
		if m.Named && (s.waiting[m.ID] != nil || s.dead[m.ID] != nil || now.Before(s.done[m.ID])) {
			continue
		}
		s.waiting[m.ID] = &entry{Entry: loop.Entry{Message: m}}
	}
	return nil
}

// Take implements [loop.Shelf].
func (s *shelf) Take(now time.Time, n int) (taken []loop.Entry, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(taken) < n {
		first := s.first()
		if first == nil || first.Due.After(now) {
			break
		}
		first.running = true
		first.Attempt++
		taken = append(taken, first.Entry)
	}
	return taken, nil
}

// first returns the entry that is due first among those that are not running.
func (s *shelf) first() (first *entry) {
	for _, one := range s.waiting {
		if !one.running && (first == nil || one.Due.Before(first.Due)) {
			first = one
		}
	}
	return first
}

// Next implements [loop.Shelf].
func (s *shelf) Next() (time.Time, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if first := s.first(); first != nil {
		return first.Due, true, nil
	}
	return time.Time{}, false, nil
}

// Settle implements [loop.Shelf].
func (s *shelf) Settle(e loop.Entry, o jobs.Outcome, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	one := s.waiting[e.ID]
	one.running = false
	switch o.Verdict {
	case jobs.Retry:
		one.Due = now.Add(o.Pause)
		return nil
	case jobs.Bury:
		s.dead[e.ID] = one
	}
	delete(s.waiting, e.ID)
	for id, until := range s.done {
		if !now.Before(until) {
			delete(s.done, id)
		}
	}
	if one.Named {
		s.done[e.ID] = now.Add(known)
	}
	return nil
}

// Dead implements [loop.Shelf].
func (s *shelf) Dead(limit int) (letters []jobs.Letter, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, one := range s.dead {
		if len(letters) < limit {
			letters = append(letters, jobs.Letter{Handle: id, Body: one.Body, Attempts: one.Attempt})
		}
	}
	return letters, nil
}

var errNoLetter = errors.New("memory: no such dead letter")

// Resend implements [loop.Shelf].
func (s *shelf) Resend(id string, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	one := s.dead[id]
	if one == nil {
		return errNoLetter
	}
	delete(s.dead, id)
	one.Attempt, one.Due = 0, now
	s.waiting[id] = one
	return nil
}

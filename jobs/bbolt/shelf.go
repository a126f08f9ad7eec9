package bbolt

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/internal/loop"
	bolt "go.etcd.io/bbolt"
)

// shelf is a [loop.Shelf] in a file.
type shelf struct{ db *bolt.DB }

// The buckets.
var (
	// waiting holds records by ID, including those of running messages.
	waiting = []byte("hotaru.jobs")
	// due sorts the IDs of messages that are not running by their due time in milliseconds.
	due = []byte("hotaru.jobs.due")
	// dead holds records by ID.
	dead = []byte("hotaru.jobs.dead")
	// done maps named messages that have ended to the end of known. doneEnds sorts them by it.
	done     = []byte("hotaru.jobs.done")
	doneEnds = []byte("hotaru.jobs.done.ends")
)

// known is how long a named message is known after it has ended.
const known = time.Hour

type record struct {
	Body    string `json:"body"`
	Due     int64  `json:"due"`
	Attempt int    `json:"attempt"`
	Named   bool   `json:"named,omitempty"`
}

func (r *record) put(b *bolt.Bucket, id string) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return b.Put([]byte(id), text)
}

// get reads a record. It returns nil if there is no record.
func get(b *bolt.Bucket, id string) (*record, error) {
	text := b.Get([]byte(id))
	if text == nil {
		return nil, nil
	}
	r := new(record)
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("the record of job %s does not decode", id)
	}
	return r, nil
}

func timeKey(milli int64, id string) []byte {
	return append(binary.BigEndian.AppendUint64(nil, uint64(milli)), id...)
}

func milliOf(key []byte) int64 { return int64(binary.BigEndian.Uint64(key)) }

// begin makes the buckets. It puts every message in waiting into due, so a message that was running
// when the process ended is due again.
func (s *shelf) begin() error {
	return s.db.Update(func(tx *bolt.Tx) error {
		for _, name := range [][]byte{waiting, due, dead, done, doneEnds} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return tx.Bucket(waiting).ForEach(func(id, _ []byte) error {
			r, err := get(tx.Bucket(waiting), string(id))
			if err != nil {
				return err
			}
			return tx.Bucket(due).Put(timeKey(r.Due, string(id)), nil)
		})
	})
}

// Put implements [loop.Shelf].
func (s *shelf) Put(messages []jobs.Message, now time.Time) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		for _, m := range messages {
			if m.Named && isKnown(tx, m.ID, now) {
				continue
			}
			r := &record{Body: m.Body, Due: m.Due.UnixMilli(), Named: m.Named}
			if err := r.put(tx.Bucket(waiting), m.ID); err != nil {
				return err
			}
			if err := tx.Bucket(due).Put(timeKey(r.Due, m.ID), nil); err != nil {
				return err
			}
		}
		return nil
	})
}

func isKnown(tx *bolt.Tx, id string, now time.Time) bool {
	until := tx.Bucket(done).Get([]byte(id))
	return tx.Bucket(waiting).Get([]byte(id)) != nil || tx.Bucket(dead).Get([]byte(id)) != nil ||
		until != nil && milliOf(until) > now.UnixMilli()
}

// Take implements [loop.Shelf].
func (s *shelf) Take(now time.Time, n int) (taken []loop.Entry, err error) {
	// Do not begin a write if there is nothing to take.
	if next, ok, err := s.Next(); err != nil || !ok || next.After(now) {
		return nil, err
	}
	err = s.db.Update(func(tx *bolt.Tx) error {
		taken = nil
		cursor := tx.Bucket(due).Cursor()
		for key, _ := cursor.First(); key != nil && milliOf(key) <= now.UnixMilli() && len(taken) < n; key, _ = cursor.First() {
			id := string(key[8:])
			r, err := get(tx.Bucket(waiting), id)
			if err != nil {
				return err
			}
			if err := cursor.Delete(); err != nil {
				return err
			}
			if r == nil {
				continue
			}
			r.Attempt++
			if err := r.put(tx.Bucket(waiting), id); err != nil {
				return err
			}
			m := jobs.Message{ID: id, Named: r.Named, Due: time.UnixMilli(r.Due), Body: r.Body}
			taken = append(taken, loop.Entry{Message: m, Attempt: r.Attempt})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return taken, nil
}

// Next implements [loop.Shelf].
func (s *shelf) Next() (next time.Time, ok bool, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		if key, _ := tx.Bucket(due).Cursor().First(); key != nil {
			next, ok = time.UnixMilli(milliOf(key)), true
		}
		return nil
	})
	return next, ok, err
}

// Settle implements [loop.Shelf].
func (s *shelf) Settle(e loop.Entry, o jobs.Outcome, now time.Time) error {
	return s.db.Batch(func(tx *bolt.Tx) error {
		r := &record{Body: e.Body, Due: now.Add(o.Pause).UnixMilli(), Attempt: e.Attempt, Named: e.Named}
		switch o.Verdict {
		case jobs.Retry:
			if err := r.put(tx.Bucket(waiting), e.ID); err != nil {
				return err
			}
			return tx.Bucket(due).Put(timeKey(r.Due, e.ID), nil)
		case jobs.Bury:
			if err := r.put(tx.Bucket(dead), e.ID); err != nil {
				return err
			}
		}
		if err := tx.Bucket(waiting).Delete([]byte(e.ID)); err != nil {
			return err
		}
		if !e.Named {
			return nil
		}
		return remember(tx, e.ID, now)
	})
}

// remember keeps the ID of a named message that has ended, and forgets some whose time is over.
func remember(tx *bolt.Tx, id string, now time.Time) error {
	until := now.Add(known).UnixMilli()
	if err := tx.Bucket(done).Put([]byte(id), timeKey(until, "")); err != nil {
		return err
	}
	ends := tx.Bucket(doneEnds)
	if err := ends.Put(timeKey(until, id), nil); err != nil {
		return err
	}
	for range 4 {
		key, _ := ends.Cursor().First()
		if key == nil || milliOf(key) > now.UnixMilli() {
			break
		}
		old := append([]byte{}, key...)
		if err := ends.Delete(old); err != nil {
			return err
		}
		// The message may have run again since.
		if held := tx.Bucket(done).Get(old[8:]); held != nil && milliOf(held) == milliOf(old) {
			if err := tx.Bucket(done).Delete(old[8:]); err != nil {
				return err
			}
		}
	}
	return nil
}

// Dead implements [loop.Shelf].
func (s *shelf) Dead(limit int) (letters []jobs.Letter, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		cursor := tx.Bucket(dead).Cursor()
		for id, _ := cursor.First(); id != nil && len(letters) < limit; id, _ = cursor.Next() {
			r, err := get(tx.Bucket(dead), string(id))
			if err != nil {
				return err
			}
			letters = append(letters, jobs.Letter{Handle: string(id), Body: r.Body, Attempts: r.Attempt})
		}
		return nil
	})
	return letters, err
}

var errNoLetter = errors.New("bbolt: no such dead letter")

// Resend implements [loop.Shelf].
func (s *shelf) Resend(id string, now time.Time) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		r, err := get(tx.Bucket(dead), id)
		switch {
		case err != nil:
			return err
		case r == nil:
			return errNoLetter
		}
		r.Attempt, r.Due = 0, now.UnixMilli()
		if err := r.put(tx.Bucket(waiting), id); err != nil {
			return err
		}
		if err := tx.Bucket(due).Put(timeKey(r.Due, id), nil); err != nil {
			return err
		}
		return tx.Bucket(dead).Delete([]byte(id))
	})
}

// Package bbolt keeps state in a file on this machine, with go.etcd.io/bbolt. It is for a server
// that is one process. The state survives a restart. A second process cannot open the file.
//
// Every write is synced to the disk before it returns.
package bbolt

import (
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/store"
	bolt "go.etcd.io/bbolt"
)

// Store is a [store.Store] in a file.
type Store struct {
	db  *bolt.DB
	own bool
	now func() time.Time
}

var _ store.Store = (*Store)(nil)

// The buckets hold the items by key, and the keys of items with an end, sorted by that end.
var (
	itemBucket = []byte("hotaru.store")
	endBucket  = []byte("hotaru.store.ends")
)

// lockTime is how long Open waits for a process that has the file open, such as the one before a
// restart.
const lockTime = 5 * time.Second

// Open opens a file, and creates it if there is none. If another process has the file open, Open
// waits for up to 5 seconds.
func Open(path string) (*Store, error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockTime})
	if err != nil {
		return nil, fmt.Errorf("bbolt: opening %s: %w", path, err)
	}
	s, err := New(db, nil)
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	s.own = true
	return s, nil
}

// New uses a database that is already open, for example one that jobs/bbolt uses too. Its buckets
// are "hotaru.store" and "hotaru.store.ends". now is the clock for times to live. If it is nil, New
// uses time.Now.
func New(db *bolt.DB, now func() time.Time) (*Store, error) {
	if now == nil {
		now = time.Now
	}
	err := db.Update(func(transaction *bolt.Tx) error {
		for _, name := range [][]byte{itemBucket, endBucket} {
			if _, err := transaction.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("bbolt: making buckets: %w", err)
	}
	return &Store{db: db, now: now}, nil
}

// Close closes the file, if Open opened it.
func (s *Store) Close() error {
	if !s.own {
		return nil
	}
	return s.db.Close()
}

// item is the content of a key: a kind, the end of its time in milliseconds, and then the value or
// the count.
type item []byte

const (
	isValue   = 'v'
	isCounter = 'n'
	header    = 1 + 8
)

func newItem(kind byte, end int64, content []byte) item {
	i := binary.BigEndian.AppendUint64(append(make(item, 0, header+len(content)), kind), uint64(end))
	return append(i, content...)
}

// end returns when the item's time is over, or zero for an item that stays.
func (i item) end() int64               { return int64(binary.BigEndian.Uint64(i[1:])) }
func (i item) content() []byte          { return i[header:] }
func (i item) count() int64             { return int64(binary.BigEndian.Uint64(i[header:])) }
func (i item) over(now time.Time) bool  { return i.end() != 0 && i.end() <= now.UnixMilli() }
func countBytes(n int64) []byte         { return binary.BigEndian.AppendUint64(nil, uint64(n)) }
func endKey(end int64, k []byte) []byte { return append(countBytes(end), k...) }

// tx is a transaction and the time at which it runs.
type tx struct {
	items, ends *bolt.Bucket
	now         time.Time
}

func (s *Store) begin(t *bolt.Tx) *tx { return &tx{t.Bucket(itemBucket), t.Bucket(endBucket), s.now()} }

// get returns a key's item, or nil if there is none or its time is over.
func (t *tx) get(key string) item {
	held := item(t.items.Get([]byte(key)))
	if held == nil || held.over(t.now) {
		return nil
	}
	return held
}

// set writes an item, or removes it if i is nil, and keeps the order of ends.
func (t *tx) set(key []byte, i item) error {
	if old := item(t.items.Get(key)); old != nil && old.end() != 0 {
		if err := t.ends.Delete(endKey(old.end(), key)); err != nil {
			return err
		}
	}
	if i == nil {
		return t.items.Delete(key)
	}
	if i.end() != 0 {
		if err := t.ends.Put(endKey(i.end(), key), nil); err != nil {
			return err
		}
	}
	return t.items.Put(key, i)
}

func (t *tx) end(ttl time.Duration) int64 {
	if ttl == 0 {
		return 0
	}
	return t.now.Add(ttl).UnixMilli()
}

// sweeping is how many expired items each write removes.
const sweeping = 8

func (t *tx) sweep() error {
	for range sweeping {
		first, _ := t.ends.Cursor().First()
		if first == nil || int64(binary.BigEndian.Uint64(first)) > t.now.UnixMilli() {
			return nil
		}
		if err := t.set(append([]byte{}, first[8:]...), nil); err != nil {
			return err
		}
	}
	return nil
}

// write runs do in one transaction.
func (s *Store) write(ctx context.Context, do func(*tx) error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return s.db.Update(func(b *bolt.Tx) error {
		t := s.begin(b)
		if err := do(t); err != nil {
			return err
		}
		return t.sweep()
	})
}

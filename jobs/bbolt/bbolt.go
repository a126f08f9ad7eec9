// Package bbolt keeps jobs in a file on this machine, with go.etcd.io/bbolt. It is for a server
// that is one process. Jobs run in the server's own process, 16 at once; adapters.Server starts and
// stops them. After a restart, or after the process was killed, jobs that were running begin again.
//
// Store syncs the file to the disk before it returns. A second process cannot open the file.
package bbolt

import (
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/internal/loop"
	bolt "go.etcd.io/bbolt"
)

// Engine is a [jobs.Engine] in a file. Make one with [Open] or [New].
type Engine struct {
	loop.Loop
	db  *bolt.DB
	own bool
}

var _ jobs.Engine = (*Engine)(nil)

// lockTime is how long Open waits for a process that has the file open, such as the one before a
// restart.
const lockTime = 5 * time.Second

// Open opens a file, and creates it if it does not exist. If another process has the file open,
// Open waits for up to 5 seconds.
func Open(path string) (*Engine, error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockTime})
	if err != nil {
		return nil, fmt.Errorf("bbolt: opening %s: %w", path, err)
	}
	e, err := New(db)
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	e.own = true
	return e, nil
}

// New uses a database that is open already, for example one that store/bbolt uses too. Its buckets
// begin with "hotaru.jobs". Only one engine may use a database.
func New(db *bolt.DB) (*Engine, error) {
	s := &shelf{db}
	if err := s.begin(); err != nil {
		return nil, fmt.Errorf("bbolt: opening jobs: %w", err)
	}
	return &Engine{Loop: loop.Loop{Shelf: s}, db: db}, nil
}

// Close closes the file, if Open opened it. Stop the server first.
func (e *Engine) Close() error {
	if !e.own {
		return nil
	}
	return e.db.Close()
}

package bbolt_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/internal/leak"
	"github.com/hotaru-go/hotaru/store"
	"github.com/hotaru-go/hotaru/store/bbolt"
	"github.com/hotaru-go/hotaru/store/storetest"
	bolt "go.etcd.io/bbolt"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

func TestConformance(t *testing.T) {
	db, err := bolt.Open(filepath.Join(t.TempDir(), "state.db"), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	storetest.Run(t, storetest.Engine{Open: func(t *testing.T, now func() time.Time) store.Store {
		s, err := bbolt.New(db, now)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}})
}

func TestRestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	for n := range int64(3) {
		s, err := bbolt.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if sum, err := s.Add(t.Context(), "starts", 1, 0); err != nil || sum != n+1 {
			t.Errorf("after %d restarts the counter is %d, %v", n, sum, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Later writes remove expired items, so the file does not grow forever.
func TestSweep(t *testing.T) {
	db, err := bolt.Open(filepath.Join(t.TempDir(), "state.db"), 0o600, &bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	now := time.Now()
	s, err := bbolt.New(db, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	for n := range 100 {
		if err := s.Put(t.Context(), string(rune('A'+n)), nil, time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	now = now.Add(time.Hour)
	for range 20 {
		if err := s.Put(t.Context(), "again", nil, time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	_ = db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			if n := b.Stats().KeyN; n != 1 {
				t.Errorf("%s holds %d keys", name, n)
			}
			return nil
		})
	})
}

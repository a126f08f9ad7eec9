package memory_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/internal/leak"
	"github.com/hotaru-go/hotaru/store"
	"github.com/hotaru-go/hotaru/store/memory"
	"github.com/hotaru-go/hotaru/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

func TestConformance(t *testing.T) {
	storetest.Run(t, storetest.Engine{Open: func(t *testing.T, now func() time.Time) store.Store {
		return &memory.Store{Now: now}
	}})
}

// An operation returns the error of Fail and does nothing.
func TestFail(t *testing.T) {
	down := errors.New("down")
	s := memory.New()
	s.Fail = func(operation, key string) error {
		if operation == "Put" && key == "a" {
			return down
		}
		return nil
	}
	if err := s.Put(context.Background(), "a", nil, 0); !errors.Is(err, down) {
		t.Errorf("Put returns %v", err)
	}
	if err := s.Put(context.Background(), "b", nil, 0); err != nil {
		t.Error(err)
	}
	if s.Len() != 1 {
		t.Errorf("%d keys", s.Len())
	}
}

package core

import (
	"context"
	"errors"
	"sync"

	"github.com/hotaru-go/hotaru/discord"
)

// The listeners, one type per kind of interaction. The answer a listener returns is one that Discord accepts for that
// kind: another does not compile. The context is cancelled shortly before Discord's 3 seconds are over.
//
// A listener that returns an error, or panics, is logged and answered with status 500, or by [Options.OnError].
type (
	CommandListener      func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error)
	AutocompleteListener func(ctx context.Context, i *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error)
	ComponentListener    func(ctx context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error)
	ModalListener        func(ctx context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error)
)

// ErrListenerSet says that a slot already holds a listener: Replace it, or Remove it first.
var ErrListenerSet = errors.New("core: a listener is already set for this kind of interaction; use Replace to exchange it")

// Slot holds the listener for one kind of interaction. The zero value is empty.
// It is safe for concurrent use, also while requests are served.
type Slot[L any] struct {
	mu       sync.RWMutex
	listener L
	set      bool
}

// Set puts a listener into an empty slot. It returns [ErrListenerSet] where there is one already.
func (s *Slot[L]) Set(listener L) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.set {
		return ErrListenerSet
	}
	s.listener, s.set = listener, true
	return nil
}

// Replace puts a listener into the slot, whatever it held.
func (s *Slot[L]) Replace(listener L) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listener, s.set = listener, true
}

// Get returns the listener, and whether there is one.
func (s *Slot[L]) Get() (L, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.listener, s.set
}

// Remove empties the slot: its interactions are answered with status 501 from then on.
func (s *Slot[L]) Remove() {
	s.mu.Lock()
	defer s.mu.Unlock()
	var none L
	s.listener, s.set = none, false
}

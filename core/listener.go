package core

import (
	"context"
	"errors"
	"sync/atomic"

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
	held atomic.Pointer[L]
}

// Set puts a listener into an empty slot. It returns [ErrListenerSet] where there is one already.
func (s *Slot[L]) Set(listener L) error {
	if !s.held.CompareAndSwap(nil, &listener) {
		return ErrListenerSet
	}
	return nil
}

// Replace puts a listener into the slot, whatever it held.
func (s *Slot[L]) Replace(listener L) { s.held.Store(&listener) }

// Get returns the listener, and whether there is one.
func (s *Slot[L]) Get() (listener L, ok bool) {
	if held := s.held.Load(); held != nil {
		return *held, true
	}
	return listener, false
}

// Remove empties the slot: its interactions are answered with status 501 from then on.
func (s *Slot[L]) Remove() { s.held.Store(nil) }

func (s *Slot[L]) set() bool { return s.held.Load() != nil }

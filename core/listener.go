package core

import (
	"context"
	"errors"
	"reflect"
	"sync/atomic"

	"github.com/hotaru-go/hotaru/discord"
)

// A listener answers one kind of interaction. It returns an answer that Discord accepts for that
// kind; a program that returns another kind does not compile. Its context is cancelled half a
// second before Discord's 3 seconds are over, see [Options.Deadline].
//
// An error or a panic of a listener is logged. The answer is then that of [Options.OnError], or
// status 500.
type (
	CommandListener      func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error)
	AutocompleteListener func(ctx context.Context, i *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error)
	ComponentListener    func(ctx context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error)
	ModalListener        func(ctx context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error)
	// RawListener answers interactions of types that package discord does not know.
	RawListener func(ctx context.Context, i *discord.RawInteraction) (discord.RawAnswer, error)
)

var (
	// ErrListenerSet means that a slot already holds a listener. Use Replace, or Remove it first.
	ErrListenerSet = errors.New("core: a listener is already set for this kind of interaction; use Replace to exchange it")
	// ErrNilListener means that a listener is nil. Use Remove to empty a slot.
	ErrNilListener = errors.New("core: the listener is nil; use Remove to empty a slot")
)

// Slot holds the listener for one kind of interaction. The zero value is empty. A Slot is safe for
// concurrent use, even while the server answers requests.
type Slot[L any] struct {
	held atomic.Pointer[holding[L]]
}

type holding[L any] struct {
	listener L
	// router is true if the listener is the server's router.
	router bool
}

// Set puts a listener into an empty slot. It returns [ErrListenerSet] if the slot is not empty, and
// [ErrNilListener] for a nil listener.
func (s *Slot[L]) Set(listener L) error {
	if isNil(listener) {
		return ErrNilListener
	}
	if !s.held.CompareAndSwap(nil, &holding[L]{listener: listener}) {
		return ErrListenerSet
	}
	return nil
}

// Replace puts a listener into the slot, whether or not the slot is empty. A nil listener empties
// it, as Remove does.
func (s *Slot[L]) Replace(listener L) {
	if isNil(listener) {
		s.Remove()
		return
	}
	s.held.Store(&holding[L]{listener: listener})
}

// isNil reports whether a listener is a nil function.
func isNil(listener any) bool {
	v := reflect.ValueOf(listener)
	return !v.IsValid() || v.Kind() == reflect.Func && v.IsNil()
}

// Get returns the listener, and whether there is one.
func (s *Slot[L]) Get() (listener L, ok bool) {
	if held := s.held.Load(); held != nil {
		return held.listener, true
	}
	return listener, false
}

// Remove empties the slot. Interactions of its kind are then answered with status 501.
func (s *Slot[L]) Remove() { s.held.Store(nil) }

func (s *Slot[L]) set() bool { return s.held.Load() != nil }

// route fills the slot with the server's router.
func (s *Slot[L]) route(router L) { s.held.Store(&holding[L]{listener: router, router: true}) }

func (s *Slot[L]) routed() bool {
	held := s.held.Load()
	return held != nil && held.router
}

// listen calls the listener in a slot. It calls the router directly, without the typed listener, so
// the kind of an answer is checked only once, when it is encoded.
func listen[I discord.Interaction, A discord.Answer, L ~func(context.Context, I) (A, error)](ctx context.Context, s *Server, slot *Slot[L], i I) (discord.Answer, error) {
	held := slot.held.Load()
	switch {
	case held == nil:
		return nil, ErrNoListener
	case held.router:
		answer, err := s.route(ctx, i)
		return orNone(ctx, answer, err)
	}
	answer, err := asAnswer(held.listener(ctx, i))
	return orNone(ctx, answer, err)
}

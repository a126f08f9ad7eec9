package core

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Handler answers any interaction. It is what middleware wraps: func(Handler) Handler.
type Handler func(ctx context.Context, i discord.Interaction) (discord.Answer, error)

// Middleware wraps a Handler with something to do before or after it.
type Middleware func(Handler) Handler

var (
	// ErrNoListener says that nothing is registered for an interaction. A listener that returns it gives status 501.
	ErrNoListener = errors.New("core: no listener for this interaction")
	// ErrNoAnswer says that a listener returned neither an answer nor an error.
	ErrNoAnswer = errors.New("core: the listener returned no answer")
)

// interaction answers an interaction whose signature is good: it decodes, calls the listener and encodes its answer.
func (s *Server) interaction(ctx context.Context, in *signed, arrived time.Time, mode CallbackMode) Response {
	kind, i, err := discord.Decode(in.body())
	switch {
	case errors.Is(err, discord.ErrMissingType):
		return missingType
	case errors.Is(err, discord.ErrInvalidJSON):
		return invalidJSON
	case errors.Is(err, discord.ErrUnknownType):
		return unknownType
	case err != nil:
		s.logger().LogAttrs(ctx, slog.LevelError, "interaction not decoded", errorAttr(err))
		return undecodable
	case kind == discord.InteractionPing:
		return pong
	}
	x := s.begin(ctx, arrived)
	defer x.limit.end()
	x.interaction, x.noFiles = i, in.noFiles
	answer, err := s.call(x, i)
	if errors.Is(err, ErrNoListener) {
		x.log(ctx, slog.LevelWarn, "no listener")
		x.abandon(err)
		return noListener
	}
	var response Response
	if err == nil {
		response, err = s.deliver(x, answer, mode)
	}
	if err != nil {
		if response, err = s.apologise(x, err, mode); err != nil {
			x.abandon(err)
			return dispatchFailed
		}
	}
	if late := time.Since(arrived); late > answerWindow {
		x.log(ctx, slog.LevelWarn, "answered later than Discord waits; AutoDefer is for listeners that take long", slog.Duration("after", late))
	}
	return response
}

// deliver encodes an answer and sends it. A panic of the answer's own code, a file that is asked for its length say, is
// the listener's error.
func (s *Server) deliver(x *exchange, answer discord.Answer, mode CallbackMode) (response Response, err error) {
	var payload discord.Payload
	defer func() {
		if err != nil {
			_ = payload.Close()
		}
	}()
	defer recovered(&err)
	if payload, err = discord.EncodeAnswer(x.interaction, answer); err != nil {
		return response, err
	}
	return s.send(x, payload, mode), nil
}

// call gives the interaction to its listener. A panic is the listener's error.
func (s *Server) call(ctx context.Context, i discord.Interaction) (answer discord.Answer, err error) {
	defer recovered(&err)
	switch i := i.(type) {
	case *discord.CommandInteraction:
		if listener, ok := s.Commands.Get(); ok {
			answer, err = listener(ctx, i)
			return orNone(answer, err)
		}
	case *discord.AutocompleteInteraction:
		if listener, ok := s.Autocompletes.Get(); ok {
			answer, err = listener(ctx, i)
			return orNone(answer, err)
		}
	case *discord.ComponentInteraction:
		if listener, ok := s.Components.Get(); ok {
			answer, err = listener(ctx, i)
			return orNone(answer, err)
		}
	case *discord.ModalInteraction:
		if listener, ok := s.Modals.Get(); ok {
			answer, err = listener(ctx, i)
			return orNone(answer, err)
		}
	}
	return nil, ErrNoListener
}

func orNone(answer discord.Answer, err error) (discord.Answer, error) {
	if answer == nil && err == nil {
		return nil, ErrNoAnswer
	}
	return answer, err
}

// apologise logs a failure and has OnError's answer take the place of the listener's.
func (s *Server) apologise(x *exchange, failure error, mode CallbackMode) (Response, error) {
	x.log(x, slog.LevelError, "interaction failed", failureAttrs(failure)...)
	answer := x.onError(x, failure)
	if answer == nil {
		return Response{}, failure
	}
	response, err := s.deliver(x, answer, mode)
	if err != nil {
		x.log(x, slog.LevelError, "the answer of OnError failed", failureAttrs(err)...)
	}
	return response, err
}

// onError is the answer that Options.OnError has for a failure; nil where there is none.
func (x *exchange) onError(ctx context.Context, failure error) (answer discord.Answer) {
	if x.server.options.OnError == nil {
		return nil
	}
	var err error
	defer func() {
		if err != nil {
			x.log(ctx, slog.LevelError, "OnError panicked", failureAttrs(err)...)
		}
	}()
	defer recovered(&err)
	return x.server.options.OnError(ctx, x.interaction, failure)
}

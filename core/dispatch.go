package core

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Handler answers any interaction. Middleware wraps a Handler: func(Handler) Handler.
type Handler func(ctx context.Context, i discord.Interaction) (discord.Answer, error)

// Middleware wraps a Handler with something to do before or after it.
type Middleware func(Handler) Handler

var (
	// ErrNoListener means that nothing is registered for an interaction. If a listener returns it,
	// the request gets status 501.
	ErrNoListener = errors.New("core: no listener for this interaction")
	// ErrNoAnswer means that a listener returned neither an answer nor an error.
	ErrNoAnswer = errors.New("core: the listener returned no answer")
)

// interaction answers an interaction whose signature is valid. It decodes the interaction, calls
// the listener and encodes its answer.
func (s *Server) interaction(ctx context.Context, in *incoming, arrived time.Time, mode CallbackMode) Response {
	kind, i, err := discord.Decode(in.body())
	if err != nil || mayBeEvent(in.body(), i) {
		in.about.shape = shapeOf(in.body())
	}
	switch {
	case in.about.shape != nil && in.about.shape.isEvent():
		s.log(ctx, lineMisplacedEvent, in.about, slog.String("events_path", s.options.EventsPath))
		return unknownType
	case errors.Is(err, discord.ErrUnknownType) && s.Raw.set():
		raw, err := discord.DecodeRawInteraction(in.body())
		if err != nil {
			return s.notDecoded(ctx, in, err)
		}
		i = raw
	case err != nil:
		return s.notDecoded(ctx, in, err)
	case kind == discord.InteractionPing:
		return pong
	}
	in.about.interaction = i
	x := s.begin(ctx, in, arrived)
	defer x.limit.end()
	x.noFiles = in.noFiles
	answer, err := s.call(x, i)
	if first := x.answeredEarly(); first != nil {
		return s.endEarly(x, first, answer, err)
	}
	var response Response
	if err == nil {
		response, err = s.deliver(x, answer, mode)
	}
	if err != nil {
		return s.fail(x, err, mode)
	}
	x.checkTime()
	return response
}

// notDecoded refuses a signed body that this package cannot read as an interaction.
func (s *Server) notDecoded(ctx context.Context, in *incoming, err error) Response {
	switch {
	case errors.Is(err, discord.ErrMissingType):
		s.log(ctx, lineNotRead, in.about, errorAttr(err))
		return missingType
	case errors.Is(err, discord.ErrInvalidJSON):
		s.log(ctx, lineNotRead, in.about, errorAttr(err))
		return invalidJSON
	case errors.Is(err, discord.ErrUnknownType):
		s.log(ctx, lineUnknownType, in.about)
		return unknownType
	}
	s.log(ctx, lineNotDecoded, in.about, errorAttr(err))
	return undecodable
}

// checkTime logs an answer that Discord no longer waits for, unless the answer is logged as lost
// already.
func (x *exchange) checkTime() {
	if after := time.Since(x.arrived); after > answerWindow && !x.told {
		x.told = true
		x.log(x, lineTooLate, slog.Duration("after", after))
	}
}

// deliver encodes an answer and sends it. A panic in the answer's own code, for example in a file's
// method that returns its length, counts as the listener's error.
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
	if err = x.storeInTime(); err != nil {
		return response, err
	}
	return s.send(x, payload, mode)
}

// call passes the interaction to its listener. It returns a panic as the listener's error.
func (s *Server) call(ctx context.Context, i discord.Interaction) (answer discord.Answer, err error) {
	defer recovered(&err)
	switch i := i.(type) {
	case *discord.CommandInteraction:
		return listen(ctx, s, &s.Commands, i)
	case *discord.AutocompleteInteraction:
		return listen(ctx, s, &s.Autocompletes, i)
	case *discord.ComponentInteraction:
		return listen(ctx, s, &s.Components, i)
	case *discord.ModalInteraction:
		return listen(ctx, s, &s.Modals, i)
	case *discord.RawInteraction:
		return listen(ctx, s, &s.Raw, i)
	}
	return nil, ErrNoListener
}

// orNone returns [ErrNoAnswer] for a listener that returned nothing and has not answered early.
func orNone(ctx context.Context, answer discord.Answer, err error) (discord.Answer, error) {
	if answer != nil || err != nil {
		return answer, err
	}
	if x := exchangeOf(ctx); x != nil && x.answeredEarly() != nil {
		return nil, nil
	}
	return nil, ErrNoAnswer
}

// fail answers an interaction whose listener, or its answer, failed, and logs one line. The answer
// of Options.OnError takes the place of the listener's.
func (s *Server) fail(x *exchange, failure error, mode CallbackMode) Response {
	x.takeOutbox()
	var lost *lostError
	switch {
	case errors.Is(failure, ErrNoListener):
		x.log(x, lineNoListener, droppedAttrs(x.discard())...)
		return noListener
	case errors.As(failure, &lost):
		x.log(x, lost.line, append(droppedAttrs(x.discard()), errorAttr(lost.error))...)
		return dispatchFailed
	}
	var response Response
	answer, err := x.onError(x, failure)
	if answer != nil {
		response, err = s.deliver(x, answer, mode)
	}
	attrs := append(failureAttrs(failure), onErrorAttrs(err)...)
	if answer == nil || err != nil {
		response = dispatchFailed
		attrs = append(attrs, droppedAttrs(x.discard())...)
	}
	x.told = true
	x.log(x, lineFailed, attrs...)
	return response
}

// onError returns the answer that Options.OnError gives for a failure, or nil if it gives none. If
// OnError panics, it returns an error.
func (x *exchange) onError(ctx context.Context, failure error) (answer discord.Answer, err error) {
	if x.server.options.OnError == nil {
		return nil, nil
	}
	defer recovered(&err)
	return x.server.options.OnError(ctx, x.interaction, failure), nil
}

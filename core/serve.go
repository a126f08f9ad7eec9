package core

import (
	"context"
	"errors"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// OnInteraction answers one request: the body as received, and the values of the headers [SignatureHeader] and
// [TimestampHeader]. Every outcome is a Response; the table of statuses is in the package's documentation.
func (s *Server) OnInteraction(ctx context.Context, body []byte, signature, timestamp string) Response {
	arrived := time.Now()
	if s.Check() != nil {
		return s.misconfigured(ctx)
	}
	var in signed
	switch {
	case !in.parseHeaders(signature, timestamp):
		return badSignatureHeaders
	case len(body) > s.options.BodyLimit:
		return payloadTooLarge
	case len(body) == 0:
		return emptyBody
	}
	in.begin(timestamp)
	*in.message = append(*in.message, body...)
	return s.answer(ctx, &in, arrived, 0)
}

// Serve answers what a transport received. It refuses by the headers alone where it can, and reads the body after.
func (s *Server) Serve(ctx context.Context, r *Request) Response {
	arrived := time.Now()
	if s.Check() != nil {
		return s.misconfigured(ctx)
	}
	var in signed
	switch {
	case r.Method != "POST":
		return methodNotAllowed
	case !isJSON(r.ContentType):
		return unsupportedMediaType
	case !in.parseHeaders(r.Signature, r.Timestamp):
		return badSignatureHeaders
	}
	in.begin(r.Timestamp)
	err := in.read(r.Body, r.Length, s.options.BodyLimit)
	switch {
	case errors.Is(err, errTooLarge):
		in.release()
		return payloadTooLarge
	case err != nil:
		in.release()
		return unreadableBody
	case len(in.body()) == 0:
		in.release()
		return emptyBody
	}
	return s.answer(ctx, &in, arrived, r.Callback)
}

// answer verifies, and hands on what is verified.
func (s *Server) answer(ctx context.Context, in *signed, arrived time.Time, mode CallbackMode) Response {
	deadline := arrived.Add(s.options.Deadline)
	if refused := s.verify(ctx, in, deadline); refused.Status != 0 {
		in.release()
		return refused
	}
	kind, err := discord.PeekType(in.body())
	switch {
	case errors.Is(err, discord.ErrMissingType):
		in.release()
		return missingType
	case err != nil:
		in.release()
		return invalidJSON
	case kind == discord.InteractionPing:
		in.release()
		return pong
	}
	return s.dispatch(ctx, kind, in.body(), arrived, mode)
}

// verify returns a zero Response where the signature is good.
func (s *Server) verify(ctx context.Context, in *signed, deadline time.Time) Response {
	check := s.keys.ready.Load()
	if check == nil {
		wait, cancel := context.WithDeadline(ctx, deadline)
		defer cancel()
		fetched, err := s.keys.get(wait)
		if err != nil {
			return s.keyless(ctx, err)
		}
		check = &fetched
	}
	if !(*check)(*in.message, in.signature[:]) {
		return badSignature
	}
	return Response{}
}

// keyless answers while the key cannot be had, and says when to ask again.
func (s *Server) keyless(ctx context.Context, err error) Response {
	s.options.Logger.LogAttrs(ctx, levelError, "public key unavailable", errorAttr(err))
	response := keyUnavailable
	response.retryAfter = time.Second
	var u *unavailable
	if errors.As(err, &u) {
		response.retryAfter = u.retryAfter
	}
	return response
}

func (s *Server) misconfigured(ctx context.Context) Response {
	logger := s.options.Logger
	if logger == nil {
		logger = defaultLogger()
	}
	logger.LogAttrs(ctx, levelError, "server misconfigured", errorAttr(s.err))
	response := keyUnavailable
	response.retryAfter = lastBackOff
	return response
}

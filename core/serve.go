package core

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"time"
)

// OnInteraction answers one request: the body as received, and the values of the headers [SignatureHeader] and
// [TimestampHeader]. Every outcome is a Response; the table of statuses is in the package's documentation.
//
// The body is not kept: it may be reused when OnInteraction returns.
func (s *Server) OnInteraction(ctx context.Context, body []byte, signature, timestamp string) Response {
	return s.onBytes(ctx, body, signature, timestamp, (*Server).interaction)
}

// route is what answers a request whose signature is good.
type route func(s *Server, ctx context.Context, in *signed, arrived time.Time, mode CallbackMode) Response

func (s *Server) onBytes(ctx context.Context, body []byte, signed, timestamp string, to route) Response {
	arrived := time.Now()
	if s.Check() != nil {
		return s.misconfigured(ctx)
	}
	var parsed signature
	switch {
	case !parsed.parse(signed, timestamp):
		return badSignatureHeaders
	case len(body) > s.options.BodyLimit:
		return payloadTooLarge
	case len(body) == 0:
		return emptyBody
	}
	in := begin(parsed, timestamp, len(body))
	defer in.release()
	in.message = append(in.message, body...)
	return s.answer(ctx, in, arrived, CallbackAuto, to)
}

// Serve answers what a transport received. It refuses by the headers alone where it can, and reads the body after.
func (s *Server) Serve(ctx context.Context, r *Request) Response {
	arrived := time.Now()
	if s.Check() != nil {
		return s.misconfigured(ctx)
	}
	var parsed signature
	switch {
	case r.Method != http.MethodPost:
		return methodNotAllowed
	case !isJSON(r.ContentType):
		return unsupportedMediaType
	case !parsed.parse(r.Signature, r.Timestamp):
		return badSignatureHeaders
	case r.Length > int64(s.options.BodyLimit):
		return payloadTooLarge
	case r.Body == nil:
		return emptyBody
	}
	in := begin(parsed, r.Timestamp, roomFor(r.Length))
	defer in.release()
	in.noFiles = r.NoFiles
	err := in.read(r.Body, s.options.BodyLimit)
	switch {
	case errors.Is(err, errTooLarge):
		return payloadTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		return bodyTooSlow
	case err != nil:
		return unreadableBody
	case len(in.body()) == 0:
		return emptyBody
	}
	if s.isEvents(r.Path) {
		return s.answer(ctx, in, arrived, r.Callback, (*Server).webhookEvent)
	}
	return s.answer(ctx, in, arrived, r.Callback, (*Server).interaction)
}

// answer verifies, and hands on what is verified.
func (s *Server) answer(ctx context.Context, in *signed, arrived time.Time, mode CallbackMode, to route) Response {
	if refused := s.verify(ctx, in, arrived.Add(s.options.Deadline)); refused.Status != 0 {
		return refused
	}
	return to(s, ctx, in, arrived, mode)
}

// verify returns a zero Response where the signature is good.
func (s *Server) verify(ctx context.Context, in *signed, deadline time.Time) Response {
	check := s.keys.ready.Load()
	if check == nil {
		wait, cancel := context.WithDeadline(ctx, deadline)
		defer cancel()
		fetched, err := s.keys.get(wait)
		if err != nil {
			return keyless(err)
		}
		check = &fetched
	}
	if !(*check)(in.message, in.signature[:]) {
		return badSignature
	}
	return Response{}
}

// keyless answers while the key cannot be had, and says when to ask again. The fetch that failed has logged why.
func keyless(err error) Response {
	response := keyUnavailable
	response.retryAfter = time.Second
	var u *unavailable
	if errors.As(err, &u) {
		response.retryAfter = u.retryAfter
	}
	return response
}

func (s *Server) misconfigured(ctx context.Context) Response {
	s.logger().LogAttrs(ctx, slog.LevelError, "server misconfigured", errorAttr(s.err))
	response := keyUnavailable
	response.retryAfter = lastBackOff
	return response
}

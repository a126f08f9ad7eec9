package core

import (
	"context"
	"errors"
	"net/http"
	"os"
	"time"
)

// OnInteraction answers one request: the body as received, and the values of the headers
// [SignatureHeader] and [TimestampHeader]. Every outcome is a Response. The package's documentation
// has a table of the statuses.
//
// OnInteraction does not keep the body. The caller may reuse it afterwards.
func (s *Server) OnInteraction(ctx context.Context, body []byte, signature, timestamp string) Response {
	return s.onBytes(ctx, body, signature, timestamp, (*Server).interaction)
}

// responder answers a request whose signature is valid.
type responder func(s *Server, ctx context.Context, in *incoming, arrived time.Time, mode CallbackMode) Response

func (s *Server) onBytes(ctx context.Context, body []byte, signature, timestamp string, to responder) Response {
	arrived := time.Now()
	in, refused := s.take(body, signature, timestamp)
	if in == nil {
		return s.refuse(ctx, refused, "", arrived)
	}
	defer in.release()
	return s.answer(ctx, in, arrived, CallbackAuto, to)
}

// take copies a request into a buffer. If the request is not well formed, it returns nil and the
// refusal.
func (s *Server) take(body []byte, signatureText, timestamp string) (*incoming, Response) {
	if s.Check() != nil {
		return nil, misconfigured
	}
	var parsed signatureBytes
	switch {
	case !parsed.parse(signatureText, timestamp):
		return nil, badSignatureHeaders
	case len(body) > s.options.BodyLimit:
		return nil, payloadTooLarge
	case len(body) == 0:
		return nil, emptyBody
	}
	in := newIncoming(parsed, timestamp, len(body))
	in.message = append(in.message, body...)
	return in, Response{}
}

// Serve answers a request that a transport received. It checks the headers first, and reads the
// body only if they are well formed.
func (s *Server) Serve(ctx context.Context, r *Request) Response {
	arrived := time.Now()
	if outside, ok := s.Outside.Get(); ok && outside.takes(r.Path) {
		return outside.Request(s.Context(ctx), r)
	}
	in, refused := s.receive(r)
	if in == nil {
		return s.refuse(ctx, refused, r.ID, arrived)
	}
	defer in.release()
	in.about.requestID = r.ID
	to := (*Server).interaction
	if s.isEvents(r.Path) {
		to = (*Server).webhookEvent
	}
	return s.answer(ctx, in, arrived, r.Callback, to)
}

// receive checks the headers and reads the body. If the request is not well formed, it returns nil
// and the refusal.
func (s *Server) receive(r *Request) (*incoming, Response) {
	if s.Check() != nil {
		return nil, misconfigured
	}
	var parsed signatureBytes
	switch {
	case r.Method != http.MethodPost:
		return nil, methodNotAllowed
	case !isJSON(r.ContentType):
		return nil, unsupportedMediaType
	case !parsed.parse(r.Signature, r.Timestamp):
		return nil, badSignatureHeaders
	case r.Length > int64(s.options.BodyLimit):
		return nil, payloadTooLarge
	case r.Body == nil:
		return nil, emptyBody
	}
	in := newIncoming(parsed, r.Timestamp, roomFor(r.Length))
	in.noFiles = r.NoFiles
	if err := in.read(r.Body, s.options.BodyLimit); err != nil {
		in.release()
		return nil, unread(err)
	}
	if len(in.body()) == 0 {
		in.release()
		return nil, emptyBody
	}
	return in, Response{}
}

// unread returns the refusal for a body that could not be read.
func unread(err error) Response {
	switch {
	case errors.Is(err, errTooLarge):
		return payloadTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded):
		return bodyTooSlow
	}
	return unreadableBody
}

// refuse logs a request that is refused before its signature is checked.
func (s *Server) refuse(ctx context.Context, refused Response, requestID string, arrived time.Time) Response {
	subject := about{requestID: requestID}
	if s.err != nil {
		s.logMisconfigured(ctx, subject)
	}
	s.logRequest(ctx, subject, refused.Status, arrived)
	return refused
}

// answer verifies a request and passes it to its responder.
func (s *Server) answer(ctx context.Context, in *incoming, arrived time.Time, mode CallbackMode, to responder) Response {
	response := s.verify(ctx, in, arrived)
	if response.Status == 0 {
		response = s.checkAge(ctx, in, arrived)
	}
	if response.Status == 0 {
		response = to(s, ctx, in, arrived, mode)
	}
	s.logRequest(ctx, in.about, response.Status, arrived)
	return response
}

// verify checks the signature. It returns a zero Response if the signature is valid.
func (s *Server) verify(ctx context.Context, in *incoming, arrived time.Time) Response {
	check := s.keys.ready.Load()
	if check == nil {
		wait, cancel := context.WithDeadline(ctx, arrived.Add(s.options.Deadline))
		defer cancel()
		fetched, err := s.keys.get(wait)
		if err != nil {
			s.keys.refuse(ctx, err, in.about)
			return keyless(err)
		}
		check = &fetched
	}
	if !(*check)(in.message, in.signature[:]) {
		s.trust.refuse(ctx, s)
		return badSignature
	}
	s.trust.confirm()
	return Response{}
}

// keyless returns the answer while the key is not available. It says when to ask again.
func keyless(err error) Response {
	response := keyUnavailable
	response.retryAfter = time.Second
	var u *unavailable
	if errors.As(err, &u) {
		response.retryAfter = u.retryAfter
	}
	return response
}

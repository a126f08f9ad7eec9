package core

import (
	"context"
	"strings"
	"time"
)

// Outside handles what a server receives from others than Discord: a batch of messages from a
// queue, a task's request, or the passing of time. Package jobs makes one and puts it into
// [Server.Outside]; lambda, gcf, adapters and discordtest pass events to it. This package does not
// import an engine, so a bot links only the engine that it uses. A nil function handles nothing.
type Outside struct {
	// Store stores the items of listeners: all of them, or as many as it can before an error. See
	// [Stage].
	Store func(ctx context.Context, items []any) error
	// Invoke answers an event of the platform that is not an HTTP request, such as a batch of
	// messages.
	Invoke func(ctx context.Context, event []byte) (answer []byte, err error)
	// Path is the path suffix of the requests that Request answers. Any stage or mount may come
	// before it. Request itself checks whether a request is genuine.
	Path    string
	Request func(ctx context.Context, r *Request) Response
	// Run does what is due until ctx ends, and returns when all of that has stopped. A server on
	// one machine calls it at its start.
	Run func(ctx context.Context) error
	// Advance moves the clock of a test forward by d, and does what is due by then. It calls moved
	// after each step, so other clocks can move too.
	Advance func(ctx context.Context, d time.Duration, moved func(by time.Duration)) error
}

// takes reports whether requests at a path are not Discord's.
func (o *Outside) takes(path string) bool {
	return o.Request != nil && o.Path != "" && strings.HasSuffix(strings.TrimSuffix(path, "/"), o.Path)
}

// IsOutside reports whether a request at this path is for [Server.Outside].
func (s *Server) IsOutside(path string) bool {
	o, ok := s.Outside.Get()
	return ok && o.takes(path)
}

type (
	serverKey struct{}
	// originKey finds the exchange whose work after the answer was given a context.
	originKey struct{}
)

// afterwards is the context of work after an answer.
type afterwards struct {
	context.Context
	exchange *exchange
}

// Value returns the server and the interaction, so neither needs its own wrapping context.
func (a *afterwards) Value(key any) any {
	switch key {
	case serverKey{}:
		return a.exchange.server
	case originKey{}:
		return a.exchange
	}
	return a.Context.Value(key)
}

// Context returns a context in which [ServerOf] finds the server. Use it to send jobs from outside
// listeners and work after an answer, such as from a separate program.
func (s *Server) Context(parent context.Context) context.Context {
	return context.WithValue(parent, serverKey{}, s)
}

// ServerOf returns the server whose listener, work or job has this context, or whose
// [Server.Context] it is derived from. It returns nil for any other context.
func ServerOf(ctx context.Context) *Server {
	if x := exchangeOf(ctx); x != nil {
		return x.server
	}
	s, _ := ctx.Value(serverKey{}).(*Server)
	return s
}

package core

import (
	"context"
	"strings"
	"time"
)

// Outside takes what arrives at a server and is no request of Discord's: a batch of a queue's
// messages, a task's request, the time. Package jobs makes one and puts it into [Server.Outside];
// lambda, gcf, adapters and discordtest hand to it what arrives. Nothing that a bot does not use is
// linked: this package knows no engine. A function that is nil takes nothing.
type Outside struct {
	// Store stores what listeners have sent, all of it or as much as it can before an error; see
	// [Stage].
	Store func(ctx context.Context, items []any) error
	// Invoke answers an event of the platform's own that is no HTTP request, such as a batch of
	// messages.
	Invoke func(ctx context.Context, event []byte) (answer []byte, err error)
	// Path is the path suffix of the requests that Request answers. What stands before it, a stage
	// or a mount, is free. Request finds out by itself whether a request is genuine.
	Path    string
	Request func(ctx context.Context, r *Request) Response
	// Run does what is due until ctx ends, and returns when nothing of it runs any more. A server
	// on one machine calls it at its start.
	Run func(ctx context.Context) error
	// Advance moves the clock of a test forward by d, and does what is due by then. It calls moved
	// after each step, for the clocks that go along.
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

// Value finds the server and the interaction without a context around each.
func (a *afterwards) Value(key any) any {
	switch key {
	case serverKey{}:
		return a.exchange.server
	case originKey{}:
		return a.exchange
	}
	return a.Context.Value(key)
}

// Context returns a context in which [ServerOf] finds the server: for what sends jobs outside of
// listeners and of work after an answer, such as a program of its own.
func (s *Server) Context(parent context.Context) context.Context {
	return context.WithValue(parent, serverKey{}, s)
}

// ServerOf returns the server whose listener, work or job was given this context, or whose
// [Server.Context] it is made from. It returns nil for any other context.
func ServerOf(ctx context.Context) *Server {
	if x := exchangeOf(ctx); x != nil {
		return x.server
	}
	s, _ := ctx.Value(serverKey{}).(*Server)
	return s
}

package stress

import (
	"context"
	"net"
	"net/http"
	"sync"
)

// network is a listener and its connections in memory. Unlike a real network, it lets the clock of
// a testing/synctest bubble advance while a goroutine waits for it.
type network struct {
	server  *http.Server
	dialled chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

// serve serves a handler until close.
func serve(handler http.Handler) *network {
	n := &network{server: &http.Server{Handler: handler}, dialled: make(chan net.Conn), closed: make(chan struct{})}
	go func() { _ = n.server.Serve(n) }()
	return n
}

// client returns a client that connects to the server for every URL.
func (n *network) client() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 10_000, DialContext: n.dial}}
}

func (n *network) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case n.dialled <- far:
		return near, nil
	case <-n.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// Accept is part of net.Listener.
func (n *network) Accept() (net.Conn, error) {
	select {
	case c := <-n.dialled:
		return c, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

// Close is part of net.Listener.
func (n *network) Close() error {
	n.once.Do(func() { close(n.closed) })
	return nil
}

// Addr is part of net.Listener.
func (n *network) Addr() net.Addr { return &net.UnixAddr{Name: "memory", Net: "memory"} }

// Package memnet is a network in memory for tests. Unlike a real network, it lets the clock of a
// testing/synctest bubble advance while a goroutine waits for it, so a test of waits takes no time.
package memnet

import (
	"context"
	"net"
	"net/http"
	"sync"
	"testing"
)

// Network is one listener and the connections to it. They have no buffers, so a write blocks until
// it is read.
type Network struct {
	dialled chan net.Conn
	closed  chan struct{}
	once    sync.Once
}

// New makes a network without a server. Call Close at the end.
func New() *Network { return &Network{dialled: make(chan net.Conn), closed: make(chan struct{})} }

// Serve serves a handler on a new network until the test ends.
func Serve(t testing.TB, handler http.Handler) *Network {
	n := New()
	server := &http.Server{Handler: handler}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(n)
	}()
	t.Cleanup(func() {
		_ = server.Close()
		_ = n.Close()
		<-ended
	})
	return n
}

// Client makes a client that connects to the server for every http URL. The test closes its idle
// connections when it ends.
func (n *Network) Client(t testing.TB) *http.Client {
	transport := &http.Transport{MaxIdleConnsPerHost: 10_000, DialContext: n.Dial}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// Dial connects to the server for every address.
func (n *Network) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
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
func (n *Network) Accept() (net.Conn, error) {
	select {
	case c := <-n.dialled:
		return c, nil
	case <-n.closed:
		return nil, net.ErrClosed
	}
}

// Close is part of net.Listener.
func (n *Network) Close() error {
	n.once.Do(func() { close(n.closed) })
	return nil
}

// Addr is part of net.Listener.
func (n *Network) Addr() net.Addr { return &net.UnixAddr{Name: "memory", Net: "memory"} }

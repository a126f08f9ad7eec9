package adapters_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener in memory. Inside a synctest bubble its connections' deadlines go by the
// bubble's clock.
type pipes struct {
	dialled chan net.Conn
	closed  chan struct{}
	// writers are the clients' goroutines. A pipe has no buffer, so a client must write and read at
	// the same time.
	writers sync.WaitGroup
}

func newPipes() *pipes { return &pipes{dialled: make(chan net.Conn), closed: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.dialled:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	select {
	case <-p.closed:
	default:
		close(p.closed)
	}
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "pipe"} }

// dial opens a connection.
func (p *pipes) dial(t testing.TB) net.Conn {
	ours, theirs := net.Pipe()
	select {
	case p.dialled <- theirs:
	case <-p.closed:
		t.Fatal("the listener is closed")
	}
	t.Cleanup(func() { ours.Close() })
	return ours
}

// send opens a connection and writes a request unchanged.
func (p *pipes) send(t testing.TB, request string) (net.Conn, *bufio.Reader) {
	c := p.dial(t)
	p.write(c, request)
	return c, bufio.NewReader(c)
}

func (p *pipes) write(c net.Conn, text string) { p.writers.Go(func() { io.WriteString(c, text) }) }

// trickle writes a text byte by byte.
func (p *pipes) trickle(c net.Conn, text string, pause time.Duration) {
	p.writers.Go(func() {
		for _, b := range []byte(text) {
			time.Sleep(pause)
			if _, err := c.Write([]byte{b}); err != nil {
				return
			}
		}
	})
}

// overPipes serves a handler as a bare http.Server does, without any timeout, inside a bubble.
func overPipes(t *testing.T, h http.Handler, test func(t *testing.T, p *pipes)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := newPipes()
		s := &http.Server{Handler: h}
		ended := make(chan struct{})
		go func() {
			_ = s.Serve(p)
			close(ended)
		}()
		test(t, p)
		s.Close()
		<-ended
		p.writers.Wait()
	})
}

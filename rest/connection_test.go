package rest_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// conns is a server that counts its connections and can close idle ones, as Discord does while a
// function that keeps them is frozen.
type conns struct {
	*httptest.Server
	opened atomic.Int32
	mu     sync.Mutex
	idle   map[net.Conn]bool
}

func newConns(t *testing.T, handler http.HandlerFunc) *conns {
	c := &conns{idle: map[net.Conn]bool{}}
	c.Server = httptest.NewUnstartedServer(handler)
	c.Config.ConnState = func(conn net.Conn, state http.ConnState) {
		c.mu.Lock()
		defer c.mu.Unlock()
		switch state {
		case http.StateNew:
			c.opened.Add(1)
		case http.StateIdle:
			c.idle[conn] = true
		default:
			delete(c.idle, conn)
		}
	}
	c.Start()
	t.Cleanup(c.Close)
	return c
}

// drop resets every idle connection without closing it properly.
func (c *conns) drop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.idle {
		_ = conn.(*net.TCPConn).SetLinger(0)
		_ = conn.Close()
	}
}

func TestConnectionsAreKept(t *testing.T) {
	refusals := map[int]http.HandlerFunc{
		1: answer(404, `{"message":"Unknown Message","code":10008}`), 2: answer(429, `{"retry_after":0.01}`), 4: answer(204, ``),
	}
	n := 0
	server := newConns(t, func(w http.ResponseWriter, r *http.Request) {
		handler := refusals[n]
		if n++; handler == nil {
			handler = answer(200, messageBody)
		}
		handler(w, r)
	})
	client := rest.New(rest.Options{BaseURL: server.URL})
	defer client.CloseIdleConnections()
	for range 10 {
		_, _ = client.Interaction(1, 2, interactionToken).FollowUp(within(t, 5*time.Second), discord.Message{Content: "x"})
	}
	if n < 11 || server.opened.Load() != 1 {
		t.Errorf("%d requests on %d connections", n, server.opened.Load())
	}
}

// A kept connection that was reset unnoticed does not lose or repeat a call.
func TestStaleConnectionLosesNoCall(t *testing.T) {
	var handled atomic.Int32
	server := newConns(t, func(w http.ResponseWriter, r *http.Request) {
		handled.Add(1)
		answer(200, messageBody)(w, r)
	})
	client := rest.New(rest.Options{BaseURL: server.URL})
	defer client.CloseIdleConnections()
	i := client.Interaction(1, 2, interactionToken)
	want := int32(0)
	for round := range 5 {
		for _, one := range every {
			// A follow-up is not repeated once it is sent, so the test waits until the reset is
			// noticed.
			server.drop()
			if !one.again {
				time.Sleep(20 * time.Millisecond)
			}
			if err := one.call(within(t, 5*time.Second), i); err != nil {
				t.Fatalf("round %d, %s: %v", round, one.name, err)
			}
			want++
		}
	}
	if got := handled.Load(); got != want {
		t.Errorf("%d requests for %d calls", got, want)
	}
}

func TestManyAtOnce(t *testing.T) {
	seen := &recorder{}
	client := serve(t, rest.Options{}, func(w http.ResponseWriter, r *http.Request) {
		if n := seen.add(r); n%50 == 0 {
			answer(502, ``)(w, r)
			return
		}
		answer(200, messageBody)(w, r)
	})
	var all sync.WaitGroup
	ctx := within(t, 30*time.Second)
	for n := range 300 {
		all.Go(func() {
			i := client.Interaction(1, discord.Snowflake(n), interactionToken+string(rune('a'+n%26)))
			if _, err := i.EditOriginal(ctx, discord.Update{Content: new("x")}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// After a freeze a follow-up is sent on a new connection. On a kept connection that died meanwhile,
// it would be unknown whether the message was sent. Calls that can be repeated use kept
// connections.
func TestFollowUpAfterAFreeze(t *testing.T) {
	server := newConns(t, answer(200, messageBody))
	client := rest.New(rest.Options{BaseURL: server.URL})
	defer client.CloseIdleConnections()
	i := client.Interaction(1, 2, interactionToken)
	ctx := within(t, 5*time.Second)
	for _, step := range []struct {
		followUp bool
		opened   int32
	}{{false, 1}, {false, 1}, {true, 2}} {
		client.Thaw()
		var err error
		if step.followUp {
			_, err = i.FollowUp(ctx, discord.Message{Content: "x"})
		} else {
			_, err = i.Original(ctx)
		}
		if err != nil || server.opened.Load() != step.opened {
			t.Errorf("follow-up %v: %d connections, %v", step.followUp, server.opened.Load(), err)
		}
	}
}

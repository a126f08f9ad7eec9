package rest_test

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/internal/memnet"
	"github.com/hotaru-go/hotaru/rest"
)

// serveHTTP2 runs a server over TLS that speaks HTTP/2, as Discord's does, and the client's own
// transport on it.
func serveHTTP2(t *testing.T, handler http.HandlerFunc) (*rest.Client, *atomic.Int32) {
	t.Helper()
	var opened atomic.Int32
	server := httptest.NewUnstartedServer(handler)
	server.EnableHTTP2 = true
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	client := rest.New(rest.Options{BaseURL: server.URL})
	client.Trust(server.Certificate())
	t.Cleanup(client.CloseIdleConnections)
	return client, &opened
}

func TestHTTP2(t *testing.T) {
	var got []byte
	file := receiveFile(&got, answer(200, messageBody))
	client, opened := serveHTTP2(t, func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("%s", r.Proto)
		}
		if r.Method == http.MethodPost {
			file(w, r)
			return
		}
		answer(200, messageBody)(w, r)
	})
	i := client.Interaction(1, 2, interactionToken)
	ctx := within(t, 20*time.Second)
	content := bytes.Repeat([]byte("x"), 3<<20)
	if _, err := i.FollowUp(ctx, discord.Message{Files: []discord.File{{Name: "a", Content: bytes.NewReader(content)}}}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, content) {
		t.Errorf("%d bytes arrived", len(got))
	}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if _, err := i.Original(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if opened.Load() != 1 {
		t.Errorf("%d connections", opened.Load())
	}
}

func TestHTTP2StreamsThatBreak(t *testing.T) {
	t.Parallel()
	var all sync.WaitGroup
	for _, one := range every {
		all.Go(func() {
			n := 0
			client, _ := serveHTTP2(t, answerEach(&n, reset, answer(200, messageBody)))
			err := one.call(within(t, 5*time.Second), client.Interaction(1, 2, interactionToken))
			if one.again != (err == nil) || !one.again && (n != 1 || !errors.Is(err, rest.ErrUncertain)) {
				t.Errorf("%s: %d requests, %v", one.name, n, err)
			}
		})
	}
	all.Wait()
}

// If the connection for a follow-up could not be made, the follow-up was not sent, so it is sent
// again.
func TestFollowUpAfterAFailedDial(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		seen := &recorder{}
		server := memnet.Serve(t, seen.steps([]http.HandlerFunc{answer(200, messageBody)}))
		var dials atomic.Int32
		transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if dials.Add(1) < 3 {
				return nil, errors.New("no route")
			}
			return server.Dial(ctx, network, address)
		}}
		defer transport.CloseIdleConnections()
		client := rest.New(rest.Options{BaseURL: "http://discord.test", HTTP: &http.Client{Transport: transport}})
		_, err := client.Interaction(1, 2, interactionToken).FollowUp(within(t, 5*time.Second), discord.Message{Content: "x"})
		if err != nil || seen.count() != 1 || dials.Load() != 3 {
			t.Errorf("%d requests, %d dials: %v", seen.count(), dials.Load(), err)
		}
	})
}

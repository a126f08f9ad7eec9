package adapters_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
	"github.com/hotaru-go/hotaru/internal/memnet"
)

// start starts a server and stops it with the test. Its log is discarded.
func start(t testing.TB, s *adapters.Server) *adapters.Server {
	t.Helper()
	if s.Logger == nil {
		s.Logger = slog.New(slog.DiscardHandler)
	}
	if err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Shutdown(context.Background()); err != nil && s.Alive() {
			t.Errorf("shutting down: %v", err)
		}
	})
	return s
}

func url(a net.Addr) string { return "http://" + a.String() + "/interactions" }

// client makes new connections, which are closed with the test.
func client(t testing.TB, dial func(context.Context, string, string) (net.Conn, error), config *tls.Config) *http.Client {
	t.Helper()
	transport := &http.Transport{DialContext: dial, TLSClientConfig: config, ForceAttemptHTTP2: true}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func TestServerVectors(t *testing.T) {
	vectors.Run(t, vectors.Local, func(t *testing.T, server *core.Server) vectors.Send {
		s := start(t, &adapters.Server{Server: server, Addresses: []string{"127.0.0.1:0"}})
		c := client(t, nil, nil)
		return func(t *testing.T, v *vectors.Vector) vectors.Response {
			return v.Post(t, c, "http://"+s.Bound()[0].String())
		}
	})
}

func TestListens(t *testing.T) {
	handed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(t.TempDir(), "bot.sock")
	s := start(t, &adapters.Server{
		Server:    listener(t, pong),
		Addresses: []string{"127.0.0.1:0", "127.0.0.1:0"},
		Unix:      socket,
		Listeners: []net.Listener{handed},
	})
	bound := s.Bound()
	if len(bound) != 4 || bound[2].Network() != "unix" || bound[3].String() != handed.Addr().String() {
		t.Fatalf("bound %v", bound)
	}
	// Start has returned, so the first request must be answered, without trying again.
	for _, a := range bound {
		c := client(t, func(ctx context.Context, _, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, a.Network(), a.String())
		}, nil)
		if status, body := post(t, c, "http://bot/interactions", slash("ping")); status != 200 || !strings.Contains(body, "pong") {
			t.Errorf("%v: %d %s", a, status, body)
		}
	}
	if err := s.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, a := range bound {
		if c, err := net.Dial(a.Network(), a.String()); err == nil {
			c.Close()
			t.Errorf("%v is open after Shutdown", a)
		}
	}
	if _, err := os.Lstat(socket); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket's file: %v, want it gone", err)
	}
}

func TestUnixSocketThatWasLeftBehind(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "bot.sock")
	dead, err := net.ListenUnix("unix", &net.UnixAddr{Name: socket, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	dead.SetUnlinkOnClose(false)
	dead.Close()
	one := start(t, &adapters.Server{Server: listener(t, pong), Unix: socket})
	second := &adapters.Server{Server: listener(t, pong), Unix: socket}
	if err := second.Start(t.Context()); !errors.Is(err, syscall.EADDRINUSE) {
		t.Errorf("a second server took the socket from the first: %v", err)
	}
	if !one.Alive() || second.Alive() {
		t.Error("the first must be alive, and the second not")
	}
	file := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(file, []byte("not a socket"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (&adapters.Server{Server: listener(t, pong), Unix: file}).Start(t.Context()); err == nil {
		t.Error("a file that is no socket was replaced")
	}
}

func TestTLSAndHTTP2(t *testing.T) {
	certificate, key, roots := selfSigned(t)
	files := &adapters.Server{Server: listener(t, pong), Addresses: []string{"127.0.0.1:0"}}
	dir := t.TempDir()
	files.CertFile, files.KeyFile = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for path, text := range map[string][]byte{files.CertFile: certificate, files.KeyFile: key} {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		t.Fatal(err)
	}
	config := &adapters.Server{Server: listener(t, pong), Addresses: []string{"127.0.0.1:0"}, TLSConfig: &tls.Config{Certificates: []tls.Certificate{pair}}}
	for name, s := range map[string]*adapters.Server{"files": files, "config": config} {
		t.Run(name, func(t *testing.T) {
			start(t, s)
			c := client(t, nil, &tls.Config{RootCAs: roots, ServerName: "example.com"})
			response, err := c.Do(signed(t, "https://"+s.Bound()[0].String()+"/interactions", slash("ping")))
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			body, err := io.ReadAll(response.Body)
			if err != nil || response.StatusCode != 200 || response.ProtoMajor != 2 || !strings.Contains(string(body), "pong") {
				t.Errorf("%s %s %s %v", response.Proto, response.Status, body, err)
			}
		})
	}
}

// selfSigned returns httptest's certificate, which is for example.com.
func selfSigned(t *testing.T) (certificate, private []byte, roots *x509.CertPool) {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	der, err := x509.MarshalPKCS8PrivateKey(s.TLS.Certificates[0].PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	roots = x509.NewCertPool()
	roots.AddCert(s.Certificate())
	certificate = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	return certificate, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), roots
}

func signed(t *testing.T, url string, body []byte) *http.Request {
	t.Helper()
	return key.Request(t.Context(), url, body)
}

func TestPortSharedByTwoServers(t *testing.T) {
	answered := make(chan string, 200)
	named := func(name string) *core.Server {
		return listener(t, func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			answered <- name
			return discord.Message{Content: name}, nil
		})
	}
	one := &adapters.Server{Server: named("one"), Addresses: []string{"127.0.0.1:0"}, ReusePort: true}
	one.Logger = slog.New(slog.DiscardHandler)
	err := one.Start(t.Context())
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer one.Shutdown(context.Background())
	address := one.Bound()[0].String()
	if err := (&adapters.Server{Server: named("alone"), Addresses: []string{address}}).Start(t.Context()); !errors.Is(err, syscall.EADDRINUSE) {
		t.Errorf("without ReusePort: %v, want the address in use", err)
	}
	two := start(t, &adapters.Server{Server: named("two"), Addresses: []string{address}, ReusePort: true})
	seen := map[string]int{}
	// The kernel distributes connections by their ports. 100 connections do not all go to one
	// listener.
	for range 100 {
		c := client(t, nil, nil)
		if status, _ := post(t, c, url(two.Bound()[0]), slash("ping")); status != 200 {
			t.Fatalf("status %d", status)
		}
		seen[<-answered]++
		c.CloseIdleConnections()
	}
	if seen["one"] == 0 || seen["two"] == 0 {
		t.Errorf("connections went to %v, want both", seen)
	}
	if err := one.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if status, body := post(t, client(t, nil, nil), url(two.Bound()[0]), slash("ping")); status != 200 || !strings.Contains(body, "two") {
		t.Errorf("after the first has stopped: %d %s", status, body)
	}
}

func TestMisconfiguredServersDoNotStart(t *testing.T) {
	for _, name := range []string{"DISCORD_PUBLIC_KEY", "DISCORD_BOT_TOKEN", "DISCORD_BEARER_TOKEN", "DISCORD_CLIENT_ID", "DISCORD_CLIENT_SECRET"} {
		t.Setenv(name, "")
	}
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusUnauthorized)
		io.WriteString(w, `{"message": "401: Unauthorized", "code": 0}`)
	}))
	defer refusing.Close()
	refused, err := core.NewServer(core.Options{BotToken: "wrong", APIURL: refusing.URL, HTTPClient: refusing.Client()})
	if err != nil {
		t.Fatal(err)
	}
	good := listener(t, pong)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for name, c := range map[string]struct {
		server *adapters.Server
		want   error
	}{
		"no key":                  {&adapters.Server{Server: new(core.Server)}, core.ErrNoKey},
		"credentials refused":     {&adapters.Server{Server: refused}, core.ErrCredentials},
		"address taken":           {&adapters.Server{Server: good, Addresses: []string{"127.0.0.1:0", taken.Addr().String()}}, syscall.EADDRINUSE},
		"no certificate file":     {&adapters.Server{Server: good, CertFile: "/nowhere/cert.pem", KeyFile: "/nowhere/key.pem"}, os.ErrNotExist},
		"certificate without key": {&adapters.Server{Server: good, CertFile: "cert.pem"}, nil},
		"TLS without certificate": {&adapters.Server{Server: good, TLSConfig: &tls.Config{}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := c.server
			if s.Addresses == nil {
				s.Addresses = []string{"127.0.0.1:0"}
			}
			err := s.Start(t.Context())
			if err == nil {
				s.Shutdown(t.Context())
				t.Fatal("it started")
			}
			if c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if s.Alive() {
				t.Error("it is alive")
			}
			if err := s.Shutdown(t.Context()); !errors.Is(err, adapters.ErrNotRunning) {
				t.Errorf("Shutdown: %v", err)
			}
		})
	}
}

func TestStartsWhereDiscordCannotBeReached(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log logbook
		down := memnet.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }))
		server, err := core.NewServer(core.Options{BotToken: "a-bot-token", APIURL: "http://discord.test", HTTPClient: down.Client(t)})
		if err != nil {
			t.Fatal(err)
		}
		start(t, &adapters.Server{Server: server, Listeners: []net.Listener{memnet.New()}, Logger: slog.New(slog.NewTextHandler(&log, nil))})
		if text := log.String(); !strings.Contains(text, "no public key yet") || strings.Contains(text, "a-bot-token") {
			t.Errorf("the log says %q", text)
		}
	})
}

func TestClientsThatAreTooSlow(t *testing.T) {
	server := listener(t, pong)
	for name, c := range map[string]struct {
		request string
		open    time.Duration
	}{
		"headers never end": {"POST / HTTP/1.1\r\nHost: bot\r\nX-Slow: ", 5 * time.Second},
		"nothing is sent":   {"", 5 * time.Second},
		"body never ends":   {head(ping, "Content-Length: 100") + ping, 3 * time.Second},
		"no other request":  {request(slash("ping")), 2 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPipes()
				start(t, &adapters.Server{Server: server, Listeners: []net.Listener{p}})
				began := time.Now()
				_, r := p.send(t, c.request)
				if _, err := io.Copy(io.Discard, r); err != nil {
					t.Errorf("the connection is kept: %v", err)
				}
				if open := time.Since(began); open > c.open+time.Second {
					t.Errorf("the connection was open for %v, want %v", open, c.open)
				}
			})
		})
	}
}

package adapters

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Server listens for Discord's requests, on a developer's machine or on your own server. Its zero
// value serves core.Default on 127.0.0.1:8080.
//
// It answers interactions by POST at / and at /interactions, and webhook events at
// core.Options.EventsPath. A slash after the path makes no difference. GET / shows a page with the
// addresses to give to Discord.
//
// Start it, and stop it with Shutdown; or call Run, which does both. Its fields must not change
// while it runs, and it must not be copied. Its methods are safe for concurrent use.
type Server struct {
	// Server answers. Nil is core.Default.
	Server *core.Server

	// Addresses are TCP addresses to listen on, like "127.0.0.1:8080", ":443" or "[::1]:0". Port 0
	// means a free port.
	Addresses []string
	// Unix is the path of a Unix domain socket to listen on. If a dead process left a socket there,
	// it is replaced. The folder's permissions decide who may connect.
	Unix string
	// Listeners are served too. They are closed when the server stops.
	Listeners []net.Listener
	// ReusePort lets several processes listen on the same TCP addresses; the kernel spreads
	// connections over them. Use it for one process per core, or to start a new version before the
	// old one stops. On an operating system without SO_REUSEPORT, Start returns an error that is
	// errors.ErrUnsupported.
	ReusePort bool

	// TLSConfig, or CertFile and KeyFile with a chain and its key in PEM, make all listeners speak
	// TLS and HTTP/2.
	TLSConfig         *tls.Config
	CertFile, KeyFile string

	// ReadHeaderTimeout is how long a client may take for a request's headers: 5 seconds unless
	// set. In this field and the next four, a negative value means no limit.
	ReadHeaderTimeout time.Duration
	// BodyTimeout is how long a client may take for the body after the headers: 3 seconds unless
	// set. In that time a client that sends 350 KB/s can send the largest body. See [Endpoint].
	BodyTimeout time.Duration
	// ReadTimeout is how long a client may take for headers and body together: 15 seconds unless
	// set. It applies to Handler too.
	ReadTimeout time.Duration
	// WriteTimeout is how long the answer may take, from the end of the request's headers and
	// including the listener's time: 60 seconds unless set.
	WriteTimeout time.Duration
	// IdleTimeout is how long a connection is kept between requests: 2 minutes unless set. Proxies
	// commonly keep connections for one minute, so the proxy closes first.
	IdleTimeout time.Duration
	// ShutdownTimeout is how long requests and the work after answers have to finish when the
	// server stops: 25 seconds unless set. A negative value means no limit. Kubernetes and Heroku
	// kill a process 30 seconds after SIGTERM, so 5 seconds are left for work that was cut. Docker
	// and Cloud Run wait 10 seconds. Set less there.
	ShutdownTimeout time.Duration
	// HoldRefusals delays the 401 for forged signatures. It is off unless set; see [Endpoint].
	HoldRefusals bool

	// Handler serves every other path. If it is nil, other paths get 404.
	Handler http.Handler
	// Logger is slog.Default() unless set.
	Logger *slog.Logger

	mu      sync.Mutex
	current *running
}

const (
	defaultAddress           = "127.0.0.1:8080"
	defaultReadHeaderTimeout = 5 * time.Second
	defaultReadTimeout       = 15 * time.Second // under defaultShutdownTimeout, so that Shutdown can wait for a slow request
	defaultWriteTimeout      = time.Minute
	defaultIdleTimeout       = 2 * time.Minute
	defaultShutdownTimeout   = 25 * time.Second

	// maxHeader is the largest size of headers in bytes. The headers of Discord and of proxies are
	// much smaller.
	maxHeader = 16 << 10
	// warmUp is how long Start waits for the public key. Connections that arrive meanwhile wait in
	// the kernel's queue.
	warmUp = 3 * time.Second
)

var (
	// ErrRunning means that Start was called while the server was running.
	ErrRunning = errors.New("adapters: the server is running already; call Shutdown first")
	// ErrNotRunning means that the server is not running, so there is nothing to wait for or to
	// stop.
	ErrNotRunning = errors.New("adapters: the server is not running; call Start first")
)

// running is the state of a server from Start to the end of Shutdown.
type running struct {
	http      *http.Server
	endpoint  *Endpoint
	listeners []net.Listener
	logger    *slog.Logger
	limit     time.Duration

	// requests is the parent of all requests' contexts. abort ends them if the shutdown takes too
	// long.
	requests context.Context
	abort    context.CancelCauseFunc
	serving  sync.WaitGroup
	beside   *beside
	stopping atomic.Bool
	done     chan struct{}
	// err is why the server stopped; read after done is closed.
	err error
}

// Start returns when the server listens on all of its addresses and answers requests. ctx bounds
// only the start.
//
// The errors are [ErrRunning], those of [core.Server.Check], [core.ErrCredentials], and those of
// listening and of reading the certificate. If Discord cannot be reached, Start logs that and
// succeeds; the next request fetches the key again. After an error the server does not listen, and
// Listeners are left open.
func (s *Server) Start(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current != nil && !s.current.stopped() {
		return ErrRunning
	}
	server := s.Server
	if server == nil {
		server = core.Default
	}
	if err := server.Check(); err != nil {
		return fmt.Errorf("adapters: starting: %w", err)
	}
	config, err := s.tlsConfig()
	if err != nil {
		return fmt.Errorf("adapters: starting: %w", err)
	}
	opened, err := s.listen(ctx)
	if err != nil {
		return fmt.Errorf("adapters: starting: %w", err)
	}
	r := s.newRunning(server, config, append(opened, s.Listeners...))
	if err := r.warm(ctx, server); err != nil {
		closeAll(opened)
		return fmt.Errorf("adapters: starting: %w", err)
	}
	r.beside = runBeside(server, r.logger)
	r.serve()
	s.current = r
	return nil
}

func (s *Server) newRunning(server *core.Server, config *tls.Config, listeners []net.Listener) *running {
	r := &running{
		endpoint:  &Endpoint{Server: server, BodyTimeout: s.BodyTimeout, HoldRefusals: s.HoldRefusals},
		listeners: listeners,
		logger:    s.Logger,
		limit:     orDefault(s.ShutdownTimeout, defaultShutdownTimeout),
		done:      make(chan struct{}),
	}
	if r.logger == nil {
		r.logger = slog.Default()
	}
	r.requests, r.abort = context.WithCancelCause(context.Background())
	r.http = &http.Server{
		Handler:           s.routes(r.endpoint, server),
		TLSConfig:         config,
		ReadHeaderTimeout: orDefault(s.ReadHeaderTimeout, defaultReadHeaderTimeout),
		ReadTimeout:       orDefault(s.ReadTimeout, defaultReadTimeout),
		WriteTimeout:      orDefault(s.WriteTimeout, defaultWriteTimeout),
		IdleTimeout:       orDefault(s.IdleTimeout, defaultIdleTimeout),
		MaxHeaderBytes:    maxHeader,
		BaseContext:       func(net.Listener) context.Context { return r.requests },
		ErrorLog:          slog.NewLogLogger(r.logger.Handler(), slog.LevelWarn),
	}
	return r
}

// orDefault returns fallback if d is zero. It keeps a negative duration, which means no limit.
func orDefault(d, fallback time.Duration) time.Duration {
	if d == 0 {
		return fallback
	}
	return d
}

// warm gets the public key. It returns an error only if a later try cannot succeed.
func (r *running) warm(ctx context.Context, server *core.Server) error {
	ctx, cancel := context.WithTimeout(ctx, warmUp)
	defer cancel()
	err := server.Warm(ctx)
	if err == nil {
		return nil
	}
	if errors.Is(err, core.ErrCredentials) {
		return err
	}
	r.logger.Warn("no public key yet; it is fetched again when a request comes", "error", err.Error())
	return nil
}

func (r *running) serve() {
	// Read once, because net/http sets a config of its own when it begins to serve.
	secure := r.http.TLSConfig != nil
	for _, l := range r.listeners {
		r.logger.Info("listening", "network", l.Addr().Network(), "address", l.Addr().String(), "tls", secure)
		r.serving.Go(func() {
			var err error
			if secure {
				err = r.http.ServeTLS(l, "", "")
			} else {
				err = r.http.Serve(l)
			}
			if !errors.Is(err, http.ErrServerClosed) {
				// In a new goroutine, because close waits for this goroutine.
				go r.close(context.Background(), fmt.Errorf("adapters: serving %s: %w", l.Addr(), err))
			}
		})
	}
}

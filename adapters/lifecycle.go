package adapters

import (
	"context"
	"errors"
	"net"
	"os/signal"

	"github.com/hotaru-go/hotaru/core"
)

// ListenAndServe listens on a TCP address and answers Discord's requests until the process gets
// SIGINT or SIGTERM. Then it stops gracefully and returns nil. A nil server is core.Default. An
// empty address is 127.0.0.1:8080. The errors are those of [Server.Run].
func ListenAndServe(address string, server *core.Server) error {
	s := &Server{Server: server}
	if address != "" {
		s.Addresses = []string{address}
	}
	return s.Run(context.Background())
}

// Run starts the server, unless it is running already, and returns when it has stopped. The server
// stops when ctx ends, SIGINT or SIGTERM arrives, Shutdown is called, or a listener fails. While it
// stops, a second signal ends the process at once.
//
// Run returns nil if all requests and all work were finished. Otherwise it returns the error of
// Start or Shutdown, or the reason why a listener failed.
func (s *Server) Run(ctx context.Context) error {
	ctx, release := signal.NotifyContext(ctx, stopSignals...)
	defer release()
	if err := s.Start(ctx); err != nil && !errors.Is(err, ErrRunning) {
		return err
	}
	r := s.running()
	select {
	case <-r.done: // a listener failed, or Shutdown was called
		return r.err
	case <-ctx.Done():
	}
	release()
	r.logger.Info("stopping", "limit", r.limit.String())
	return r.close(context.WithoutCancel(ctx), nil)
}

// Shutdown stops the server. It accepts no more connections, lets running requests finish, and
// waits for the work after answers, until ShutdownTimeout is over or ctx ends. Then it cancels what
// is left, with [ErrShutdown] as the cause. The error says what was cut: context.DeadlineExceeded
// (or ctx's error) for requests, a [*CutError] for work.
//
// A second call while the server stops waits for the first call and returns its error. Before Start
// and after the server has stopped, the error is [ErrNotRunning]. A server that has stopped can be
// started again.
func (s *Server) Shutdown(ctx context.Context) error {
	r := s.running()
	if r == nil || r.stopped() {
		return ErrNotRunning
	}
	return r.close(ctx, nil)
}

// close stops the server and returns the resulting error. cause is why it stops; it is nil if the
// program asked for it.
func (r *running) close(ctx context.Context, cause error) error {
	if r.stopping.CompareAndSwap(false, true) {
		r.err = errors.Join(cause, r.shutDown(ctx))
		close(r.done)
	}
	<-r.done
	return r.err
}

func (r *running) shutDown(ctx context.Context) error {
	if r.limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, r.limit)
		defer cancel()
	}
	defer r.abort(ErrShutdown)
	var failures []error
	if err := r.http.Shutdown(ctx); err != nil {
		r.logger.Error("requests cut off: the time to shut down is over", "error", err.Error())
		r.abort(ErrShutdown)
		failures = append(failures, err, r.http.Close())
	}
	if err := r.endpoint.Wait(ctx); err != nil {
		r.logger.Error("work cut off: the time to shut down is over", "error", err.Error())
		failures = append(failures, err)
	}
	if err := r.beside.end(ctx); err != nil {
		if errors.Is(err, errJobsCut) {
			r.logger.Error("jobs cut off: the time to shut down is over", "error", err.Error())
		}
		failures = append(failures, err)
	}
	r.serving.Wait()
	return errors.Join(failures...)
}

// Wait returns when the server has stopped. It returns Shutdown's error, or the reason why a
// listener failed; a failed listener stops the server too. Before Start the error is
// [ErrNotRunning].
func (s *Server) Wait() error {
	r := s.running()
	if r == nil {
		return ErrNotRunning
	}
	<-r.done
	return r.err
}

// Alive reports whether the server is running, from the end of Start to the end of Shutdown.
func (s *Server) Alive() bool {
	r := s.running()
	return r != nil && !r.stopped()
}

// Bound returns the addresses that the server listens on, in the order of Addresses, Unix and
// Listeners. A port 0 is replaced by the port that the operating system chose. Before Start it
// returns none.
func (s *Server) Bound() []net.Addr {
	r := s.running()
	if r == nil {
		return nil
	}
	bound := make([]net.Addr, len(r.listeners))
	for n, l := range r.listeners {
		bound[n] = l.Addr()
	}
	return bound
}

func (s *Server) running() *running {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

func (r *running) stopped() bool {
	select {
	case <-r.done:
		return true
	default:
		return false
	}
}

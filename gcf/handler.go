package gcf

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync/atomic"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
)

// served is a function and its net/http handler.
type served struct {
	Function
	endpoint *adapters.Endpoint
	// open is the number of open requests.
	open atomic.Int64
}

// served makes the handler of a function. It does not hold refusals, because held refusals would
// occupy the instance and make the platform start another.
func (f Function) served(server *core.Server) *served {
	if f.Inline {
		return &served{Function: f, endpoint: &adapters.Endpoint{Server: server}}
	}
	return &served{Function: f, endpoint: &adapters.Endpoint{
		Server: server, Callback: core.CallbackWithWork, HoldForWork: true,
	}}
}

// serve answers a request; the framework calls it. If CLOUD_RUN_TIMEOUT_SECONDS is set, the
// request's context has the function's time-out as its deadline.
func (s *served) serve(w http.ResponseWriter, r *http.Request) {
	s.open.Add(1)
	defer s.open.Add(-1)
	ctx, cancel := s.context(r)
	defer cancel()
	ctx = withTrace(ctx, r.Header)
	defer recovered(ctx, w)
	s.endpoint.ServeHTTP(w, r.WithContext(ctx))
}

// context returns the request's context, with its deadline. Discord disconnects after 3 seconds.
// That must not end work whose answer was sent through the callback endpoint. For an inline answer
// it means that the answer was not read.
func (f Function) context(r *http.Request) (context.Context, context.CancelFunc) {
	if f.Inline {
		return r.Context(), func() {}
	}
	ctx := context.WithoutCancel(r.Context())
	if f.Timeout > 0 {
		return context.WithTimeout(ctx, f.Timeout)
	}
	if deadline, ok := r.Context().Deadline(); ok {
		return context.WithDeadline(ctx, deadline)
	}
	return ctx, func() {}
}

// recovered ends a request that panicked. The framework recovers every panic, prints its value and
// its stack as plain text, and ends the answer as if it were whole.
//
// The net/http handler panics with http.ErrAbortHandler for an answer that broke off, after it has
// logged the loss. The connection must close then. Any other panic is logged here.
func recovered(ctx context.Context, w http.ResponseWriter) {
	value := recover()
	if value == nil {
		return
	}
	if err, ok := value.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
		failure := &core.PanicError{Value: value, Stack: debug.Stack()}
		slog.Default().LogAttrs(ctx, slog.LevelError, "request failed",
			slog.String("error", failure.Error()), slog.String("stack", string(failure.Stack)))
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	if connection, _, err := http.NewResponseController(w).Hijack(); err == nil {
		connection.Close()
	}
}

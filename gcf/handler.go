package gcf

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
)

// served is a function and the net/http handler that carries it.
type served struct {
	Function
	endpoint *adapters.Endpoint
	// open is how many requests are.
	open atomic.Int64
}

// served does not hold refusals: they would take up the instance, and have the platform start another.
func (f Function) served(server *core.Server) *served {
	if f.Inline {
		return &served{Function: f, endpoint: &adapters.Endpoint{Server: server}}
	}
	return &served{Function: f, endpoint: &adapters.Endpoint{
		Server: server, Callback: core.CallbackWithWork, HoldForWork: true,
	}}
}

// serve is what the framework calls, with the function's time-out as the deadline of the request's context where
// CLOUD_RUN_TIMEOUT_SECONDS tells it.
func (s *served) serve(w http.ResponseWriter, r *http.Request) {
	s.open.Add(1)
	defer s.open.Add(-1)
	ctx, cancel := s.context(r)
	defer cancel()
	defer abort(w)
	s.endpoint.ServeHTTP(w, r.WithContext(withTrace(ctx, r.Header)))
}

// context is the request's, with its deadline. That Discord hangs up, as it does after 3 seconds, must not end work
// whose answer went out by the callback endpoint; of an inline answer it says that nobody read it.
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

// abort closes the connection of an answer that broke off while it was written, which the net/http handler says by
// panicking with http.ErrAbortHandler. The framework recovers every panic and would end the answer as if it were whole.
func abort(w http.ResponseWriter) {
	value := recover()
	if value == nil {
		return
	}
	if err, ok := value.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		if connection, _, err := http.NewResponseController(w).Hijack(); err == nil {
			connection.Close()
			return
		}
	}
	panic(value)
}

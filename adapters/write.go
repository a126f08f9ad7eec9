package adapters

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"

	"github.com/hotaru-go/hotaru/core"
)

// write writes the response. It returns when the bytes have been passed to the operating system, or
// an error if that failed.
func write(w http.ResponseWriter, r *http.Request, response *core.Response) (err error) {
	// This is checked before writing, because a client may disconnect as soon as it has the answer.
	var gone error
	if r.Context().Err() != nil {
		gone = fmt.Errorf("adapters: the client has gone: %w", context.Cause(r.Context()))
	}
	// The reader of a file is the listener's own code.
	defer recovered(&err)
	header := w.Header()
	response.Header(header.Set)
	if n, known := response.Length(); known && response.Status != http.StatusNoContent {
		header.Set("Content-Length", strconv.FormatInt(n, 10))
	}
	w.WriteHeader(response.Status)
	if _, err := response.WriteTo(w); err != nil && !errors.Is(err, http.ErrBodyNotAllowed) {
		return fmt.Errorf("adapters: writing the answer: %w", err)
	}
	// A writer that cannot flush holds the bytes until the handler returns, a moment later.
	if err := flush(w); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return fmt.Errorf("adapters: flushing the answer: %w", err)
	}
	return gone
}

// recovered turns a panic into an error. Call it with defer.
func recovered(err *error) {
	if value := recover(); value != nil {
		*err = &core.PanicError{Value: value, Stack: debug.Stack()}
	}
}

// flush flushes the writer as http.ResponseController does. For net/http's own writer it does not
// need a controller.
func flush(w http.ResponseWriter) error {
	if w, ok := w.(interface{ FlushError() error }); ok {
		return w.FlushError()
	}
	return http.NewResponseController(w).Flush()
}

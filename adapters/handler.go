package adapters

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Endpoint is an http.Handler that answers Discord's interactions, and its webhook events where core is told their path.
// Point the Interactions Endpoint URL in the Developer Portal at it. The zero value serves core.Default.
// It is safe for concurrent use and must not be copied.
//
// See https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint.
type Endpoint struct {
	// Server answers. Nil is core.Default.
	Server *core.Server
	// Callback says how answers go out. The zero value leaves it to the server's options.
	Callback core.CallbackMode
	// HoldForWork keeps a request open until the work after its answer is done, for platforms that take the processor
	// away when the request ends. Otherwise the work is done beside the requests that follow.
	HoldForWork bool
	// HoldRefusals has whoever sent a forged signature wait 10 milliseconds for the 401. A connection has at most a hundred
	// signatures checked a second then, in place of as many as a processor can do, and a flood over a few of them leaves
	// the processor to honest requests, which wait for nothing. It is for a process of your own: where a request's time is
	// paid for, the wait costs more than the check.
	HoldRefusals bool

	outstanding outstanding
}

// Handler returns an Endpoint for any mux, with HoldRefusals set; a nil server is core.Default. It does not check the
// server's configuration: call [core.Server.Check] at start, as [Server] does, or find status 503 and a line in the log
// at the first request.
//
// The work after an answer, [core.After], begins when the answer has been written and flushed, and does not hold up the
// next request on the same connection. Before the program ends, give it time with [Endpoint.Wait].
func Handler(server *core.Server) *Endpoint { return &Endpoint{Server: server, HoldRefusals: true} }

// ServeHTTP answers one request. All that is refused is refused by core; of a body that core does not want, nothing is
// asked for, and the connection is closed in place of reading it.
func (e *Endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	server := e.Server
	if server == nil {
		server = core.Default
	}
	// One allocation for both.
	in := new(struct {
		body    watched
		request core.Request
	})
	body := &in.body
	if body.Reader = r.Body; r.Body == nil {
		body.Reader = http.NoBody
	}
	in.request = core.Request{
		Method:      r.Method,
		Path:        r.URL.Path,
		ContentType: joined(r.Header, "Content-Type"),
		Signature:   joined(r.Header, core.SignatureHeader),
		Timestamp:   joined(r.Header, core.TimestampHeader),
		Body:        body,
		Length:      r.ContentLength,
		Callback:    e.Callback,
	}
	response := server.Serve(r.Context(), &in.request)
	// A body that was read to its end is one whose signature was checked.
	if e.HoldRefusals && response.Status == http.StatusUnauthorized && body.ended {
		hold(r.Context())
	}
	// net/http would read on, before it answers, to be able to use the connection again; and after it, until a body of
	// moderate length has come whole or ReadTimeout is over, which would hold up a server that is being stopped.
	if r.ProtoMajor == 1 && r.ContentLength != 0 && !body.ended {
		w.Header().Set("Connection", "close")
		_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(unreadWait))
	}
	// Answered by the callback endpoint: what is written here is of no account to Discord.
	isOut := response.Status == http.StatusAccepted
	if e.HoldForWork && isOut {
		e.outstanding.do(r.Context(), &response)
	}
	err := write(w, r, &response)
	switch {
	case !response.HasWork():
	case err != nil && !isOut:
		response.NotSent(err)
	case e.HoldForWork:
		e.outstanding.do(r.Context(), &response)
	default:
		e.outstanding.start(r.Context(), &response)
	}
	if err != nil && response.Streams() {
		// What the client has is cut short: the connection must not end as if it were whole.
		panic(http.ErrAbortHandler)
	}
}

// Wait returns when no work after an answer is left, or when ctx ends: then what is left is cancelled, and after a
// moment for it to stop the error is a [*CutError]. Work that begins later is not affected. Call it when the requests
// have ended, after http.Server.Shutdown.
func (e *Endpoint) Wait(ctx context.Context) error { return e.outstanding.wait(ctx) }

// unreadWait is how long a client may still send of a body that is not wanted, and read why.
const unreadWait = time.Second

// joined returns a header's value; those of a repeated one are joined, as core wants them.
func joined(h http.Header, name string) string {
	switch values := h.Values(name); len(values) {
	case 0:
		return ""
	case 1:
		return values[0]
	default:
		return strings.Join(values, ", ")
	}
}

// write returns when the answer's bytes have been handed to the operating system, or why they have not.
func write(w http.ResponseWriter, r *http.Request, response *core.Response) (err error) {
	// Asked before and not after: a client may hang up as soon as it has the answer.
	var gone error
	if r.Context().Err() != nil {
		gone = fmt.Errorf("adapters: the client has gone: %w", context.Cause(r.Context()))
	}
	header := w.Header()
	response.Header(header.Set)
	if n, known := response.Length(); known && response.Status != http.StatusNoContent {
		header.Set("Content-Length", strconv.FormatInt(n, 10))
	}
	w.WriteHeader(response.Status)
	// The reader of a file is the listener's own code.
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("adapters: writing the answer: panic with a %T", value)
		}
	}()
	if _, err := response.WriteTo(w); err != nil && !errors.Is(err, http.ErrBodyNotAllowed) {
		return fmt.Errorf("adapters: writing the answer: %w", err)
	}
	// A writer that cannot flush holds the bytes until the handler returns, a moment later.
	if err := flush(w); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return fmt.Errorf("adapters: flushing the answer: %w", err)
	}
	return gone
}

// flush does what http.ResponseController does, for the writer of net/http without the controller.
func flush(w http.ResponseWriter) error {
	if w, ok := w.(interface{ FlushError() error }); ok {
		return w.FlushError()
	}
	return http.NewResponseController(w).Flush()
}

// watched is a body that knows whether it was read to its end.
type watched struct {
	io.Reader
	ended bool
}

func (b *watched) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	b.ended = b.ended || err == io.EOF
	return n, err
}

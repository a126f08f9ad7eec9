package adapters

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Endpoint is an http.Handler that answers Discord's interactions and webhook events. Set the
// Interactions Endpoint URL in the Developer Portal to its address. A request whose path ends in
// [core.Options.EventsPath] is a webhook event; any other path is an interaction. The zero value
// serves core.Default. It is safe for concurrent use and must not be copied.
//
// See https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint.
type Endpoint struct {
	// Server answers. Nil is core.Default.
	Server *core.Server
	// Callback selects how answers are sent. The zero value leaves that to the server's options.
	Callback core.CallbackMode
	// HoldForWork keeps a request open until the work after its answer is done. It is for platforms
	// that take the processor away when the request ends. By default the work runs after the
	// request has ended, at the same time as later requests.
	HoldForWork bool
	// BodyTimeout is how long a client may take for the body, counted from the end of the headers:
	// 3 seconds unless set. A negative value means no limit. A late body is answered with 408, and
	// over HTTP/1 the connection closes. The limit uses read deadlines; if the http.ResponseWriter
	// does not support them, bodies have no time limit. The ReadTimeout of the http.Server still
	// applies.
	BodyTimeout time.Duration
	// HoldRefusals delays the 401 for a forged signature by 10 milliseconds. A client that waits
	// for each answer can then have at most a hundred signatures checked per second over a
	// connection. Over HTTP/2 the streams of a connection share that rate, after a first check for
	// each of them. With HoldRefusals it takes about 100 flooding connections to hurt honest
	// requests, not about 16. Against 256 connections it makes honest requests slower (99th
	// percentile 95 ms instead of 61 ms). Leave it off if you pay for a request's time, because the
	// wait costs more than the check.
	HoldRefusals bool

	held        held
	outstanding outstanding
}

const defaultBodyTimeout = 3 * time.Second

// Handler returns an Endpoint with its other fields zero. A nil server is core.Default. Handler
// does not check the server's configuration: call [core.Server.Check] at start, as [Server] does. A
// server that is misconfigured answers every request with 503.
//
// Work after an answer, [core.After], starts when the answer has been written and flushed. It does
// not delay the next request on the same connection. Call [Endpoint.Wait] before the program exits.
func Handler(server *core.Server) *Endpoint { return &Endpoint{Server: server} }

// ServeHTTP answers one request. Package core decides every refusal. Over HTTP/1, the connection
// closes after a request that is refused before its body was read. ServeHTTP first reads and drops
// the rest of the body, within the body limit and BodyTimeout, so that the client gets the answer.
func (e *Endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	server := e.Server
	if server == nil {
		server = core.Default
	}
	// One allocation for both.
	in := new(struct {
		body    body
		request core.Request
	})
	in.body.begin(w, r, e.bodyTimeout())
	in.request = core.Request{
		Method:      r.Method,
		Path:        r.URL.Path,
		ContentType: joined(r.Header, "Content-Type"),
		Signature:   joined(r.Header, core.SignatureHeader),
		Timestamp:   joined(r.Header, core.TimestampHeader),
		Body:        &in.body,
		Length:      r.ContentLength,
		Callback:    e.Callback,
		Header:      r.Header,
	}
	defer in.body.stop()
	response := server.Serve(r.Context(), &in.request)
	// Package core checks a signature only after it has read the whole body.
	if e.HoldRefusals && response.Status == http.StatusUnauthorized && in.body.ended {
		e.held.wait(r)
	}
	unread := r.ProtoMajor == 1 && r.ContentLength != 0 && !in.body.ended
	if unread {
		// Without this header net/http reads on before it answers.
		w.Header().Set("Connection", "close")
	}
	e.send(w, r, &response)
	if unread {
		in.body.drain(r.ContentLength, int64(server.BodyLimit()))
	}
}

func (e *Endpoint) bodyTimeout() time.Duration {
	return orDefault(e.BodyTimeout, defaultBodyTimeout)
}

// send writes the response, and runs the work after it or reports that the answer is lost.
func (e *Endpoint) send(w http.ResponseWriter, r *http.Request, response *core.Response) {
	// The answer was sent through the callback endpoint. Discord ignores what is written here.
	isOut := response.Status == http.StatusAccepted
	if e.HoldForWork && isOut {
		e.outstanding.do(r.Context(), response)
	}
	streams := response.Streams()
	err := write(w, r, response)
	switch {
	case err != nil && !isOut:
		response.NotSent(err)
	case !response.HasWork():
	case e.HoldForWork:
		e.outstanding.do(r.Context(), response)
	default:
		e.outstanding.start(r.Context(), response)
	}
	if err != nil && streams {
		// The client has received a part of the body and must not treat it as complete.
		panic(http.ErrAbortHandler)
	}
}

// Wait returns when all work after answers is done. If ctx ends first, Wait cancels the remaining
// work and gives it a second to stop; the error is then a [*CutError]. Work that starts later is
// not affected. Call Wait when the requests have ended, after http.Server.Shutdown.
func (e *Endpoint) Wait(ctx context.Context) error { return e.outstanding.wait(ctx) }

// joined returns the value of a header. The name must be in net/http's canonical form. The values
// of a repeated header are joined, as package core expects.
func joined(h http.Header, name string) string {
	switch values := h[name]; len(values) {
	case 0:
		return ""
	case 1:
		return values[0]
	default:
		return strings.Join(values, ", ")
	}
}

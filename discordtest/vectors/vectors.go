// Package vectors loads the table of requests that every transport must answer in the same way.
//
// The table is the JSON in testdata/vectors of this repository: each vector is a request (method,
// path, headers, body) and the answer it must get (status, media type, headers, body). A test of a
// transport runs all of it:
//
//	func TestVectors(t *testing.T) {
//		vectors.Run(t, vectors.HTTP, func(t *testing.T, server *core.Server) vectors.Send {
//			url := serve(t, server) // the transport under test, over real HTTP where it has it
//			return func(t *testing.T, v *vectors.Vector) vectors.Response { … }
//		})
//	}
//
// Load makes the signatures, with a key from a fixed seed, so no signature in the table can become
// stale. A vector with a forged or malformed signature says what is wrong with it.
//
// The package reads the table from the repository that it runs in, so only tests of this repository
// and of the modules inside it can use it.
package vectors

import (
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
)

// These are the transports that run the table. A vector that makes no sense on a transport names
// the transport and the reason.
const (
	OnInteraction = "OnInteraction" // core.Server.OnInteraction: a body and two header values
	Serve         = "Serve"         // core.Server.Serve: a core.Request
	HTTP          = "net/http"
	Local         = "local server"
	Lambda        = "lambda"
	GCF           = "gcf"
)

// Header is one header of a request. A name may occur more than once.
type Header struct {
	Name  string
	Value string
}

// Vector is one request, the answer that it must get, and the line that it must leave in the log.
type Vector struct {
	// Name is unique in the table and has the form of a subtest's name: "signature header/odd
	// length".
	Name string
	// About says why the vector exists, if the name does not.
	About  string
	Method string
	Path   string
	// Headers are in the order in which they are sent.
	Headers []Header
	Body    []byte
	// Server is the server that must answer.
	Server  Kind
	Want    Want
	WantLog WantLog

	notOn map[string]string
}

// Header returns the value of a header, ignoring the case of its name. It joins the values of a
// repeated header with ", ", as a transport must pass them to core.
func (v *Vector) Header(name string) string {
	var values []string
	for _, h := range v.Headers {
		if strings.EqualFold(h.Name, name) {
			values = append(values, h.Value)
		}
	}
	return strings.Join(values, ", ")
}

// NotOn returns why the vector makes no sense on a transport, or "" if it must run.
func (v *Vector) NotOn(transport string) string { return v.notOn[transport] }

// Send sends one vector over a transport.
type Send func(t *testing.T, v *Vector) Response

// Run sends the whole table over a transport. It calls start once for each kind of server in the
// table. start returns a function that sends a request to the server. Each vector is a subtest. A
// vector that makes no sense on the transport is skipped, with the table's reason.
// [Vector.CheckLog] checks what the server logs about each vector. At the end, the servers' logs
// must contain no signature and no interaction token.
func Run(t *testing.T, transport string, start func(t *testing.T, server *core.Server) Send) {
	table := Load(t)
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			// The server without a key waits for it. The others need not wait for that server.
			t.Parallel()
			var written logs
			send := start(t, LoggingServer(t, kind, &written))
			for i := range table {
				v := &table[i]
				if v.Server != kind {
					continue
				}
				t.Run(v.Name, func(t *testing.T) {
					if reason := v.NotOn(transport); reason != "" {
						t.Skip(reason)
					}
					got := send(t, v)
					v.Check(t, got)
					if got.Log == nil {
						got.Log = written.take()
					}
					v.CheckLog(t, transport, got.Log)
				})
			}
			written.check(t, table)
		})
	}
}

package discordtest

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Call is one call that the API has received.
type Call struct {
	// Time is when it arrived, by the API's clock.
	Time time.Time
	// Route is one of the Route constants, empty for a path that the API does not know.
	Route  string
	Method string
	// Path has the token of an interaction in it.
	Path   string
	Query  url.Values
	Header http.Header
	// JSON is the body, or the payload_json of a multipart one; Files are the files with it, without their contents
	// where they did not parse.
	JSON  []byte
	Files []File
	// Body is the body as it came, nil for multipart.
	Body []byte
	// Interaction is the interaction that the call is about; zero for none that is known.
	Interaction discord.Snowflake
	// Status and Response are what it was answered, zero while it is not. A reset connection has no status.
	Status   int
	Response []byte
	// Refusal is why Discord, or a [Fault], refused the call; nil where neither did, and for an error of
	// [RouteToken], which has a form of its own.
	Refusal *Refusal
	// Took is how long the answer took.
	Took time.Duration

	form *form
	// sent is the body as it came, multipart too.
	sent []byte
	// unread is why the body could not be read.
	unread *Refusal
	begun  time.Time
}

// maxCalls is how many calls and events an API remembers.
const maxCalls = 20_000

// maxBody is more than ten files of the largest size that a test has reason to send.
const maxBody = 256 << 20

// Calls returns the calls so far, in the order of their arrival.
func (a *API) Calls() []Call {
	a.mu.Lock()
	defer a.mu.Unlock()
	calls := make([]Call, len(a.calls))
	for i, c := range a.calls {
		calls[i] = *c
	}
	return calls
}

// CallsOf returns the calls on a route, in the order of their arrival.
func (a *API) CallsOf(route string) []Call {
	return slices.DeleteFunc(a.Calls(), func(c Call) bool { return c.Route != route })
}

// serve records a call, lets it fail where a fault says so, and answers it.
func (a *API) serve(w http.ResponseWriter, r *http.Request, route string, answer endpoint) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	call := a.record(r, route, body)
	if err != nil {
		a.finish(call, reply{}, nil)
		panic(http.ErrAbortHandler)
	}
	var got reply
	refused := a.throttle(w.Header(), call)
	if refused == nil {
		refused = a.suffer(r.Context(), w.Header(), call, func() { _, _ = answer(r, call) })
	}
	if refused == nil {
		got, refused = answer(r, call)
	}
	if refused != nil {
		got = reply{refused.Status, refused.JSON()}
	}
	a.finish(call, got, refused)
	writeJSON(w, got.status, got.body)
}

func (a *API) record(r *http.Request, route string, body []byte) *Call {
	call := &Call{
		Route: route, Method: r.Method, Path: r.URL.Path, Query: r.URL.Query(), Header: r.Header.Clone(), begun: time.Now(),
	}
	if len(body) > 0 || r.Header.Get("Content-Type") != "" {
		call.form, call.unread = parseForm(r.Header.Get("Content-Type"), body)
	}
	if call.form != nil {
		call.JSON = call.form.json
		for _, n := range call.form.order {
			call.Files = append(call.Files, call.form.files[n])
		}
	}
	call.sent = body
	if call.form == nil || !call.form.multipart {
		call.Body = bytes.Clone(body)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	call.Time = a.now()
	if i := a.byToken[r.PathValue("token")]; i != nil {
		call.Interaction = i.id
	}
	if len(a.calls) >= maxCalls {
		a.calls = slices.Delete(a.calls, 0, maxCalls/2)
	}
	a.calls = append(a.calls, call)
	return call
}

func (a *API) finish(call *Call, got reply, refused *Refusal) {
	a.mu.Lock()
	defer a.mu.Unlock()
	call.Status, call.Response, call.Refusal, call.Took = got.status, got.body, refused, time.Since(call.begun)
	done := *call
	a.publish(Event{Type: EventCall, Interaction: call.Interaction, Call: &done})
}

// body returns the parsed body of a call that needs one.
func (call *Call) body() (*form, *Refusal) {
	switch {
	case call.unread != nil:
		return nil, call.unread
	case call.form == nil:
		return nil, badContentType("")
	}
	return call.form, nil
}

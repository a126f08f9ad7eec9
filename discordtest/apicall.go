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
	// Time is when the call arrived, by the API's clock.
	Time time.Time
	// Route is the call's route, as in "POST /channels/{channel}/messages". It is empty for a path
	// without a route.
	Route  string
	Method string
	// Path can contain an interaction's token.
	Path   string
	Query  url.Values
	Header http.Header
	// JSON is the body, or the payload_json of a multipart body. Files are its files.
	JSON  []byte
	Files []File
	// Body is the raw body. It is nil for multipart.
	Body []byte
	// Interaction is the interaction that the call's token belongs to, or zero.
	Interaction discord.Snowflake
	// Status and Response are the answer. They are zero before the answer, and if the connection
	// was reset.
	Status   int
	Response []byte
	// Refusal says why Discord, or a [Fault], refused the call. It is nil for a call that was
	// accepted, and for an error of [RouteToken], which has its own form.
	Refusal *Refusal
	// Took is the time to the answer.
	Took time.Duration

	form *callForm
	// sent is the raw body, including a multipart body.
	sent []byte
	// unread says why the body could not be read.
	unread *Refusal
	begun  time.Time
}

// maxCalls is how many calls, and how many events, an API keeps.
const maxCalls = 20_000

// maxBody bounds the body of a call, in bytes.
const maxBody = 256 << 20

// Calls returns the calls so far, in order of arrival.
func (a *API) Calls() []Call {
	a.mu.Lock()
	defer a.mu.Unlock()
	calls := make([]Call, len(a.calls))
	for i, c := range a.calls {
		calls[i] = *c
	}
	return calls
}

// CallsOf returns the calls on a route, in order of arrival. The route may use any names in braces.
// CallsOf panics if the API does not have the route.
func (a *API) CallsOf(route string) []Call {
	a.known("CallsOf", route)
	return slices.DeleteFunc(a.Calls(), func(c Call) bool { return !sameRoute(c.Route, route) })
}

// serve records a call, applies limits and faults, and answers it.
func (a *API) serve(w http.ResponseWriter, r *http.Request, route string, answer routeHandler) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	call := a.record(r, route, body)
	if err != nil {
		a.finish(call, apiReply{}, nil)
		panic(http.ErrAbortHandler)
	}
	var got apiReply
	refused := a.throttle(w.Header(), call)
	if refused == nil {
		refused = a.suffer(r.Context(), w.Header(), call, func() { _, _ = answer(r, call) })
	}
	if refused == nil {
		got, refused = answer(r, call)
	}
	if refused != nil {
		got = apiReply{refused.Status, refused.JSON()}
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

func (a *API) finish(call *Call, got apiReply, refused *Refusal) {
	a.mu.Lock()
	defer a.mu.Unlock()
	call.Status, call.Response, call.Refusal, call.Took = got.status, got.body, refused, time.Since(call.begun)
	done := *call
	a.publish(Event{Type: EventCall, Interaction: call.Interaction, Call: &done})
}

// body returns the parsed body of a call that needs one.
func (call *Call) body() (*callForm, *Refusal) {
	switch {
	case call.unread != nil:
		return nil, call.unread
	case call.form == nil:
		return nil, badContentType("")
	}
	return call.form, nil
}

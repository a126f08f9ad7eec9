package discordtest

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
)

// Handle sets the handler of a route, which can be a route that the API does not have. The pattern
// is a method and a path, as in "POST /channels/{channel}/messages". It may use any names in
// braces, and they are the request's path values. The handler answers as Discord would. Calls are
// recorded under the pattern, and faults and limits on the pattern apply.
//
// It panics if the pattern has no method or no path.
func (a *API) Handle(pattern string, handler http.Handler) {
	method, path, found := strings.Cut(pattern, " ")
	if !found || method == "" || !strings.HasPrefix(path, "/") {
		panic("discordtest: API.Handle: the pattern is a method and a path, as in \"POST /channels/{channel}/messages\"")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for old := range a.taken {
		if sameRoute(old, pattern) {
			delete(a.taken, old)
		}
	}
	a.taken[pattern] = handler
	a.routes = a.newRoutes()
}

var braces = regexp.MustCompile(`\{[^}]*\}`)

// unnamed is a route without the names of its values.
func unnamed(route string) string { return braces.ReplaceAllString(route, "{}") }

func (a *API) isTaken(route string) bool {
	for taken := range a.taken {
		if sameRoute(taken, route) {
			return true
		}
	}
	return false
}

// serveTaken answers a call with a handler that the test added.
func (a *API) serveTaken(w http.ResponseWriter, r *http.Request, route string, handler http.Handler) {
	a.serve(w, r, route, func(r *http.Request, call *Call) (apiReply, *Refusal) {
		own := &keptBody{header: w.Header(), status: http.StatusOK}
		again := r.Clone(r.Context())
		again.Body = io.NopCloser(bytes.NewReader(call.sent))
		handler.ServeHTTP(own, again)
		return apiReply{own.status, own.body.Bytes()}, nil
	})
}

// keptBody is an http.ResponseWriter that keeps what a handler answers.
type keptBody struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *keptBody) Header() http.Header         { return k.header }
func (k *keptBody) WriteHeader(status int)      { k.status = status }
func (k *keptBody) Write(b []byte) (int, error) { return k.body.Write(b) }

var idDigits = regexp.MustCompile(`^[0-9]{5,}$`)

// nameOf maps a step of a path to the name of the value that follows it.
var nameOf = map[string]string{
	"channels": "{channel}", "guilds": "{guild}", "messages": "{message}", "members": "{user}", "roles": "{role}",
	"users": "{user}", "webhooks": "{webhook}", "applications": "{application}", "emojis": "{emoji}", "bans": "{user}",
}

// routeOf makes a route from a path. It replaces IDs by names, and does not repeat a part that may
// be a secret or a person's text.
func routeOf(path string) string {
	steps := strings.Split(path, "/")
	for n := range steps {
		switch {
		case idDigits.MatchString(steps[n]) && n > 0 && nameOf[steps[n-1]] != "":
			steps[n] = nameOf[steps[n-1]]
		case idDigits.MatchString(steps[n]):
			steps[n] = "{id}"
		case len(steps[n]) > 40:
			steps[n] = "{value}"
		}
	}
	return strings.Join(steps, "/")
}

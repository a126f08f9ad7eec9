package discordtest

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// apiRoute is one route of the API. net/http's own mux refuses two of Discord's routes, because both
// match /messages/pins/reactions.
type apiRoute struct {
	name   string
	method string
	steps  []string
	serve  http.HandlerFunc
}

// makeRoute takes a route's name apart: the method, and the path with names in braces.
func makeRoute(name string, serve http.HandlerFunc) apiRoute {
	method, path, _ := strings.Cut(name, " ")
	return apiRoute{name, method, strings.Split(path, "/"), serve}
}

// matches reports whether a path fits. Values in braces are not empty.
func (t *apiRoute) matches(steps []string) bool {
	if len(steps) != len(t.steps) {
		return false
	}
	for n, step := range t.steps {
		if isValue := strings.HasPrefix(step, "{"); isValue && steps[n] == "" || !isValue && step != steps[n] {
			return false
		}
	}
	return true
}

// before reports whether r is more specific than other, for two routes that match the same path.
// The first step that is a literal in only one of them decides.
func (t *apiRoute) before(other *apiRoute) bool {
	for n, step := range t.steps {
		literal, otherLiteral := !strings.HasPrefix(step, "{"), !strings.HasPrefix(other.steps[n], "{")
		if literal != otherLiteral {
			return literal
		}
	}
	return false
}

func (a *API) newRoutes() []apiRoute {
	var routes []apiRoute
	for name, handler := range a.taken {
		routes = append(routes, makeRoute(name, func(w http.ResponseWriter, r *http.Request) { a.serveTaken(w, r, name, handler) }))
	}
	for name, serve := range a.table() {
		if !a.isTaken(name) {
			routes = append(routes, makeRoute(name, func(w http.ResponseWriter, r *http.Request) { a.serve(w, r, name, serve) }))
		}
	}
	return append(routes, makeRoute("GET /attachments/{channel}/{attachment}/{name}", a.getFile))
}

// find returns the route of a path, and whether another method has one.
func (a *API) find(method string, steps []string) (found *apiRoute, others bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for n := range a.routes {
		one := &a.routes[n]
		switch {
		case !one.matches(steps):
		case one.method != method:
			others = true
		case found == nil || one.before(found):
			found = one
		}
	}
	return found, others
}

// ServeHTTP answers a call. The path may begin with /api and a version, as Discord's does.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.EscapedPath(), "/api")
	if version, rest, found := strings.Cut(strings.TrimPrefix(path, "/"), "/"); found && isVersion(version) {
		path = "/" + rest
	}
	short := r.Clone(r.Context())
	short.URL.RawPath, short.URL.Path = path, unescapedPath(path)
	steps := strings.Split(path, "/")
	found, others := a.find(r.Method, steps)
	if found == nil {
		a.serveNothing(w, short, others)
		return
	}
	for n, step := range found.steps {
		if name, isValue := strings.CutPrefix(step, "{"); isValue {
			short.SetPathValue(strings.TrimSuffix(name, "}"), unescapedPath(steps[n]))
		}
	}
	found.serve(w, short)
}

func unescapedPath(path string) string {
	if decoded, err := url.PathUnescape(path); err == nil {
		return decoded
	}
	return path
}

func isVersion(step string) bool {
	digits, ok := strings.CutPrefix(step, "v")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// serveNothing answers a call that has no route: with 405 if the path has a route for another
// method, else with 404. Discord may have the route, so the call is also a problem that fails the
// test. [API.Handle] adds a route.
func (a *API) serveNothing(w http.ResponseWriter, r *http.Request, others bool) {
	a.serve(w, r, "", func(r *http.Request, _ *Call) (apiReply, *Refusal) {
		if others {
			return apiReply{}, refusedMethod
		}
		route := r.Method + " " + routeOf(r.URL.Path)
		// A request without a credential comes from a person's client that gets a file.
		if r.Header.Get("Authorization") == "" {
			return apiReply{}, refusedRoute
		}
		a.unknown(fmt.Errorf("discordtest: the double has no route %s; add it with API.Handle(%q, handler)", route, route))
		return apiReply{}, refusedRoute
	})
}

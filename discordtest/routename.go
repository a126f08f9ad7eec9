package discordtest

import (
	"fmt"
	"slices"
	"strings"
)

// mustHave panics if the API does not have a route, because a fault on it would test nothing. The
// panic names the method that got the route.
func (a *API) mustHave(method, route string) {
	if slices.ContainsFunc(a.routes, func(one apiRoute) bool { return sameRoute(one.name, route) }) {
		return
	}
	best, least := "", -1
	for n := range a.routes {
		name := a.routes[n].name
		if d := distance(unnamed(name), unnamed(route)); least < 0 || d < least || d == least && name < best {
			best, least = name, d
		}
	}
	panic(fmt.Sprintf("discordtest: API.%s: the API has no route %q; did you mean %q? A route is a method and a path; API.Handle adds one", method, route, best))
}

// known is like mustHave, for a caller that does not hold the lock.
func (a *API) known(method, route string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.mustHave(method, route)
}

// sameRoute reports whether two routes are the same except for the names in braces. It runs for
// each fault at each call.
func sameRoute(one, other string) bool {
	for {
		literal, rest, more := strings.Cut(one, "{")
		otherLiteral, otherRest, otherMore := strings.Cut(other, "{")
		if literal != otherLiteral || more != otherMore {
			return false
		}
		if !more {
			return true
		}
		_, one, _ = strings.Cut(rest, "}")
		_, other, _ = strings.Cut(otherRest, "}")
	}
}

// distance returns how many steps of two routes differ.
func distance(one, other string) (n int) {
	x, y := routeSteps(one), routeSteps(other)
	for len(x) > 0 && len(y) > 0 {
		if x[0] != y[0] {
			n += len(x[0]) + len(y[0]) - 2*common(x[0], y[0])
		}
		x, y = x[1:], y[1:]
	}
	return n + 20*(len(x)+len(y))
}

func routeSteps(route string) []string {
	method, path, _ := strings.Cut(route, " ")
	return append([]string{method}, strings.Split(path, "/")...)
}

// common returns how many bytes two texts have in common at their beginning and their end.
func common(one, other string) (n int) {
	for n < min(len(one), len(other)) && one[n] == other[n] {
		n++
	}
	one, other = one[n:], other[n:]
	for end := 1; end <= min(len(one), len(other)) && one[len(one)-end] == other[len(other)-end]; end++ {
		n++
	}
	return n
}

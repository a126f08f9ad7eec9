package playground

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// tokenHeader carries the token that the page was served with. Another page does not have the
// token, and cannot send the header without a preflight request, which is refused.
const tokenHeader = "X-Playground-Token"

// guard accepts only requests that come from this machine and address it by a loopback name.
// Neither the network nor another web page in the same browser can reach the playground.
type guard struct{ token string }

func newGuard() guard { return guard{token: rand.Text()} }

// wrap returns a handler that refuses other requests and sets the headers of every response.
func (g guard) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !loopbackAddress(r.RemoteAddr):
			http.Error(w, "The playground answers to this machine only.", http.StatusForbidden)
		case !loopbackHost(r.Host):
			// DNS rebinding: https://en.wikipedia.org/wiki/DNS_rebinding.
			http.Error(w, "The playground answers to localhost, 127.0.0.1 and [::1] only.", http.StatusMisdirectedRequest)
		case !sameOrigin(r):
			http.Error(w, "The playground does not answer to other pages.", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// page returns a handler that accepts only requests from the playground's own page. It protects
// every request that changes or reveals something.
func (g guard) page(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get(tokenHeader)), []byte(g.token)) != 1 {
			http.Error(w, "This page is from before the playground was started. Reload it.", http.StatusForbidden)
			return
		}
		next(w, r)
	}
}

// stream is like page, for the stream of events. A browser opens the stream without custom headers,
// so the token is in the query.
func (g guard) stream(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set(tokenHeader, r.URL.Query().Get("token"))
		g.page(next)(w, r)
	}
}

// loopbackAddress reports whether a connection comes from this machine.
func loopbackAddress(address string) bool {
	a, err := netip.ParseAddrPort(address)
	return err == nil && a.Addr().Unmap().IsLoopback()
}

// loopbackHost reports whether a Host header, with or without a port, names this machine without
// asking DNS.
func loopbackHost(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	if strings.EqualFold(name, "localhost") {
		return true
	}
	a, err := netip.ParseAddr(name)
	return err == nil && a.Unmap().IsLoopback()
}

// sameOrigin reports whether a request comes from the playground's page or from a program that is
// not a browser.
func sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	switch origins := r.Header.Values("Origin"); len(origins) {
	case 0:
		return true
	case 1:
		return origins[0] == "http://"+r.Host || origins[0] == "https://"+r.Host
	}
	return false
}

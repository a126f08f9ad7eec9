package adapters

import (
	_ "embed"
	"html"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/core"
)

// page has placeholders in double braces. It is not a template of html/template, because Cloud
// Functions link this package and never show the page: html/template compiles regular expressions
// at every start, and makes the linker keep methods that nothing calls.
//
//go:embed page.html
var page string

const (
	keySet = `<p>It is set. If Discord does not accept the address, compare the key with the portal's: General
Information, Public Key.</p>`
	keyMissing = `<p><strong>It is not there yet.</strong> The server fetches it when the first request comes; the log
says what goes wrong. To give it yourself, set <code>DISCORD_PUBLIC_KEY</code> to the key in the portal: General Information, Public
Key.</p>`
)

// routes returns a handler that serves the endpoint at /, at /interactions and at the path for
// webhook events, and everything else with s.Handler. A slash after a path makes no difference.
func (s *Server) routes(endpoint *Endpoint, server *core.Server) http.Handler {
	rest := s.Handler
	if rest == nil {
		rest = http.NotFoundHandler()
	}
	atRoot := withPage(endpoint, server, http.StatusOK)
	below := withPage(endpoint, server, http.StatusMethodNotAllowed)
	events := server.EventsPath()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch strings.TrimSuffix(r.URL.Path, "/") {
		case "":
			atRoot.ServeHTTP(w, r)
		case "/interactions", events:
			below.ServeHTTP(w, r)
		default:
			if server.IsOutside(r.URL.Path) {
				endpoint.ServeHTTP(w, r)
				return
			}
			rest.ServeHTTP(w, r)
		}
	})
}

// withPage returns a handler that shows a page to browsers: with status 200 at the root, and with
// core's 405 elsewhere. Other clients that ask for HTML get the page too.
func withPage(endpoint *Endpoint, server *core.Server, status int) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		isRead := r.Method == http.MethodGet || r.Method == http.MethodHead
		if !isRead || status != http.StatusOK && !strings.Contains(r.Header.Get("Accept"), "text/html") {
			endpoint.ServeHTTP(w, r)
			return
		}
		key := keyMissing
		if server.HasKey() {
			key = keySet
		}
		text := strings.NewReplacer(
			"{{Host}}", html.EscapeString(r.Host),
			"{{EventsPath}}", html.EscapeString(server.EventsPath()),
			"{{Key}}", key,
		).Replace(page)
		h := w.Header()
		if status == http.StatusMethodNotAllowed {
			h.Set("Allow", http.MethodPost)
		}
		h.Set("Content-Type", "text/html; charset=UTF-8")
		h.Set("Content-Length", strconv.Itoa(len(text)))
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		// An error means that the browser has disconnected.
		_, _ = io.WriteString(w, text)
	})
}

package adapters

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/hotaru-go/hotaru/core"
)

//go:embed page.html
var pageText string

// page is parsed when a browser first asks for it. A Cloud Function imports this package and never
// shows the page; its cold start should not pay for the parsing.
var page = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageText)) })

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
		var b bytes.Buffer
		err := page().Execute(&b, struct {
			Host, EventsPath string
			HasKey           bool
		}{r.Host, server.EventsPath(), server.HasKey()})
		if err != nil {
			http.Error(w, "the page could not be rendered", http.StatusInternalServerError)
			return
		}
		h := w.Header()
		if status == http.StatusMethodNotAllowed {
			h.Set("Allow", http.MethodPost)
		}
		h.Set("Content-Type", "text/html; charset=UTF-8")
		h.Set("Content-Length", strconv.Itoa(b.Len()))
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		// An error means that the browser has disconnected.
		_, _ = b.WriteTo(w)
	})
}

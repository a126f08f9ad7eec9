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

// page is made when a browser first asks for it: a Cloud Function, which imports this package, never shows it, and its
// cold start would pay for the parsing.
var page = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(pageText)) })

// routes puts the endpoint where Discord finds it, and a page where a browser does.
func (s *Server) routes(endpoint *Endpoint, server *core.Server) http.Handler {
	rest := s.Handler
	if rest == nil {
		rest = http.NotFoundHandler()
	}
	atRoot := withPage(endpoint, server, http.StatusOK)
	below := withPage(endpoint, server, http.StatusMethodNotAllowed)
	events := server.EventsPath()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			atRoot.ServeHTTP(w, r)
		case "/interactions", events:
			below.ServeHTTP(w, r)
		default:
			rest.ServeHTTP(w, r)
		}
	})
}

// withPage shows a browser what this is, under whichever status core would have answered, but for the root.
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
			http.Error(w, "the page could not be made", http.StatusInternalServerError)
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
		// The browser may have gone; there is nobody to tell.
		_, _ = b.WriteTo(w)
	})
}

package playground

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
)

// web holds the files of the page. They need no build step.
//
//go:embed web
var web embed.FS

var index = template.Must(template.ParseFS(web, "web/index.html"))

// policy lets the page run only its own scripts. Pictures and videos may come from anywhere,
// because a bot's embeds may contain any address.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
	"img-src 'self' https: http: data:; media-src 'self' https: http:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
	"require-trusted-types-for 'script'; trusted-types 'none'"

// page serves the page with the token in it.
func (p *Playground) page(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	if err := index.Execute(&b, struct{ Token string }{p.guard.token}); err != nil {
		http.Error(w, "The page could not be made.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", policy)
	w.Write(b.Bytes())
}

// assets serves scripts, styles and the icon. It does not list folders, and does not serve the
// page. [Playground.page] does that.
func assets() http.Handler {
	files, err := fs.Sub(web, "web")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	served := http.StripPrefix("/assets/", http.FileServerFS(files))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/") || strings.HasSuffix(r.URL.Path, ".html") {
			http.NotFound(w, r)
			return
		}
		served.ServeHTTP(w, r)
	})
}

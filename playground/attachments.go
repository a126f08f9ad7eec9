package playground

import (
	"mime"
	"net/http"
)

// shownTypes lists the media types that a browser may display. It saves every other file, because
// SVG and HTML can run scripts.
var shownTypes = map[string]bool{
	"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true, "image/avif": true,
	"video/mp4": true, "video/webm": true, "audio/mpeg": true, "audio/ogg": true, "audio/wav": true,
}

// safeFiles serves uploaded files in a way that lets none of them act on the page. The browser
// displays pictures, videos and sounds, and downloads every other file. No file may run scripts.
func safeFiles(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(&safeFile{ResponseWriter: w, name: r.PathValue("name")}, r)
	})
}

type safeFile struct {
	http.ResponseWriter
	name    string
	written bool
}

func (f *safeFile) WriteHeader(status int) {
	if !f.written {
		f.written = true
		f.headers(f.Header(), status)
	}
	f.ResponseWriter.WriteHeader(status)
}

func (f *safeFile) Write(b []byte) (int, error) {
	if !f.written {
		f.WriteHeader(http.StatusOK)
	}
	return f.ResponseWriter.Write(b)
}

func (f *safeFile) headers(h http.Header, status int) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	if status != http.StatusOK && status != http.StatusPartialContent {
		h.Set("Content-Type", "text/plain; charset=utf-8")
		return
	}
	disposition := "inline"
	media, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || !shownTypes[media] {
		media, disposition = "application/octet-stream", "attachment"
	}
	h.Set("Content-Type", media)
	// FormatMediaType quotes and encodes the name, or returns an empty string if it cannot.
	if named := mime.FormatMediaType(disposition, map[string]string{"filename": f.name}); named != "" {
		disposition = named
	}
	h.Set("Content-Disposition", disposition)
}

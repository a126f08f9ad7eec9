package playground

import (
	"mime"
	"net/http"
)

// shown are the media types that a browser may show from here. Everything else, SVG and HTML with their scripts first
// of all, is saved instead.
var shown = map[string]bool{
	"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true, "image/avif": true,
	"video/mp4": true, "video/webm": true, "audio/mpeg": true, "audio/ogg": true, "audio/wav": true,
}

// safeFiles serves what bots and people have uploaded, so that nothing in it can act on the page: what is not a
// picture, a video or a sound comes as something to save, and nothing that is opened by itself may run anything.
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
	if err != nil || !shown[media] {
		media, disposition = "application/octet-stream", "attachment"
	}
	h.Set("Content-Type", media)
	// FormatMediaType quotes and encodes the name, or gives up on it and returns nothing.
	if named := mime.FormatMediaType(disposition, map[string]string{"filename": f.name}); named != "" {
		disposition = named
	}
	h.Set("Content-Disposition", disposition)
}

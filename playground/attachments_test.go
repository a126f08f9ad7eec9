package playground

import (
	"mime"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestSafeFiles(t *testing.T) {
	tests := []struct {
		name, contentType, wantType, wantDisposition string
	}{
		{"cat.png", "image/png", "image/png", "inline"},
		{"cat.png", "image/png; charset=x", "image/png", "inline"},
		{"song.mp3", "audio/mpeg", "audio/mpeg", "inline"},
		{"page.html", "text/html", "application/octet-stream", "attachment"},
		{"drawing.svg", "image/svg+xml", "application/octet-stream", "attachment"},
		{"script.js", "text/javascript", "application/octet-stream", "attachment"},
		{"report.pdf", "application/pdf", "application/octet-stream", "attachment"},
		{"nothing", "", "application/octet-stream", "attachment"},
		{"broken", "a/b/c; ;", "application/octet-stream", "attachment"},
		{"quote\".png", "image/png", "image/png", "inline"},
		{"蛍.png", "image/png", "image/png", "inline"},
		{"line\r\nSet-Cookie: a=b", "image/png", "image/png", "inline"},
	}
	for _, tt := range tests {
		mux := http.NewServeMux()
		mux.Handle("GET /attachments/{channel}/{attachment}/{name}", safeFiles(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Content-Type"] = []string{tt.contentType}
			w.Write([]byte("<script>alert(1)</script>"))
		})))
		r := httptest.NewRequest("GET", "/attachments/1/2/x", nil)
		r.URL.Path = "/attachments/1/2/" + tt.name
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		h := w.Header()
		disposition, parameters, err := mime.ParseMediaType(h.Get("Content-Disposition"))
		if err != nil {
			t.Errorf("%q: Content-Disposition %q: %v", tt.name, h.Get("Content-Disposition"), err)
		}
		if got := h.Get("Content-Type"); got != tt.wantType || disposition != tt.wantDisposition {
			t.Errorf("%q as %q: got %s, %s; want %s, %s", tt.name, tt.contentType, got, disposition, tt.wantType, tt.wantDisposition)
		}
		if got := parameters["filename"]; got != tt.name {
			t.Errorf("name %q came as %q", tt.name, got)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Security-Policy") != "default-src 'none'; sandbox" {
			t.Errorf("%q: headers %v", tt.name, h)
		}
	}
}

func TestSafeFilesKeepsAnError(t *testing.T) {
	w := httptest.NewRecorder()
	safeFiles(http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequest("GET", "/attachments/1/2/x", nil))
	if w.Code != 404 || w.Header().Get("Content-Disposition") != "" {
		t.Errorf("status %d, headers %v", w.Code, w.Header())
	}
}

package playground

import (
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hotaru-go/hotaru/discordtest"
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

// Every path of a file goes through safeFiles. A script in a file has the page's origin and could
// act.
func TestUploadsAreSafe(t *testing.T) {
	s := open(t)
	for _, tt := range []struct{ name, wantType, wantDisposition string }{
		{"evil.html", "application/octet-stream", "attachment"},
		{"evil.js", "application/octet-stream", "attachment"},
		{"evil.svg", "application/octet-stream", "attachment"},
		{"cat.png", "image/png", "inline"},
	} {
		file := s.discord.API.Upload(1, discordtest.File{Name: tt.name, Data: []byte("<script>alert(1)</script>")})
		found := 0
		for _, before := range []string{
			"/api/attachments", "/api/v10/attachments", "/api/v1/attachments", "/api/v9999/attachments", "/api/%61ttachments",
			"/api/v%31/attachments", "/api/v10/%61ttachments", "/%61pi/v10/attachments", "/api//attachments", "/api/v10//attachments", "/api/./v10/attachments",
			"/api/x/../v10/attachments", "/api/v10%2Fattachments", "/api%2Fv10/attachments", "/api/api/attachments", "/api/v10/v10/attachments",
			"//api/v10/attachments", "/api/%2e/v10/attachments", "/api/%2e%2e/api/v10/attachments",
		} {
			response, err := http.Get(fmt.Sprintf("%s%s/1/%d/%s", s.url, before, file.ID, tt.name))
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode != http.StatusOK {
				continue
			}
			found++
			h := response.Header
			disposition, _, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
			if got := h.Get("Content-Type"); got != tt.wantType || disposition != tt.wantDisposition {
				t.Errorf("%s of %s: got %s, %q; want %s, %s", tt.name, before, got, disposition, tt.wantType, tt.wantDisposition)
			}
			if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Security-Policy") != "default-src 'none'; sandbox" {
				t.Errorf("%s of %s: headers %v", tt.name, before, h)
			}
		}
		if found < 4 {
			t.Errorf("%s is at %d of the paths", tt.name, found)
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

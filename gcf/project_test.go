package gcf

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestAskProject(t *testing.T) {
	tests := []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"answered", http.StatusOK, "fireflies\n", "fireflies"},
		{"refused", http.StatusForbidden, "fireflies", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			metadata := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/computeMetadata/v1/project/project-id" || r.Header.Get("Metadata-Flavor") != "Google" {
					t.Errorf("asked %s with %v", r.URL, r.Header)
				}
				w.WriteHeader(test.status)
				_, _ = w.Write([]byte(test.body))
			}))
			defer metadata.Close()
			if got := askProject(strings.TrimPrefix(metadata.URL, "http://")); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	if got := askProject("127.0.0.1:1"); got != "" {
		t.Errorf("without an answer: %q", got)
	}
}

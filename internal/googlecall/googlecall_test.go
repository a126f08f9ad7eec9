package googlecall

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/internal/httpcall"
	"github.com/hotaru-go/hotaru/internal/leak"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

// The metadata server's token authorizes calls, and is kept until shortly before its end.
func TestMetadata(t *testing.T) {
	t.Cleanup(httpcall.CloseIdleConnections)
	asked, flavor := 0, "Google"
	google := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Metadata-Flavor") != "Google" {
			t.Error("the request has no Metadata-Flavor")
		}
		w.Header().Set("Metadata-Flavor", flavor)
		switch r.URL.Path {
		case "/computeMetadata/v1/instance/service-accounts/default/token":
			asked++
			_, _ = w.Write([]byte(`{"access_token":"the-token","expires_in":3599,"token_type":"Bearer"}`))
		case "/computeMetadata/v1/project/project-id":
			_, _ = w.Write([]byte("demo"))
		default:
			http.NotFound(w, r)
		}
	}))
	defer google.Close()
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer the-token" {
			t.Errorf("authorized by %q", r.Header.Get("Authorization"))
		}
	}))
	defer api.Close()
	t.Setenv("GCE_METADATA_HOST", strings.TrimPrefix(google.URL, "http://"))
	t.Setenv("GOOGLE_CLOUD_PROJECT", "")
	metadata = server{}
	client := Client{Base: api.URL}
	for range 3 {
		if _, err := client.Do(t.Context(), &Call{Name: "x", Method: http.MethodGet, Path: "/"}); err != nil {
			t.Fatal(err)
		}
	}
	if asked != 1 {
		t.Errorf("the metadata server was asked %d times", asked)
	}
	if project, err := Project(t.Context()); err != nil || project != "demo" {
		t.Errorf("the project is %q, %v", project, err)
	}
	// An answer at that address that is not from Google's metadata server is an error.
	flavor = ""
	metadata = server{}
	if _, err := metadata.token(t.Context()); !errors.Is(err, errMetadata) {
		t.Errorf("another server's token: %v", err)
	}
}

// Outside Google Cloud, the error comes soon and says what to do.
func TestNoMetadata(t *testing.T) {
	t.Setenv("GCE_METADATA_HOST", "127.0.0.1:1")
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	var s server
	if _, err := s.token(ctx); !errors.Is(err, errMetadata) || !strings.Contains(err.Error(), "set the option Token") {
		t.Errorf("%v", err)
	}
}

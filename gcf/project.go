package gcf

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/internal/pasted"
)

// projectID returns the project's ID. It looks the ID up only once. The second-generation functions
// runtime does not put it into the environment.
var projectID = sync.OnceValue(func() string {
	if id := pasted.Or("", "GOOGLE_CLOUD_PROJECT"); id != "" || !onGoogle() {
		return id
	}
	return askProject(cmp.Or(pasted.Or("", "GCE_METADATA_HOST"), "metadata.google.internal"))
})

// onGoogle reports whether the process is an instance of a function or of a Cloud Run service.
//
// See https://cloud.google.com/run/docs/container-contract#services-env-vars.
func onGoogle() bool { return os.Getenv("K_SERVICE") != "" }

// metadataLimit is how long the metadata server may take. The server is on the same host and needs
// much less.
const metadataLimit = 500 * time.Millisecond

// askProject asks the metadata server for the project's ID. It returns "" if the server does not
// answer.
//
// See https://cloud.google.com/run/docs/container-contract#metadata-server.
func askProject(host string) string {
	ctx, cancel := context.WithTimeout(context.Background(), metadataLimit)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+host+"/computeMetadata/v1/project/project-id", nil)
	if err != nil {
		return ""
	}
	r.Header.Set("Metadata-Flavor", "Google")
	// A new transport ignores proxies from the environment and leaves no connection open.
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	id, err := io.ReadAll(io.LimitReader(resp.Body, 64))
	if err != nil || resp.StatusCode != http.StatusOK {
		return ""
	}
	return strings.TrimSpace(string(id))
}

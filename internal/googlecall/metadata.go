package googlecall

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/internal/httpcall"
	"github.com/hotaru-go/hotaru/internal/pasted"
)

// server is the metadata server of an instance. It returns tokens of the function's service account.
//
// See https://cloud.google.com/run/docs/container-contract#metadata-server.
type server struct {
	mu    sync.Mutex
	held  string
	until time.Time
}

var metadata server

// tokenMargin is how long before its expiry a token is no longer used. The metadata server returns
// a new token in the last five minutes.
const tokenMargin = 4 * time.Minute

var errMetadata = errors.New("no metadata server: outside of Google Cloud set the option Token")

// get makes a request to the metadata server. GCE_METADATA_HOST names its host on machines outside
// of Google Cloud.
func get(ctx context.Context, path string) ([]byte, error) {
	host := pasted.Or("", "GCE_METADATA_HOST")
	if host == "" {
		host = "metadata.google.internal"
	}
	// The metadata server is on the same host, so no proxy is used.
	client := httpcall.Client{HTTP: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, TryTime: time.Second}
	answer, err := client.Do(ctx, &httpcall.Call{
		Name: "metadata server", Method: http.MethodGet, URL: "http://" + host + "/computeMetadata/v1/" + path,
		Header: http.Header{"Metadata-Flavor": {"Google"}},
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errMetadata, err)
	case answer.Status != http.StatusOK || answer.Header.Get("Metadata-Flavor") != "Google":
		return nil, fmt.Errorf("%w: it answers with status %d", errMetadata, answer.Status)
	}
	return answer.Body, nil
}

// token returns a token of the function's service account. It keeps the token until shortly before
// its expiry.
func (s *server) token(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Now().Before(s.until) {
		return s.held, nil
	}
	body, err := get(ctx, "instance/service-accounts/default/token")
	if err != nil {
		return "", err
	}
	var given struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int64  `json:"expires_in"`
	}
	if json.Unmarshal(body, &given) != nil || given.AccessToken == "" {
		return "", errors.New("the metadata server's answer is not a token")
	}
	s.held, s.until = given.AccessToken, time.Now().Round(0).Add(time.Duration(given.ExpiresIn)*time.Second-tokenMargin)
	return s.held, nil
}

// Project returns the project's ID from GOOGLE_CLOUD_PROJECT, or else from the metadata server.
func Project(ctx context.Context) (string, error) {
	if project := pasted.Or("", "GOOGLE_CLOUD_PROJECT"); project != "" {
		return project, nil
	}
	body, err := get(ctx, "project/project-id")
	return string(body), err
}

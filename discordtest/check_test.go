package discordtest_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/memnet"
)

// pong answers every request, even an unverified one.
func pong(w http.ResponseWriter, contentType, body string) {
	w.Header().Set("Content-Type", contentType)
	_, _ = w.Write([]byte(body))
}

func behindNothing(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "bad gateway", http.StatusBadGateway)
}

func TestCheck(t *testing.T) {
	key := discordtest.NewKey()
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey()})
	if err != nil {
		t.Fatal(err)
	}
	verified := overHTTP(server)
	// behind changes the answer to requests that core accepts.
	behind := func(answer func(w http.ResponseWriter)) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			tried := httptest.NewRecorder()
			verified.ServeHTTP(tried, r)
			if tried.Code != 200 {
				http.Error(w, "no", tried.Code)
				return
			}
			answer(w)
		}
	}
	tests := []struct {
		name     string
		endpoint http.HandlerFunc
		key      discordtest.Key
		failed   string // a step that fails, empty for none
		cure     string
	}{
		{"hotaru", verified.ServeHTTP, key, "", ""},
		{"hotaru, forged alone", verified.ServeHTTP, discordtest.Key{}, "", ""},
		{"another key", verified.ServeHTTP, discordtest.NewKey(), "valid PING", "another key"},
		{"no verification", func(w http.ResponseWriter, _ *http.Request) { pong(w, "application/json", `{"type":1}`) }, key,
			"forged signature", "anyone can send"},
		{"no PONG", behind(func(w http.ResponseWriter) { pong(w, "application/json", `{"type":4}`) }), key, "valid PING", `{"type":1}`},
		{"no media type", behind(func(w http.ResponseWriter) { pong(w, "text/plain", `{"type":1}`) }), key, "valid PING", "Content-Type: application/json"},
		{"400 for forgeries", func(w http.ResponseWriter, r *http.Request) {
			tried := httptest.NewRecorder()
			if verified.ServeHTTP(tried, r); tried.Code == 401 {
				tried.Code = 400
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(tried.Code)
			_, _ = w.Write(tried.Body.Bytes())
		}, key, "forged signature", "asks for status 401"},
		{"crash on an odd signature", func(w http.ResponseWriter, r *http.Request) {
			if len(r.Header.Get(core.SignatureHeader)) != 128 {
				http.Error(w, "oh", 500)
				return
			}
			verified.ServeHTTP(w, r)
		}, key, "half the length", "must not make the endpoint fail"},
		{"redirect", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/there", http.StatusTemporaryRedirect)
		}, key, "can be reached", "no redirect"},
		{"another path", http.NotFound, key, "can be reached", "the whole URL"},
		{"a gateway", behindNothing, key, "can be reached", "look into its log"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			endpoint := httptest.NewServer(test.endpoint)
			defer endpoint.Close()
			results := discordtest.Check(t.Context(), discordtest.CheckOptions{Endpoint: discordtest.URL(endpoint.URL), Key: test.key})
			if got := discordtest.Passed(results); got != (test.failed == "") {
				t.Errorf("passed: %t; %+v", got, results)
			}
			if test.failed != "" && !slices.ContainsFunc(results, func(r discordtest.Result) bool { return strings.Contains(r.Step, test.failed) }) {
				t.Errorf("no step %q", test.failed)
			}
			for _, r := range results {
				if test.failed != "" && strings.Contains(r.Step, test.failed) && (r.OK || !strings.Contains(r.Cure, test.cure)) {
					t.Errorf("%s: %+v, want the cure %q", r.Step, r, test.cure)
				}
			}
		})
	}
}

func TestCheckOfWhatIsNotThere(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	slow := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		// net/http reports that a client is gone only after the body has been read.
		_, _ = r.Body.Read(make([]byte, 1<<16))
		select {
		case <-r.Context().Done():
		case <-time.After(10 * time.Second):
		}
	})
	mustFail := func(t *testing.T, endpoint discordtest.Endpoint, cure string) {
		t.Helper()
		results := discordtest.Check(t.Context(), discordtest.CheckOptions{Endpoint: endpoint})
		if len(results) != 1 || results[0].OK || !strings.Contains(results[0].Cure, cure) {
			t.Errorf("%+v", results)
		}
	}
	mustFail(t, discordtest.URL(gone.URL), "running")
	synctest.Test(t, func(t *testing.T) {
		mustFail(t, discordtest.Func(memnet.Serve(t, slow).Client(t).Do), "within 3 seconds")
	})
}

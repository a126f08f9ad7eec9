package rest_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

// script answers each request with the next step; the last step again and again. It records when
// each came.
type script struct {
	steps []func(*http.Request) *http.Response
	times []time.Time
	paths []string
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_ = r.Body.Close()
	}
	s.times, s.paths = append(s.times, time.Now()), append(s.paths, r.URL.Path)
	return s.steps[min(len(s.times), len(s.steps))-1](r), nil
}

func status(code int, body string, headers ...string) func(*http.Request) *http.Response {
	return func(*http.Request) *http.Response {
		header := http.Header{}
		for n := 0; n < len(headers); n += 2 {
			header.Set(headers[n], headers[n+1])
		}
		return respond(code, header, body)
	}
}

// A 429 delays only the calls that its scope covers.
func TestScopesOfRateLimits(t *testing.T) {
	const body = `{"message":"You are being rate limited.","retry_after":30}`
	bucket := []string{"X-RateLimit-Bucket", "b", "X-RateLimit-Limit", "9", "X-RateLimit-Remaining", "8", "X-RateLimit-Reset-After", "1"}
	for name, c := range map[string]struct {
		refusal func(*http.Request) *http.Response
		scope   string
		// waits says which calls wait: to the same route, to another of the same bucket, to another
		// resource, and without an authorization.
		same, bucket, resource, hook bool
	}{
		"user":       {status(429, body, append(bucket, "X-RateLimit-Scope", "user")...), "user", true, true, false, false},
		"shared":     {status(429, body, append(bucket, "X-RateLimit-Scope", "shared")...), "shared", true, false, false, false},
		"global":     {status(429, body, "X-RateLimit-Scope", "global", "X-RateLimit-Global", "true"), "global", true, true, true, false},
		"Cloudflare": {status(429, `<html>blocked</html>`, "Retry-After", "30"), "", true, true, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ok := status(200, `{}`, bucket...)
				server := &script{steps: []func(*http.Request) *http.Response{ok, ok, c.refusal, ok}}
				client := limited(server, rest.Options{MaxTries: 1})
				do := func(method, path string) error {
					ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
					defer cancel()
					return client.Do(ctx, method, path, nil, nil)
				}
				// The first two calls show that both routes share a bucket.
				for _, method := range []string{"PUT", "PATCH"} {
					if err := do(method, "/channels/1"); err != nil {
						t.Fatal(err)
					}
				}
				var refused *rest.Error
				if err := do("PUT", "/channels/1"); !errors.As(err, &refused) || refused.Scope != c.scope || refused.RetryAfter != 30*time.Second {
					t.Fatalf("%v", err)
				}
				for _, one := range []struct {
					what, method, path string
					waits              bool
				}{
					{"the same", "PUT", "/channels/1", c.same}, {"the bucket", "PATCH", "/channels/1", c.bucket},
					{"another resource", "PUT", "/channels/2", c.resource}, {"a webhook", "POST", "/webhooks/1/a-webhook-token", c.hook},
				} {
					err := do(one.method, one.path)
					if errors.Is(err, rest.ErrRateLimited) != one.waits || err != nil != one.waits {
						t.Errorf("%s: %v", one.what, err)
					}
				}
			})
		})
	}
}

func TestTriesAndWaitsCanBeSet(t *testing.T) {
	limited429 := status(429, `{"message":"m","retry_after":20}`, "X-RateLimit-Scope", "user")
	for name, c := range map[string]struct {
		options rest.Options
		answer  func(*http.Request) *http.Response
		tries   int
		took    time.Duration
	}{
		"five tries":   {rest.Options{}, limited429, 5, 80 * time.Second},
		"two tries":    {rest.Options{MaxTries: 2}, limited429, 2, 20 * time.Second},
		"one try":      {rest.Options{MaxTries: 1}, status(503, ``), 1, 0},
		"a short wait": {rest.Options{MaxWait: 10 * time.Second}, limited429, 1, 0},
		"no wait":      {rest.Options{MaxWait: -1}, limited429, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := &script{steps: []func(*http.Request) *http.Response{c.answer}}
				begin := time.Now()
				err := limited(server, c.options).Do(t.Context(), "GET", "/users/@me", nil, nil)
				if took := time.Since(begin); err == nil || len(server.times) != c.tries || took != c.took {
					t.Errorf("%d tries in %s: %v", len(server.times), took, err)
				}
			})
		})
	}
}

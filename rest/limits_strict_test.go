package rest_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"
)

// strict is a Discord that enforces rate limits to the letter of its documentation: fixed windows
// for each bucket and resource, a global limit by the second for authorized calls, and status 429
// for every call over one of them. It is an http.RoundTripper, so a test's clock can be fake.
//
// See https://docs.discord.com/developers/topics/rate-limits.
type strict struct {
	// buckets maps a method and the words of a path to a bucket. A call without a bucket has no
	// limit and no headers.
	buckets map[string]strictBucket
	// global is how many authorized calls are allowed per second. Zero means any number.
	global int
	// latency is the longest time to and from the server.
	latency time.Duration

	mu      sync.Mutex
	windows map[string]*window
	// seen lists the bodies or paths of the calls that were taken, by bucket and resource.
	seen map[string][]string
	// refused counts the 429s by their scope.
	refused map[string]int
	// most is the largest number of calls in progress at once, by bucket and resource.
	most, now map[string]int
}

type strictBucket struct {
	name   string
	limit  int
	window time.Duration
}

type window struct {
	used int
	ends time.Time
}

func (s *strict) travel() {
	if s.latency > 0 {
		time.Sleep(rand.N(s.latency))
	}
}

func (s *strict) RoundTrip(r *http.Request) (*http.Response, error) {
	body := ""
	if r.Body != nil {
		text, _ := io.ReadAll(r.Body)
		_ = r.Body.Close()
		body = string(text)
	}
	b, key := s.bucketOf(r)
	s.enter(key, 1)
	s.travel()
	response := s.answer(r, b, key, body)
	s.travel()
	s.enter(key, -1)
	return response, nil
}

// bucketOf returns the bucket of a request, and its name with the resource.
func (s *strict) bucketOf(r *http.Request) (strictBucket, string) {
	parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/api/v10/"), "/")
	words := r.Method
	for _, part := range parts {
		if strings.Trim(part, "0123456789") == "" {
			part = "#"
		}
		words += "/" + part
	}
	b := s.buckets[words]
	return b, b.name + ":" + parts[1]
}

func (s *strict) enter(key string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.now == nil {
		s.now, s.most = map[string]int{}, map[string]int{}
		s.windows, s.seen, s.refused = map[string]*window{}, map[string][]string{}, map[string]int{}
	}
	s.now[key] += n
	s.most[key] = max(s.most[key], s.now[key])
}

func (s *strict) answer(r *http.Request, b strictBucket, key, body string) *http.Response {
	s.mu.Lock()
	defer s.mu.Unlock()
	header := http.Header{"Content-Type": {"application/json"}}
	if s.global > 0 && r.Header.Get("Authorization") != "" {
		if left, _, over := s.take("global", s.global, time.Second); over {
			s.refused["global"]++
			header.Set("X-RateLimit-Global", "true")
			return tooMany(header, "global", left)
		}
	}
	if b.limit > 0 {
		left, remaining, over := s.take(key, b.limit, b.window)
		header.Set("X-RateLimit-Limit", fmt.Sprint(b.limit))
		header.Set("X-RateLimit-Remaining", fmt.Sprint(remaining))
		header.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(time.Now().Add(left).UnixMilli())/1000))
		header.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", left.Seconds()))
		header.Set("X-RateLimit-Bucket", b.name)
		if over {
			s.refused["user"]++
			return tooMany(header, "user", left)
		}
	}
	if body == "" {
		body = r.URL.Path
	}
	s.seen[key] = append(s.seen[key], body)
	return respond(200, header, `{"id":"77","content":"hello"}`)
}

// take counts a call in a window, and reports whether it is over the limit.
func (s *strict) take(key string, limit int, length time.Duration) (left time.Duration, remaining int, over bool) {
	w := s.windows[key]
	if w == nil || !time.Now().Before(w.ends) {
		w = &window{ends: time.Now().Add(length)}
		s.windows[key] = w
	}
	if over = w.used >= limit; !over {
		w.used++
	}
	return time.Until(w.ends), limit - w.used, over
}

func tooMany(header http.Header, scope string, left time.Duration) *http.Response {
	header.Set("X-RateLimit-Scope", scope)
	header.Set("Retry-After", fmt.Sprint(int(left.Seconds())+1))
	return respond(429, header, fmt.Sprintf(`{"message":"You are being rate limited.","retry_after":%.3f,"global":%v}`,
		left.Seconds(), scope == "global"))
}

func respond(status int, header http.Header, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

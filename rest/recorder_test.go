package rest_test

import (
	"net/http"
	"sync"
	"time"
)

// recorder keeps what requests arrived, and when.
type recorder struct {
	mu       sync.Mutex
	requests []*http.Request
	times    []time.Time
}

func (s *recorder) add(r *http.Request) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
	s.times = append(s.times, time.Now())
	return len(s.requests) - 1
}

// steps is a server that records its requests, answers the first with the first step and so on, and
// the last step again and again.
func (s *recorder) steps(steps []http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n := s.add(r)
		steps[min(n, len(steps)-1)](w, r)
	}
}

func (s *recorder) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.requests)
}

// gap is the time between the requests n-1 and n.
func (s *recorder) gap(n int) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.times[n].Sub(s.times[n-1])
}

func (s *recorder) last() *http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests[len(s.requests)-1]
}

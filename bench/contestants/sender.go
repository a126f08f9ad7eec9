package contestants

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Sender sends requests to a handler without a socket. It reuses everything that is not part of the
// handler's work.
type Sender struct {
	request *http.Request
	body    bytes.Reader
	answer  answer
	next    int
}

// NewSender makes a Sender.
func NewSender() *Sender {
	r, err := http.NewRequest(http.MethodPost, "http://127.0.0.1/interactions", nil)
	if err != nil {
		panic(err)
	}
	return &Sender{request: r, answer: answer{header: http.Header{}}}
}

// Send sends the next request of a work.
func (s *Sender) Send(h http.Handler, w *Work) { s.send(h, s.take(w)) }

func (s *Sender) take(w *Work) *Request {
	r := &w.Requests[s.next%len(w.Requests)]
	s.next++
	return r
}

func (s *Sender) send(h http.Handler, r *Request) {
	s.body.Reset(r.Body)
	s.request.Header, s.request.ContentLength, s.request.Body = r.Headers, int64(len(r.Body)), io.NopCloser(&s.body)
	s.answer.reset()
	h.ServeHTTP(&s.answer, s.request)
}

// Check sends each request of a work and compares the answer with the right one. The floor's answer
// is constant.
func (c *Contestant) Check(w *Work) error {
	c.Begin()
	s := NewSender()
	for n := range w.Requests {
		r := &w.Requests[n]
		s.send(c.Handler, r)
		if err := CheckAnswer(s.answer.status, s.answer.body.Bytes(), r.Want, c.Floor); err != nil {
			return fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	return nil
}

// CheckAnswer compares an answer with the right one. A constant answer need not have the content.
func CheckAnswer(status int, body []byte, want string, constant bool) error {
	var got struct {
		Type int
		Data struct{ Content string }
	}
	err := json.Unmarshal(body, &got)
	if err != nil || status != http.StatusOK || got.Type != 4 || got.Data.Content != want && !constant {
		return fmt.Errorf("answers %d %.200q, want %q: %v", status, body, want, err)
	}
	return nil
}

// answer is a ResponseWriter that keeps the response and allocates nothing after its first use.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) reset() {
	clear(a.header)
	a.status = http.StatusOK
	a.body.Reset()
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(b []byte) (int, error) { return a.body.Write(b) }
func (a *answer) Flush()                      {}

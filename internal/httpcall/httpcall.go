// Package httpcall makes calls to the services of a cloud. It bounds the time of each try and the
// size of each answer, and tries again if that is safe and may help. It does not depend on a
// particular service.
package httpcall

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"
)

const (
	// tries bounds the tries of one call. firstPause is the wait after the first try. It doubles
	// after each further try.
	tries      = 5
	firstPause = 40 * time.Millisecond
	// tryTime bounds one try unless Client.TryTime is set.
	tryTime = 5 * time.Second
	// maxAnswer is how many bytes of an answer are read at most.
	maxAnswer = 8 << 20
	// idleTime is how long an idle connection is kept. The service may have closed it while the
	// function was frozen.
	idleTime = 20 * time.Second
)

var (
	errAnswerTooLarge = errors.New("the answer is larger than 8 MiB")
	errRedirect       = errors.New("the service answered with a redirect")
)

// final marks an error that another try would repeat.
type final struct{ error }

func (f final) Unwrap() error { return f.error }

// ErrUncertain means that the service may have acted on a call that failed.
var ErrUncertain = errors.New("the service may or may not have acted on the call")

// Client makes calls. It is safe for concurrent use.
type Client struct {
	// HTTP makes the requests. If it is nil, this package's own client does.
	HTTP *http.Client
	// TryTime bounds one try: 5 seconds unless set.
	TryTime time.Duration
	// Again reports whether another try may succeed after an answer. It is for statuses other than
	// 429 and those from 500, after which the client may try again anyway. It must return false if
	// the service may have acted on the call.
	Again func(status int, body []byte) bool
}

// Call is one request.
type Call struct {
	// Name is the call's name in errors, which do not contain the URL.
	Name        string
	Method, URL string
	Header      http.Header
	Body        []byte
	// Authorize adds the authorization to each try.
	Authorize func(ctx context.Context, r *http.Request, body []byte) error
	// Once forbids another try if the service may have acted on an earlier one.
	Once bool
}

// Answer is the service's answer, with any status.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
	// Unsure means that the service may have acted on an earlier try, whose answer was lost.
	Unsure bool
}

var standard = &http.Client{Transport: &http.Transport{
	Proxy:                  http.ProxyFromEnvironment,
	ForceAttemptHTTP2:      true,
	MaxIdleConnsPerHost:    32,
	IdleConnTimeout:        idleTime,
	TLSHandshakeTimeout:    5 * time.Second,
	MaxResponseHeaderBytes: 64 << 10,
}}

// CloseIdleConnections closes the connections that this package keeps, for example at the end of a
// test.
func CloseIdleConnections() { standard.CloseIdleConnections() }

// Do makes the call and returns the answer of the last try. The error names the call, and never
// contains its URL or its content. It is ErrUncertain if the service may have acted on a call that
// got no answer.
func (c *Client) Do(ctx context.Context, call *Call) (*Answer, error) {
	unsure := false
	for n := 1; ; n++ {
		answer, sent, err := c.try(ctx, call)
		var stop final
		again := err != nil && !errors.As(err, &stop) || err == nil && (answer.Status == http.StatusTooManyRequests || answer.Status >= 500 ||
			c.Again != nil && c.Again(answer.Status, answer.Body))
		maybe := sent && (err != nil || answer.Status >= 500)
		if again && n < tries && ctx.Err() == nil && !(call.Once && maybe) && pause(ctx, n) {
			unsure = unsure || maybe
			continue
		}
		if err != nil {
			if unsure || maybe {
				err = fmt.Errorf("%w; %w", err, ErrUncertain)
			}
			return nil, fmt.Errorf("%s: %w", call.Name, err)
		}
		answer.Unsure = unsure || maybe
		return answer, nil
	}
}

// pause waits before another try, and reports whether there is time for it.
func pause(ctx context.Context, n int) bool {
	wait := firstPause << (n - 1)
	wait = wait/2 + rand.N(wait)
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= wait {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// try makes one try. sent reports that the whole request may have been sent.
func (c *Client) try(parent context.Context, call *Call) (answer *Answer, sent bool, err error) {
	limit := c.TryTime
	if limit <= 0 {
		limit = tryTime
	}
	ctx, cancel := context.WithTimeout(parent, limit)
	defer cancel()
	var wrote, began atomic.Bool
	trace := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { began.Store(true) },
		WroteRequest: func(info httptrace.WroteRequestInfo) {
			if info.Err == nil {
				wrote.Store(true)
			}
		},
	})
	request, err := http.NewRequestWithContext(trace, call.Method, call.URL, bytes.NewReader(call.Body))
	if err != nil {
		return nil, false, final{errors.New("the URL cannot be used for a request")}
	}
	for name, values := range call.Header {
		request.Header[name] = values
	}
	if call.Authorize != nil {
		if err := call.Authorize(ctx, request, call.Body); err != nil {
			return nil, false, final{err}
		}
	}
	response, err := c.client().Do(request)
	if err != nil {
		return nil, wrote.Load() || !began.Load(), why(parent, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, true, fmt.Errorf("reading the answer: %w", why(parent, err))
	case len(body) > maxAnswer:
		return nil, true, final{errAnswerTooLarge}
	case response.StatusCode/100 == 3:
		return nil, false, final{errRedirect}
	}
	return &Answer{Status: response.StatusCode, Header: response.Header, Body: body}, true, nil
}

func (c *Client) client() *http.Client {
	use := *standard
	if c.HTTP != nil {
		use = *c.HTTP
	}
	// A redirect could send the authorization to another host.
	use.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &use
}

// why removes the URL, which can contain a key, from net/http's error. If the caller's context has
// ended, it adds why.
func why(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

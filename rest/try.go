package rest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"
)

const (
	// maxAnswer is the largest answer that is read, in bytes.
	maxAnswer = 8 << 20
	// maxRefusal is how much of a refusal is read, in bytes.
	maxRefusal = 256 << 10
	// readLimit is the longest time between an answer's headers and its end.
	readLimit = 30 * time.Second
)

var (
	errAnswerTooLarge = errors.New("the answer is larger than 8 MiB")
	errSlowAnswer     = errors.New("the answer did not end within 30 seconds")
)

// try sends the request once. net/http may send it again on another connection if it has not sent
// any part of it yet.
func (c *Client) try(ctx context.Context, call *apiCall, slot *queueSlot) (out outcome) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var sent sentTrace
	request, err := c.request(httptrace.WithClientTrace(ctx, sent.hooks()), call)
	if err != nil {
		return outcome{err: err}
	}
	if call.repeat == repeatNever {
		c.refresh()
	}
	response, err := c.http.Do(request)
	if err == nil {
		c.heard.Store(time.Now().Unix())
		slow := time.AfterFunc(readLimit, func() { cancel(errSlowAnswer) })
		out = c.receive(ctx, slot, response)
		slow.Stop()
	} else {
		out = outcome{err: call.scrub(cause(ctx, err)), unsure: sent.maybe(), again: true}
	}
	if call.body.upload != nil {
		// The files can be used again only when nothing reads them anymore.
		_ = request.Body.Close()
		if fault := call.body.upload.stop(ctx); fault != nil && !out.answered() {
			return outcome{err: call.scrub(fault)}
		}
	}
	return out
}

// request makes the request of one try. It opens the body; net/http closes it.
func (c *Client) request(ctx context.Context, call *apiCall) (*http.Request, error) {
	target := call.url
	if target == nil {
		var err error
		if target, err = url.Parse(c.base.String() + call.path); err != nil {
			return nil, errors.New("rest: the request's URL cannot be made")
		}
		target.RawQuery = call.query
	}
	body, length, again := call.body.open(ctx)
	request := (&http.Request{
		Method: call.method, URL: target, Host: target.Host, Header: http.Header{},
		ContentLength: length, GetBody: again,
	}).WithContext(ctx)
	if body != nil {
		request.Body = body
		if call.body.contentType != "" {
			request.Header.Set("Content-Type", call.body.contentType)
		}
	}
	request.Header.Set("User-Agent", userAgent())
	request.Header.Set("Accept", "application/json")
	maps.Copy(request.Header, call.header)
	if call.authorization != nil {
		request.Header.Set("Authorization", call.authorization())
	}
	return request, nil
}

// receive reads the whole answer, so its connection can be reused.
func (c *Client) receive(ctx context.Context, slot *queueSlot, response *http.Response) outcome {
	call := slot.call
	defer response.Body.Close()
	status := response.StatusCode
	answered := status >= 200 && status < 300
	limit := int64(maxRefusal)
	if answered {
		limit = maxAnswer
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	if !answered {
		body = body[:min(int64(len(body)), limit)]
		refused := errorReader{call.scrubText}.read(status, response.Header, body)
		c.limits.note(slot, response.Header, refused)
		return outcome{
			body: body, response: response, refused: refused,
			unsure: status >= 500, again: status >= 500 || status == http.StatusTooManyRequests,
		}
	}
	c.limits.note(slot, response.Header, nil)
	switch {
	case err != nil:
		return outcome{err: fmt.Errorf("reading the answer: %w", call.scrub(cause(ctx, err))), unsure: true, again: true}
	case int64(len(body)) > limit:
		return outcome{err: errAnswerTooLarge, unsure: true}
	}
	return outcome{body: body, response: response}
}

// cause removes the URL from net/http's error, because the URL may contain a token. If the context
// has ended, it returns the context's cause.
func cause(ctx context.Context, err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// sentTrace records whether a request was sent completely. Discord cannot act on an incomplete
// request.
type sentTrace struct{ began, wrote atomic.Bool }

func (s *sentTrace) hooks() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { s.began.Store(true) },
		WroteRequest: func(info httptrace.WroteRequestInfo) {
			if info.Err == nil {
				s.wrote.Store(true)
			}
		},
	}
}

// maybe reports whether the request may have been sent completely. It is true for a transport that
// calls no hooks.
func (s *sentTrace) maybe() bool { return s.wrote.Load() || !s.began.Load() }

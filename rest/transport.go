package rest

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"net/http"
	"strings"
)

// Transport is an http.RoundTripper that gives other clients of Discord's API the rate limits and
// retries of a [Client]. Use it in the http.Client of disgo's rest package, of a discordgo session,
// or of a client that oapi-codegen generated. The rate limits then count the calls of all of them
// and of the Client together.
//
//	&http.Client{Transport: rest.Transport{Client: client}}
//
// A request without an Authorization header gets the client's credential, unless its path contains
// a token. Requests to another host than Discord's API, such as its CDN, or with another scheme
// pass unchanged and without limits.
//
// A request is retried as [Client.Do] retries a call. A request whose body cannot be sent again,
// because it has no GetBody, is sent once. The response is Discord's last response, whatever its
// status, with up to 8 MiB of body. If the wait for a rate limit is too long for the request's
// context, the error is an [*Error] with status 429. Give requests a context with a deadline. The
// http.Client around the Transport adds the URL to the error, and the URL may contain a token.
type Transport struct {
	Client *Client
}

// RoundTrip makes the request.
func (t Transport) RoundTrip(r *http.Request) (*http.Response, error) {
	c := t.Client
	path, ok := c.apiPath(r)
	if !ok {
		return c.roundTripper().RoundTrip(r)
	}
	call, err := c.callOf(r, path)
	if err != nil {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, err
	}
	last, err := c.tries(r.Context(), call)
	if last.response == nil {
		return nil, err
	}
	response := *last.response
	if err == errDone {
		response.StatusCode, response.Status, last.body = http.StatusNoContent, "204 No Content", nil
	}
	response.Request = r
	response.Body = io.NopCloser(bytes.NewReader(last.body))
	response.ContentLength = int64(len(last.body))
	return &response, nil
}

func (c *Client) roundTripper() http.RoundTripper {
	if c.http.Transport != nil {
		return c.http.Transport
	}
	return http.DefaultTransport
}

// apiPath returns the path after the version, and whether the request goes to Discord's API.
func (c *Client) apiPath(r *http.Request) (string, bool) {
	if c.base == nil || r.URL.Scheme != c.base.Scheme || r.URL.Host != c.base.Host {
		return "", false
	}
	path := r.URL.EscapedPath()
	if after, found := strings.CutPrefix(path, c.base.EscapedPath()+"/"); found {
		return "/" + after, true
	}
	path, ok := strings.CutPrefix(path, "/api/")
	if number, after, found := strings.Cut(path, "/"); found && strings.Trim(number, "v0123456789") == "" {
		path = after
	}
	return "/" + path, ok
}

// callOf makes a call from another client's request.
func (c *Client) callOf(r *http.Request, path string) (*apiCall, error) {
	e := endpointOf(path)
	method := cmp.Or(r.Method, http.MethodGet)
	call := &apiCall{method: method, route: e.route, url: r.URL, major: e.major, repeat: repeatOf(method, e.route)}
	if e.token != "" {
		call.token = hide(e.token)
	}
	call.header = r.Header.Clone()
	if own := r.Header.Get("Authorization"); own != "" {
		call.authorization = hide(own)
	} else if call.token == nil && c.credential() != noCredentials {
		authorization, err := c.authorize(r.Context(), scopeOf(call))
		if err != nil {
			return nil, err
		}
		call.authorization = authorization
	}
	call.header.Del("Authorization")
	if r.Body != nil && r.Body != http.NoBody {
		call.body.stream = &stream{first: r.Body, again: r.GetBody, length: r.ContentLength}
	}
	return call, nil
}

// stream is the body of another client's request.
type stream struct {
	first  io.ReadCloser
	again  func() (io.ReadCloser, error)
	length int64
}

// open returns the body for one try, which closes it.
func (s *stream) open() io.ReadCloser {
	body := s.first
	s.first = nil
	return body
}

// rewind gets the body again.
func (s *stream) rewind() (err error) {
	if s.again == nil {
		return errNoGetBody
	}
	s.first, err = s.again()
	return err
}

func (s *stream) close() {
	if s.first != nil {
		_ = s.first.Close()
	}
}

var errNoGetBody = errors.New("the request's body cannot be sent again: it has no GetBody")

package discordtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/hotaru-go/hotaru/core"
)

// Endpoint receives interactions: an [http.Handler], a URL, a [core.Server], or any function that
// answers a request. The zero value is not connected.
type Endpoint struct {
	url  string
	send func(*http.Request) (*http.Response, error)
	// final is true if an interaction is over once its response's body is closed.
	final bool
	// close closes the connections that the endpoint keeps open.
	close func()
}

// localURL is the URL of requests that use no network.
const localURL = "http://bot.test/interactions"

// Func sends interactions to a function, such as one that makes an AWS Lambda event from the
// request and a response from the handler's result. The request is signed, and its body is unread.
//
// Discord reads the response's body to its end, which is when the answer has been sent, and then
// closes it. Put the platform's work after the answer into Close, which runs while the test goes
// on. The request's context lasts until Close returns.
func Func(send func(*http.Request) (*http.Response, error)) Endpoint {
	return Endpoint{url: localURL, send: send}
}

// URL sends interactions to a running endpoint, in any language.
func URL(url string) Endpoint {
	transport := &http.Transport{Proxy: http.ProxyFromEnvironment}
	client := &http.Client{
		Transport: transport,
		// Discord does not follow redirects.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return Endpoint{url: url, send: client.Do, close: transport.CloseIdleConnections}
}

// Server sends interactions to a server directly, without HTTP. The server's work after the answer
// begins when the API has received the answer. Unless [API.Lag] is set, the API has then also
// processed it.
func Server(server *core.Server) Endpoint {
	e := Func(func(r *http.Request) (*http.Response, error) {
		in := core.Request{
			Method: r.Method, Path: r.URL.Path, ContentType: r.Header.Get("Content-Type"),
			Signature: strings.Join(r.Header.Values(core.SignatureHeader), ", "),
			Timestamp: strings.Join(r.Header.Values(core.TimestampHeader), ", "),
			Body:      r.Body, Length: r.ContentLength,
		}
		out := server.Serve(r.Context(), &in)
		var body bytes.Buffer
		if _, err := out.WriteTo(&body); err != nil {
			out.NotSent(err)
			return nil, err
		}
		response := &http.Response{StatusCode: out.Status, Header: http.Header{}}
		out.Header(response.Header.Set)
		response.Body = &afterwards{&body, func() { out.Sent(r.Context()) }}
		return response, nil
	})
	e.final = true
	return e
}

// afterwards is a body whose Close runs the work after the answer.
type afterwards struct {
	io.Reader
	work func()
}

func (a *afterwards) Close() error {
	a.work()
	return nil
}

// Handler sends interactions to a handler, without a network. The answer counts as sent when the
// handler has flushed as many bytes as its Content-Length says, or when it returns, as with
// net/http. Such a flush returns when the API has received the answer. Unless [API.Lag] is set, the
// API has then also processed it. Work that begins before the flush may be too early.
func Handler(handler http.Handler) Endpoint {
	return Func(func(r *http.Request) (*http.Response, error) {
		w := &writer{
			header: http.Header{}, gone: r.Context().Done(),
			out: make(chan struct{}), taken: make(chan struct{}), returned: make(chan struct{}),
		}
		go func() {
			defer close(w.returned)
			defer func() {
				if v := recover(); v != nil {
					w.fail(v)
				}
			}()
			handler.ServeHTTP(w, r)
			w.end()
		}()
		select {
		case <-w.out:
			return w.response()
		case <-r.Context().Done():
			return nil, context.Cause(r.Context())
		}
	})
}

var errNoEndpoint = errors.New("discordtest: no endpoint: connect one first")

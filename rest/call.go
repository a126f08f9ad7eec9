package rest

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// call is one request to Discord, which may take several tries.
type call struct {
	method string
	// route has names in braces where path has values; errors show it, and rate limits are kept by it.
	route string
	path  string
	query string
	// url is where the call goes in place of path and query; nil for those below the client's BaseURL.
	url *url.URL
	// major stands for the value that Discord counts rate limits by besides the route: a guild, or a token.
	major uint64
	// authorization is the header, nil for the calls that an interaction's token authorises.
	authorization secret
	body          body
	// repeat says what a repeat does after a try of which nobody knows whether Discord acted on it.
	repeat repeat
	// token is the secret in the path, which must not show in an error.
	token secret
	// settles is when Discord knows the interaction's answer at the latest: until then code 10015 means
	// "not yet". The zero time makes it final.
	settles time.Time
	// header is sent besides the client's own.
	header http.Header
}

// repeat says what it means to send a call again when the first try may have been acted on.
type repeat int

const (
	// repeatHarmless: the same again changes nothing.
	repeatHarmless repeat = iota
	// repeatNever: it would be done twice.
	repeatNever
	// repeatRefused: Discord refuses the repeat with a code that tells that the first try was acted on.
	repeatRefused
)

// newCall puts the values into the route's braces, in order and escaped.
func newCall(method, route string, values ...string) *call {
	var path strings.Builder
	rest := route
	for _, value := range values {
		before, after, _ := strings.Cut(rest, "{")
		_, rest, _ = strings.Cut(after, "}")
		path.WriteString(before + url.PathEscape(value))
	}
	return &call{method: method, route: route, path: path.String() + rest}
}

// done says that a refusal means that an earlier try, of which nobody knew, was acted on.
func (c *call) done(refused *Error) bool {
	switch c.repeat {
	case repeatRefused:
		return refused.Code == ErrAlreadyAcknowledged
	case repeatHarmless:
		return c.method == http.MethodDelete && refused.Status == http.StatusNotFound && refused.Code != ErrUnknownWebhook
	}
	return false
}

package rest

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// apiCall is one request to Discord, which may take several tries.
type apiCall struct {
	method string
	// route is the path with names in braces in place of values. Errors show it, and rate limits
	// are stored by it.
	route string
	path  string
	query string
	// url is the call's address, and replaces path and query. It is nil for calls below the
	// client's BaseURL.
	url *url.URL
	// major is a hash of the resource that rate limits count separately: a channel, a guild, or a
	// webhook's token.
	major uint64
	// authorization is the Authorization header. It is nil for calls that a token in the path
	// authorises.
	authorization secret
	body          callBody
	// repeat says whether the call may be retried after a try that Discord may have acted on.
	repeat repeat
	// token is the secret in the path. It must not appear in an error.
	token secret
	// settles is the latest time by which Discord knows the interaction's answer. Until then code
	// 10015 means "not yet". If settles is zero, code 10015 is final.
	settles time.Time
	// header is sent in addition to the client's own headers.
	header http.Header
}

// repeat says what happens if a call is sent again after a try that Discord may have acted on.
type repeat int

const (
	// repeatHarmless: the second call changes nothing.
	repeatHarmless repeat = iota
	// repeatNever: the call would act twice, so it is not retried.
	repeatNever
	// repeatRefused: Discord refuses the second call with a code that shows that it acted on the
	// first.
	repeatRefused
)

// newCall makes a call. The values replace the names in the route's braces, in order and escaped.
func newCall(method, route string, values ...string) *apiCall {
	var path strings.Builder
	rest := route
	for _, value := range values {
		before, after, _ := strings.Cut(rest, "{")
		_, rest, _ = strings.Cut(after, "}")
		path.WriteString(before + url.PathEscape(value))
	}
	return &apiCall{method: method, route: route, path: path.String() + rest}
}

// done reports whether a refusal shows that Discord acted on an earlier try.
func (c *apiCall) done(refused *Error) bool {
	switch c.repeat {
	case repeatRefused:
		return refused.Code == ErrAlreadyAcknowledged
	case repeatHarmless:
		// For a message of a webhook, ErrUnknownWebhook says nothing about the message.
		return c.method == http.MethodDelete && refused.Status == http.StatusNotFound &&
			(refused.Code != ErrUnknownWebhook || !strings.Contains(c.route, "/messages/"))
	}
	return false
}

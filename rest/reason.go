package rest

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"unicode/utf8"
)

const maxReason = 512

var errReason = errors.New("rest: the reason for the audit log is longer than 512 characters")

type reasonKey struct{}

// WithReason returns a context whose calls send Discord a reason for the guild's audit log: 1 to
// 512 characters. If it is empty, no reason is sent. [Client.Do] and the calls of [API] send it,
// except with a GET, and refuse a longer reason. Endpoints that write no audit log ignore it.
//
// See https://docs.discord.com/developers/resources/audit-log#audit-log-entry-object.
func WithReason(ctx context.Context, reason string) context.Context {
	return context.WithValue(ctx, reasonKey{}, reason)
}

// addReason adds the context's reason to the call.
func (call *apiCall) addReason(ctx context.Context) error {
	reason, _ := ctx.Value(reasonKey{}).(string)
	if reason == "" || call.method == http.MethodGet {
		return nil
	}
	if utf8.RuneCountInString(reason) > maxReason {
		return errReason
	}
	call.header = http.Header{"X-Audit-Log-Reason": {url.PathEscape(reason)}}
	return nil
}

package rest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

var (
	// ErrRateLimited says that a call was refused, or not begun, because a rate limit is used up and the wait would not
	// fit. The [*Error] that it comes with tells in RetryAfter when to call again.
	ErrRateLimited = errors.New("rest: rate limited")
	// ErrUncertain says that a request was sent and no whole answer came back: Discord may have acted on it.
	ErrUncertain = errors.New("the outcome is unknown: Discord may have acted on the request, but its answer did not arrive")
	// ErrNoCredentials says that a call needs a bot token, a bearer token or client credentials, and the client has none.
	ErrNoCredentials = errors.New("rest: no credentials: set Options.BotToken, or BearerToken, or ClientID and ClientSecret")
	// ErrNoPublicKey says that Discord's record of the app came without a verify_key.
	ErrNoPublicKey = errors.New("rest: Discord's answer holds no verify_key")
)

// Code is Discord's number for what went wrong. It is an error itself, so that errors.Is finds it:
//
//	if errors.Is(err, rest.ErrUnknownInteraction) { … }
//
// See https://docs.discord.com/developers/topics/opcodes-and-status-codes#json.
type Code int

// The codes that an interactions app meets.
const (
	// ErrUnknownMessage: the message was deleted, or never was.
	ErrUnknownMessage Code = 10008
	// ErrUnknownWebhook: a follow-up or an edit before the interaction was answered, or with a wrong token.
	ErrUnknownWebhook Code = 10015
	// ErrUnknownInteraction: the answer came after Discord's 3 seconds, or the interaction never was.
	ErrUnknownInteraction Code = 10062
	// ErrTooManyCommands: more commands than an app may have.
	ErrTooManyCommands Code = 30032
	// ErrTooManyCreates: more than 200 commands created in a day in this scope.
	ErrTooManyCreates Code = 30034
	// ErrAlreadyAcknowledged: the interaction has an answer already.
	ErrAlreadyAcknowledged Code = 40060
	// ErrTooManyFollowUps: more follow-ups than an app that is not installed in the guild may send (5).
	ErrTooManyFollowUps Code = 40094
	// ErrMissingAccess: the app is not authorised in the guild.
	ErrMissingAccess Code = 50001
	// ErrInvalidWebhookToken: the interaction's 15 minutes are over.
	ErrInvalidWebhookToken Code = 50027
	// ErrInvalidFormBody: the body breaks a rule; Error.Fields tells which.
	ErrInvalidFormBody Code = 50035
	// ErrFileTooLarge: a file over the size that is allowed where the interaction came from.
	ErrFileTooLarge Code = 50045
	// ErrEntryPointMissing: a bulk overwrite that leaves out the entry-point command.
	ErrEntryPointMissing Code = 50240
)

// Error tells the number.
func (c Code) Error() string { return fmt.Sprintf("Discord's code %d", int(c)) }

// Error is what Discord answered to a call that it refused. errors.Is finds its [Code] in it, and [ErrRateLimited]
// where the status is 429.
//
// See https://docs.discord.com/developers/reference#error-messages.
type Error struct {
	// Method and Route say which call it was: the route has names where the URL has IDs and tokens.
	Method, Route string
	// Status is the HTTP status.
	Status int
	// Code is Discord's number for what went wrong; zero where the answer had none.
	Code Code
	// Message is Discord's sentence for it, in English.
	Message string
	// Fields tell what is wrong in the body, with code 50035.
	Fields []Field
	// RetryAfter is how long Discord asks to wait; zero where it did not.
	RetryAfter time.Duration
	// Global says that the rate limit is the app's, over all calls; Scope is "user", "global" or "shared".
	//
	// See https://docs.discord.com/developers/topics/rate-limits#header-format.
	Global bool
	Scope  string
}

// Error tells the call, the status, Discord's code and message, and for each field its path and code: nothing that
// was in the request.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "rest: %s %s: %d %s", e.Method, e.Route, e.Status, http.StatusText(e.Status))
	if e.Message != "" {
		fmt.Fprintf(&b, ": %s", e.Message)
	}
	if e.Code != 0 {
		fmt.Fprintf(&b, " (code %d)", int(e.Code))
	}
	for i, f := range e.Fields {
		sep := "; "
		if i == 0 {
			sep = ": "
		}
		b.WriteString(sep + f.brief())
	}
	if e.RetryAfter > 0 {
		fmt.Fprintf(&b, "; try again after %s", e.RetryAfter)
	}
	return b.String()
}

// Is reports whether target is [ErrRateLimited] and the status 429, or target is [ErrUncertain] and the status 500 or
// more.
func (e *Error) Is(target error) bool {
	return target == ErrRateLimited && e.Status == http.StatusTooManyRequests ||
		target == ErrUncertain && e.Status >= http.StatusInternalServerError
}

// Unwrap returns the code, where there is one.
func (e *Error) Unwrap() error {
	if e.Code == 0 {
		return nil
	}
	return e.Code
}

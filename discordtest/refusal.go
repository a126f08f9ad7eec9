package discordtest

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/rest"
)

// Refusal is a refusal by Discord. It has the status, the code and the message of a call's answer,
// or the reason why Discord does not accept an answer to an interaction.
//
// See https://docs.discord.com/developers/topics/opcodes-and-status-codes#json and
// https://docs.discord.com/developers/reference#error-messages.
type Refusal struct {
	// Status is the HTTP status of the call. For an inline answer it is the status that a call
	// would get. For a response that is not an answer it is the response's status, or zero if no
	// response came.
	Status int
	// Code is Discord's error code, or zero.
	Code rest.Code
	// Message is Discord's message.
	Message string
	// Fields are the problems in the JSON. Code is then 50035.
	Fields []rest.Field
	// Cure says what to do. Discord does not send it.
	Cure string

	// retryAfter and global are part of the body of status 429.
	retryAfter time.Duration
	global     bool
	// outcome says what happens after a response that is not an answer. Discord has no call to
	// refuse with a status then.
	outcome string
}

// Error returns the code, the message, each field with its problem, and the cure. For a response
// that is not an answer, it says what the endpoint did and what the person sees.
func (r *Refusal) Error() string {
	var b strings.Builder
	if r.outcome != "" {
		fmt.Fprintf(&b, "%s, %s", r.Message, r.outcome)
	} else {
		fmt.Fprintf(&b, "Discord refuses with %d", r.Status)
		if r.Code != 0 {
			fmt.Fprintf(&b, " (code %d)", int(r.Code))
		}
		fmt.Fprintf(&b, ": %s", r.Message)
	}
	for _, f := range r.Fields {
		path := f.Path
		if path == "" {
			path = "the whole"
		}
		fmt.Fprintf(&b, "; %s: %s (%s)", path, f.Message, f.Code)
	}
	if r.Cure != "" {
		fmt.Fprintf(&b, "; %s", r.Cure)
	}
	return b.String()
}

// Unwrap returns the code, so that errors.Is(err, rest.ErrUnknownInteraction) holds.
func (r *Refusal) Unwrap() error {
	if r.Code == 0 {
		return nil
	}
	return r.Code
}

// These are the codes that package rest does not name.
const (
	codeUnknownApplication rest.Code = 10002
	codeUnknownGuild       rest.Code = 10004
	codeUnknownCommand     rest.Code = 10063
	codeTooManyAttachments rest.Code = 30015
	codeEmptyMessage       rest.Code = 50006
	codeInvalidJSON        rest.Code = 50109
)

// These refusals do not depend on a body.
var (
	refusedUnauthorized = &Refusal{Status: http.StatusUnauthorized, Message: "401: Unauthorized",
		Cure: "send the Authorization header with the token of this application"}
	refusedRoute  = &Refusal{Status: http.StatusNotFound, Message: "404: Not Found"}
	refusedMethod = &Refusal{Status: http.StatusMethodNotAllowed, Message: "405: Method Not Allowed"}
)

func refuse(status int, code rest.Code, message, cure string) *Refusal {
	return &Refusal{Status: status, Code: code, Message: message, Cure: cure}
}

// invalidForm returns a refusal that says what is wrong with a body.
func invalidForm(fields ...rest.Field) *Refusal {
	return &Refusal{Status: http.StatusBadRequest, Code: rest.ErrInvalidFormBody, Message: "Invalid Form Body", Fields: fields}
}

func invalidField(path, code, message string, args ...any) *Refusal {
	return invalidForm(rest.Field{Path: path, Code: code, Message: fmt.Sprintf(message, args...)})
}

// joinPath puts a prefix before a path: "data" before "embeds[0]", "components" before "[0]".
func joinPath(prefix, path string) string {
	if prefix == "" || path == "" || path[0] == '[' {
		return prefix + path
	}
	return prefix + "." + path
}

// under puts a key of the body before the paths of a refusal's fields.
func (r *Refusal) under(prefix string) *Refusal {
	moved := *r
	moved.Fields = make([]rest.Field, len(r.Fields))
	for i, f := range r.Fields {
		f.Path = joinPath(prefix, f.Path)
		moved.Fields[i] = f
	}
	return &moved
}

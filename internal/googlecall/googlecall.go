// Package googlecall makes authorized calls to the REST APIs of Google Cloud.
package googlecall

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/internal/httpcall"
)

// Client calls one API. It is safe for concurrent use.
type Client struct {
	// Base is the API's URL, without a slash at its end.
	Base string
	// Token returns an access token. If it is nil, the metadata server gives the token.
	Token func(context.Context) (string, error)
	HTTP  *http.Client
}

// Call is one method of the API.
type Call struct {
	// Name is the call's name in errors.
	Name string
	// Method is the HTTP method. Path begins with a slash, is already escaped and may have a query.
	Method, Path string
	In, Out      any
	// Once forbids another try if the API may have acted on an earlier one.
	Once bool
}

// Do makes the call and decodes the answer into call.Out. A refusal is an [*Error]. unsure reports
// that the API may have acted on an earlier try. Then the refusal may be about the repeated try.
func (c *Client) Do(ctx context.Context, call *Call) (unsure bool, err error) {
	var body []byte
	header := http.Header{}
	if call.In != nil {
		if body, err = json.Marshal(call.In); err != nil {
			return false, fmt.Errorf("%s: the request cannot be encoded as JSON", call.Name)
		}
		header.Set("Content-Type", "application/json")
	}
	to := httpcall.Client{HTTP: c.HTTP}
	answer, err := to.Do(ctx, &httpcall.Call{
		Name: call.Name, Method: call.Method, URL: c.Base + call.Path, Header: header, Body: body, Authorize: c.authorize, Once: call.Once,
	})
	if err != nil {
		return errors.Is(err, httpcall.ErrUncertain), err
	}
	if answer.Status/100 != 2 {
		return answer.Unsure, readError(call.Name, answer)
	}
	if call.Out != nil && json.Unmarshal(answer.Body, call.Out) != nil {
		// An error from encoding/json can quote stored data.
		return answer.Unsure, fmt.Errorf("%s: the answer does not decode", call.Name)
	}
	return answer.Unsure, nil
}

func (c *Client) authorize(ctx context.Context, r *http.Request, _ []byte) error {
	token := c.Token
	if token == nil {
		token = metadata.token
	}
	text, err := token(ctx)
	if err != nil {
		return fmt.Errorf("finding an access token: %w", err)
	}
	r.Header.Set("Authorization", "Bearer "+text)
	return nil
}

// Error is a refusal by the API.
type Error struct {
	Name string
	// Status is the HTTP status. Code is the API's own status, such as "FAILED_PRECONDITION".
	Status int
	Code   string
	// Message is set only for refusals that concern the account or the set-up. Other messages can
	// quote the content of a call.
	Message string
}

func (e *Error) Error() string {
	text := fmt.Sprintf("%s: %s (status %d)", e.Name, e.Code, e.Status)
	if e.Message != "" {
		text += ": " + e.Message
	}
	return text
}

// Is reports whether target is httpcall.ErrUncertain and the status is 500 or above. The API may
// then have acted.
func (e *Error) Is(target error) bool { return target == httpcall.ErrUncertain && e.Status >= 500 }

var aboutAccount = []string{"PERMISSION_DENIED", "UNAUTHENTICATED"}

const maxText = 400

func readError(name string, answer *httpcall.Answer) *Error {
	var refusal struct {
		Error struct{ Status, Message string }
	}
	e := &Error{Name: name, Status: answer.Status}
	if json.Unmarshal(answer.Body, &refusal) == nil {
		e.Code = printable(refusal.Error.Status)
		if slices.Contains(aboutAccount, e.Code) {
			e.Message = printable(refusal.Error.Message)
		}
	}
	if e.Code == "" {
		e.Code = http.StatusText(e.Status)
	}
	return e
}

// printable shortens a text and drops characters that would break a log line.
func printable(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, text)
	return text[:min(len(text), maxText)]
}

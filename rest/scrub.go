package rest

import (
	"errors"
	"net/url"
	"strings"
)

// shortestSecret is the length below which a token is not scrubbed, because a test's short token
// would be removed from every text.
const shortestSecret = 8

// scrub removes the call's secrets from an error's text. errors.Is and errors.As work as before.
func (call *apiCall) scrub(err error) error {
	before := err.Error()
	after := call.scrubText(before)
	if after == before {
		return err
	}
	return &scrubbed{after, func() error { return err }}
}

func (call *apiCall) scrubText(text string) string {
	var bare []string
	if call.token != nil {
		bare = append(bare, call.token())
	}
	if call.authorization != nil {
		_, credential, _ := strings.Cut(call.authorization(), " ")
		bare = append(bare, credential)
	}
	for _, one := range bare {
		for _, form := range []string{one, url.PathEscape(one), url.QueryEscape(one)} {
			if len(form) >= shortestSecret {
				text = strings.ReplaceAll(text, form, "[secret]")
			}
		}
	}
	return text
}

// scrubbed is an error with another text. It has no Unwrap method, because the texts of the errors
// in its chain are not scrubbed.
type scrubbed struct {
	text string
	err  func() error
}

func (s *scrubbed) Error() string        { return s.text }
func (s *scrubbed) Is(target error) bool { return errors.Is(s.err(), target) }
func (s *scrubbed) As(target any) bool   { return errors.As(s.err(), target) }

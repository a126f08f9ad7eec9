package rest

import (
	"errors"
	"net/url"
	"strings"
)

// shortestSecret keeps a word that only a test would use as a token from being taken out of every sentence.
const shortestSecret = 8

// scrub keeps a call's secrets out of an error's text. The errors in its chain are found as before.
func (call *call) scrub(err error) error {
	before := err.Error()
	after := call.scrubText(before)
	if after == before {
		return err
	}
	return &scrubbed{after, func() error { return err }}
}

func (call *call) scrubText(text string) string {
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

// scrubbed is an error with another text. What is in its chain can be found but not walked to, since the texts there
// are as they were.
type scrubbed struct {
	text string
	err  func() error
}

func (s *scrubbed) Error() string        { return s.text }
func (s *scrubbed) Is(target error) bool { return errors.Is(s.err(), target) }
func (s *scrubbed) As(target any) bool   { return errors.As(s.err(), target) }

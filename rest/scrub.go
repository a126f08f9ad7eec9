package rest

import (
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
	return &scrubbed{after, err}
}

func (call *call) scrubError(e *Error) {
	e.Message = call.scrubText(e.Message)
	e.Scope = call.scrubText(e.Scope)
	for i := range e.Fields {
		f := &e.Fields[i]
		f.Path, f.Code, f.Message = call.scrubText(f.Path), call.scrubText(f.Code), call.scrubText(f.Message)
	}
}

func (call *call) scrubText(text string) string {
	for _, one := range []secret{call.token, call.authorization} {
		if one == nil {
			continue
		}
		_, bare, found := strings.Cut(one(), " ")
		if !found {
			bare = one()
		}
		for _, form := range []string{bare, url.PathEscape(bare), url.QueryEscape(bare)} {
			if len(form) >= shortestSecret {
				text = strings.ReplaceAll(text, form, "[secret]")
			}
		}
	}
	return text
}

// scrubbed is an error with another text.
type scrubbed struct {
	text string
	err  error
}

func (s *scrubbed) Error() string { return s.text }
func (s *scrubbed) Unwrap() error { return s.err }

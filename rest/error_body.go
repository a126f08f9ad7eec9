package rest

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Field is an error in one field of a body that Discord refused.
//
// See https://docs.discord.com/developers/reference#error-messages.
type Field struct {
	// Path is the field's path in the JSON that was sent: "options[1].name". It is empty for the
	// whole body.
	Path string
	// Code is Discord's name for the error: "BASE_TYPE_REQUIRED".
	Code string
	// Message is Discord's text for the error. It may quote the value.
	Message string
}

func (f Field) brief() string {
	if f.Path == "" {
		return f.Code
	}
	return f.Path + ": " + f.Code
}

// The limits on how much of an error's body is kept.
const (
	maxErrorDepth = 32
	maxFields     = 64
	maxText       = 300
)

// errorBody has the fields of Discord's errors, of its OAuth2 endpoints' errors, and of rate limit
// errors.
type errorBody struct {
	Code        json.RawMessage `json:"code"`
	Message     json.RawMessage `json:"message"`
	Errors      json.RawMessage `json:"errors"`
	RetryAfter  json.RawMessage `json:"retry_after"`
	Global      json.RawMessage `json:"global"`
	OAuthError  json.RawMessage `json:"error"`
	Description json.RawMessage `json:"error_description"`
}

// errorReader reads refusals. It scrubs texts before it cuts them, so no part of a secret is left.
type errorReader struct{ scrub func(string) string }

// read returns the Error for a refusal, whatever its body is.
func (r errorReader) read(status int, header http.Header, body []byte) *Error {
	e := &Error{Status: status, Scope: r.clean(header.Get("X-RateLimit-Scope"))}
	e.Global = strings.EqualFold(header.Get("X-RateLimit-Global"), "true")
	var b errorBody
	if json.Unmarshal(body, &b) == nil {
		e.Code = Code(numberIn(b.Code))
		e.Message = r.text(b.Message)
		if e.Message == "" {
			e.Message = strings.TrimSuffix(r.text(b.OAuthError)+": "+r.text(b.Description), ": ")
		}
		e.Global = e.Global || string(b.Global) == "true"
		e.RetryAfter = seconds(numberIn(b.RetryAfter))
		e.Fields = r.flatten(nil, "", b.Errors, 0)
	}
	if e.RetryAfter == 0 {
		e.RetryAfter = retryAfter(header)
	}
	return e
}

// retryAfter reads the Retry-After header: seconds, which may have decimals, or an HTTP date.
func retryAfter(header http.Header) time.Duration {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		return seconds(n)
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}

// seconds returns a duration for any float64, even for NaN.
func seconds(n float64) time.Duration {
	const longest = 366 * 24 * 3600
	if !(n > 0) {
		return 0
	}
	return time.Duration(math.Ceil(min(n, longest)*1000)) * time.Millisecond
}

func numberIn(v json.RawMessage) float64 {
	n, err := strconv.ParseFloat(strings.Trim(string(v), `"`), 64)
	if err != nil || math.IsNaN(n) || math.Abs(n) > math.MaxInt32 {
		return 0
	}
	return n
}

func (r errorReader) text(v json.RawMessage) string {
	var s string
	if json.Unmarshal(v, &s) != nil {
		return ""
	}
	return r.clean(s)
}

// clean scrubs a text and cuts it to one line of at most maxText bytes.
func (r errorReader) clean(s string) string {
	s = r.scrub(s)
	s = strings.Map(func(c rune) rune {
		if c == utf8.RuneError || unicode.IsControl(c) {
			return ' '
		}
		return c
	}, s)
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "") + "…"
	}
	return strings.TrimSpace(s)
}

// flatten makes a list from Discord's nested errors. An object's keys are names of fields, or
// indexes if they are digits. "_errors" has the errors of the object that contains it.
func (r errorReader) flatten(fields []Field, path string, value json.RawMessage, depth int) []Field {
	if depth > maxErrorDepth || len(fields) >= maxFields || !bytes.HasPrefix(value, []byte("{")) {
		return fields
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(value, &members) != nil {
		return fields
	}
	for _, name := range slices.SortedFunc(maps.Keys(members), byIndex) {
		if name == "_errors" {
			fields = r.appendErrors(fields, path, members[name])
			continue
		}
		fields = r.flatten(fields, join(path, r.clean(name)), members[name], depth+1)
	}
	return fields
}

func (r errorReader) appendErrors(fields []Field, path string, value json.RawMessage) []Field {
	var list []struct {
		Code    json.RawMessage `json:"code"`
		Message json.RawMessage `json:"message"`
	}
	if json.Unmarshal(value, &list) != nil {
		return fields
	}
	for _, one := range list[:min(len(list), maxFields-min(len(fields), maxFields))] {
		fields = append(fields, Field{Path: path, Code: r.text(one.Code), Message: r.text(one.Message)})
	}
	return fields
}

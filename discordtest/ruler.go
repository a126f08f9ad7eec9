package discordtest

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// ruler checks one object of a body against Discord's rules, and adds each violation to the
// refusal. The rules are written from Discord's pages and its description of the API. None of them
// calls the checks of package discord, because a mistake there must show here.
type ruler struct {
	refusal *Refusal
	path    string
	o       map[string]any
}

// newRuler decodes a body for the rules. Numbers keep every digit that was sent.
func newRuler(text []byte) ruler {
	var body map[string]any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if d.Decode(&body) != nil {
		body = nil // the decoding into a type has refused it
	}
	return ruler{invalidForm(), "", body}
}

func (r ruler) at(key string) string { return joinPath(r.path, key) }

func (r ruler) refuse(key, code, message string, args ...any) {
	r.refusal.add(r.at(key), code, message, args...)
}

// in returns a ruler for the object under a key. A missing object counts as an empty one.
func (r ruler) in(key string) ruler {
	o, _ := r.o[key].(map[string]any)
	return ruler{r.refusal, r.at(key), o}
}

// has reports whether a field has a value other than the empty value of its type.
func (r ruler) has(key string) bool {
	switch v := r.o[key].(type) {
	case nil:
		return false
	case string:
		return v != ""
	case bool:
		return v
	case json.Number:
		return numberOf(v) != 0
	case []any:
		return len(v) > 0
	}
	return true
}

// given reports whether a field is present and not null.
func (r ruler) given(key string) bool { return r.o[key] != nil }

func (r ruler) none(key string) {
	if r.has(key) {
		r.refuse(key, "BASE_TYPE_BAD_VALUE", "This field cannot be set here.")
	}
}

func (r ruler) needs(key string) {
	if !r.has(key) {
		r.refuse(key, "BASE_TYPE_REQUIRED", "This field is required")
	}
}

// text limits a text. If least is not zero, the text must be present.
func (r ruler) text(key string, least, most int) string {
	if !r.given(key) {
		if least > 0 {
			r.refuse(key, "BASE_TYPE_REQUIRED", "This field is required")
		}
		return ""
	}
	text, ok := r.o[key].(string)
	if !ok {
		r.refuse(key, "BASE_TYPE_BAD_TYPE", "Could not interpret the value as string.")
	} else {
		r.length(key, text, least, most)
	}
	return text
}

func (r ruler) length(key, text string, least, most int) {
	switch n := utf8.RuneCountInString(text); {
	case n > most:
		r.refuse(key, "BASE_TYPE_MAX_LENGTH", "%d characters, at most %d", n, most)
	case n < least:
		r.refuse(key, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	}
}

// optional limits a text that may be missing.
func (r ruler) optional(key string, least, most int) {
	if r.given(key) {
		r.text(key, least, most)
	}
}

// trimmed limits a text, not counting the white space at its ends, and returns its length.
func (r ruler) trimmed(key string, most int) int {
	text, _ := r.o[key].(string)
	text = strings.TrimSpace(text)
	r.length(key, text, 0, most)
	return utf8.RuneCountInString(text)
}

// whole limits an integer that may be missing. It returns the integer, and whether it is present.
func (r ruler) whole(key string, least, most int) (int, bool) {
	if !r.given(key) {
		return 0, false
	}
	_, ok := r.o[key].(json.Number)
	n := numberOf(r.o[key])
	switch {
	case !ok || n != math.Trunc(n):
		r.refuse(key, "NUMBER_TYPE_COERCE", "Value \"%v\" is not int.", r.o[key])
	case n < float64(least):
		r.refuse(key, "NUMBER_TYPE_MIN", "int value should be greater than or equal to %d.", least)
	case n > float64(most):
		r.refuse(key, "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", most)
	}
	return int(n), ok
}

// list limits a list, and returns a ruler for each of its objects.
func (r ruler) list(key string, least, most int) []ruler {
	all, ok := r.o[key].([]any)
	if !ok && r.given(key) {
		r.refuse(key, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
		return nil
	}
	if n := len(all); n < least || n > most {
		r.refuse(key, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", least, most)
	}
	var held []ruler
	for n, one := range all {
		o, _ := one.(map[string]any)
		held = append(held, ruler{r.refusal, indexPath(r.at(key), n), o})
	}
	return held
}

// distinct limits a list of values that Discord calls a set.
func (r ruler) distinct(key string, most int) {
	all, _ := r.o[key].([]any)
	if len(all) > most {
		r.refuse(key, "BASE_TYPE_MAX_LENGTH", "%d elements, at most %d", len(all), most)
		return
	}
	for n, one := range all {
		if slices.Contains(all[:n], one) {
			r.refuse(key, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
			return
		}
	}
}

// numbers limits each number of a set. A violation has the path of the number.
func (r ruler) numbers(key string, least, most float64) {
	all, _ := r.o[key].([]any)
	for n, one := range all {
		at := indexPath(key, n)
		if _, ok := one.(json.Number); !ok || numberOf(one) < least || numberOf(one) > most {
			r.refuse(at, "BASE_TYPE_CHOICES", "Value must be one of the numbers from %v to %v.", least, most)
		}
		if slices.Contains(all[:n], one) {
			r.refuse(at, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
		}
	}
}

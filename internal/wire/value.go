package wire

import (
	"bytes"
	"slices"
)

// Null steps over a null and returns true, or returns false if the next value is something else.
func (r *Reader) Null() bool {
	if r.Kind() != 'n' {
		return false
	}
	r.literal("null")
	return true
}

func (r *Reader) literal(word string) {
	if len(r.body)-r.at < len(word) || string(r.body[r.at:r.at+len(word)]) != word {
		r.Fail()
		return
	}
	r.at += len(word)
}

// Text reads a string. It returns an empty string for null.
func (r *Reader) Text() string {
	switch r.Kind() {
	case '"':
	case 'n':
		r.literal("null")
		return ""
	default:
		r.Fail()
		return ""
	}
	start := r.at
	text, escaped := r.quoted()
	if !escaped {
		return r.text(start+1, len(text))
	}
	return string(r.unquoted(text))
}

// TextInto reads a string, as Text does, into a variable. Passing a pointer takes less code than
// storing a string.
//
//go:noinline
func (r *Reader) TextInto(v *string) {
	if start := r.at; start < len(r.body) && r.body[start] == '"' {
		if text, escaped := r.quoted(); !escaped {
			*v = r.text(start+1, len(text))
			return
		}
		r.at = start
	}
	*v = r.Text()
}

// Bytes reads a string. It returns nil for null. The result may be a part of the body, so copy it
// to keep it.
func (r *Reader) Bytes() []byte {
	if r.Null() {
		return nil
	}
	if r.Kind() != '"' {
		r.Fail()
		return nil
	}
	text, escaped := r.quoted()
	if escaped {
		return r.unquoted(text)
	}
	return text
}

// AppendText reads a string, as Text does, and appends it.
func (r *Reader) AppendText(to []byte) []byte {
	if r.Null() {
		return to
	}
	if r.Kind() != '"' {
		r.Fail()
		return to
	}
	text, escaped := r.quoted()
	to = slices.Grow(to, len(text))
	if !escaped {
		return append(to, text...)
	}
	to, ok := appendUnquoted(to, text, r.repair)
	if !ok {
		r.Fail()
	}
	return to
}

// Key returns Name as a string, which the caller may keep.
func (r *Reader) Key() string {
	if r.nameAt >= 0 {
		return r.text(r.nameAt, len(r.Name))
	}
	return string(r.Name)
}

// Bool reads true or false. It returns false for null.
func (r *Reader) Bool() bool {
	switch r.Kind() {
	case 't':
		r.literal("true")
		return true
	case 'f':
		r.literal("false")
	case 'n':
		r.literal("null")
	default:
		r.Fail()
	}
	return false
}

// Raw steps over a value and returns it as it is in the body. Copy the result to keep it. The
// result is nil after a failure.
func (r *Reader) Raw() []byte {
	start := r.Offset()
	if r.Skip(); r.failed {
		return nil
	}
	return r.body[start:r.at:r.at]
}

// RawCopy returns a copy of the result of Raw.
func (r *Reader) RawCopy() []byte { return bytes.Clone(r.Raw()) }

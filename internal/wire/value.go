package wire

import (
	"bytes"
	"slices"
	"strconv"
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

// Text reads a string. Null is an empty one.
func (r *Reader) Text() string {
	if r.Null() {
		return ""
	}
	start := r.at
	if r.Kind() != '"' {
		r.Fail()
		return ""
	}
	text, escaped := r.quoted()
	switch {
	case escaped:
		if text = r.unquoted(text); r.failed {
			r.failedAt = start
		}
	default:
		return r.text(start+1, len(text))
	}
	return string(text)
}

// TextInto reads a string, as Text does, into a variable. To pass a pointer takes less code than to
// store a string.
//
//go:noinline
func (r *Reader) TextInto(v *string) { *v = r.Text() }

// Bytes reads a string. Null is nil. The result may be part of the body: copy what you keep.
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

// Key returns Name as text, which may be kept.
func (r *Reader) Key() string {
	if r.nameAt >= 0 {
		return r.text(r.nameAt, len(r.Name))
	}
	return string(r.Name)
}

// number steps over a number and returns it as written, and whether it has neither fraction nor
// exponent.
func (r *Reader) number() (text []byte, whole bool) {
	start := r.at
	if r.at < len(r.body) && r.body[r.at] == '-' {
		r.at++
	}
	if r.at < len(r.body) && r.body[r.at] == '0' {
		r.at++
	} else {
		r.digits()
	}
	whole = true
	if r.at < len(r.body) && r.body[r.at] == '.' {
		whole = false
		r.at++
		r.digits()
	}
	if r.at < len(r.body) && r.body[r.at]|0x20 == 'e' {
		whole = false
		r.at++
		if r.at < len(r.body) && (r.body[r.at] == '+' || r.body[r.at] == '-') {
			r.at++
		}
		r.digits()
	}
	return r.body[start:r.at], whole
}

// digits steps over one or more digits.
func (r *Reader) digits() {
	start := r.at
	for r.at < len(r.body) && r.body[r.at]-'0' <= 9 {
		r.at++
	}
	if r.at == start {
		r.Fail()
	}
}

// Int64 reads an integer without fraction and exponent. Null is zero.
func (r *Reader) Int64() int64 {
	if r.Null() {
		return 0
	}
	start := r.at
	text, whole := r.number()
	n, err := strconv.ParseInt(string(text), 10, 64)
	if !whole || err != nil {
		r.FailAt(start)
	}
	return n
}

// Int reads an integer, as Int64 does.
func (r *Reader) Int() int {
	start := r.Offset()
	n := r.Int64()
	if int64(int(n)) != n {
		r.FailAt(start)
	}
	return int(n)
}

// Float64 reads a number. Null is zero.
func (r *Reader) Float64() float64 {
	if r.Null() {
		return 0
	}
	start := r.at
	text, _ := r.number()
	n, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		r.FailAt(start)
	}
	return n
}

// Bool reads true or false. Null is false.
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

// Raw steps over a value and returns it as it is in the body: copy what you keep. It is nil after a
// failure.
func (r *Reader) Raw() []byte {
	start := r.Offset()
	if r.Skip(); r.failed {
		return nil
	}
	return r.body[start:r.at:r.at]
}

// RawCopy returns a copy of what Raw returns.
func (r *Reader) RawCopy() []byte { return bytes.Clone(r.Raw()) }

package discord

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// quoted steps over a string, at which the reader stands, and returns what is between its quotes.
func (r *reader) quoted() (text string, escaped bool) {
	rest := r.text[r.at+1:]
	end := strings.IndexByte(rest, '"')
	if r.escapes && end >= 0 && strings.IndexByte(rest[:end], '\\') >= 0 {
		escaped = true
		s := scanner{r.body, r.at}
		s.skipString()
		// The scanner stands behind the quote, or at the end where there is none.
		if end = s.at - r.at - 2; end < 0 || rest[end] != '"' {
			end = -1
		}
	}
	if end < 0 || r.controls && hasControlCharacter(rest[:end]) {
		r.fail()
		return "", false
	}
	r.at += end + 2
	return rest[:end], escaped
}

// hasControlCharacter looks for what JSON demands to be escaped.
func hasControlCharacter(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' {
			return true
		}
	}
	return false
}

// unescaped returns the text between quotes that holds escapes.
func (r *reader) unescaped(text string) string {
	quoted := jsontext.Value(`"` + text + `"`)
	plain, err := jsontext.AppendUnquote(nil, quoted)
	if err != nil && !(r.repairs && quoted.IsValid(jsontext.AllowInvalidUTF8(true))) {
		r.fail()
	}
	return string(plain)
}

// string reads a text; null is an empty one.
func (r *reader) string() string {
	if r.null() {
		return ""
	}
	if r.next() != '"' {
		r.fail()
		return ""
	}
	text, escaped := r.quoted()
	switch {
	case escaped:
		return r.unescaped(text)
	case r.copies:
		return strings.Clone(text)
	}
	return text
}

func readString(r *reader, v *string) { *v = r.string() }

// number steps over a number and returns it as it stands, and whether it is one without fraction and exponent.
func (r *reader) number() (text string, whole bool) {
	start := r.at
	if r.at < len(r.text) && r.text[r.at] == '-' {
		r.at++
	}
	if r.at < len(r.text) && r.text[r.at] == '0' {
		r.at++
	} else {
		r.digits()
	}
	whole = true
	if r.at < len(r.text) && r.text[r.at] == '.' {
		whole = false
		r.at++
		r.digits()
	}
	if r.at < len(r.text) && r.text[r.at]|0x20 == 'e' {
		whole = false
		r.at++
		if r.at < len(r.text) && (r.text[r.at] == '+' || r.text[r.at] == '-') {
			r.at++
		}
		r.digits()
	}
	return r.text[start:r.at], whole
}

// digits steps over one digit or more.
func (r *reader) digits() {
	start := r.at
	for r.at < len(r.text) && r.text[r.at]-'0' <= 9 {
		r.at++
	}
	if r.at == start {
		r.fail()
	}
}

// int64 reads an integer; null is zero.
func (r *reader) int64() int64 {
	if r.null() {
		return 0
	}
	start := r.at
	text, whole := r.number()
	n, err := strconv.ParseInt(text, 10, 64)
	if !whole || err != nil {
		r.failAt(start)
	}
	return n
}

// int reads an integer; null is zero.
func (r *reader) int() int {
	start := r.at
	n := r.int64()
	if int64(int(n)) != n {
		r.failAt(start)
	}
	return int(n)
}

// float64 reads a number; null is zero.
func (r *reader) float64() float64 {
	if r.null() {
		return 0
	}
	start := r.at
	text, _ := r.number()
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		r.failAt(start)
	}
	return n
}

// failAt fails at what has been stepped over.
func (r *reader) failAt(start int) {
	if !r.failed {
		r.at = start
		r.fail()
	}
}

// bool reads true or false; null is false.
func (r *reader) bool() bool {
	switch r.next() {
	case 't':
		r.literal("true")
		return true
	case 'f':
		r.literal("false")
	case 'n':
		r.literal("null")
	default:
		r.fail()
	}
	return false
}

// raw steps over a value and returns it as it stands in the body, which is not the reader's to keep.
func (r *reader) raw() jsontext.Value {
	r.next()
	start := r.at
	if r.skip(); r.failed {
		return nil
	}
	return r.body[start:r.at:r.at]
}

// readValue keeps a value as it stands in the body.
func readValue(r *reader, v *jsontext.Value) { *v = bytes.Clone(r.raw()) }

func readSnowflake(r *reader, v *Snowflake) {
	if r.next() != '"' {
		// Null, or a number, as IDs were in the past.
		start := r.at
		if value := r.raw(); !r.failed && v.UnmarshalJSON(value) != nil {
			r.failAt(start)
		}
		return
	}
	text, _ := r.quoted()
	*v = r.snowflake(text)
}

// snowflakeName reads the name of a member.
func (r *reader) snowflakeName() Snowflake { return r.snowflake(r.name) }

func (r *reader) snowflake(text string) Snowflake {
	id := uint64(0)
	// Nineteen digits are below 2^64, whatever they are.
	short := len(text) < 20 && text != ""
	for i := 0; short && i < len(text); i++ {
		digit := text[i] - '0'
		id, short = id*10+uint64(digit), digit <= 9
	}
	if !short {
		var err error
		if id, err = strconv.ParseUint(text, 10, 64); err != nil {
			r.fail()
		}
	}
	return Snowflake(id)
}

func readPermissions(r *reader, v *Permissions) {
	r.next()
	start := r.at
	if value := r.raw(); !r.failed && v.UnmarshalJSON(value) != nil {
		r.failAt(start)
	}
}

func readTag(r *reader, v *Tag) { *v = string(r.raw()) != "false" }

// readTime takes whatever is no time for none.
func readTime(r *reader, v *Time) {
	if r.null() {
		*v = Time{}
		return
	}
	if r.next() != '"' {
		r.skip()
		*v = Time{}
		return
	}
	text, escaped := r.quoted()
	if escaped {
		text = r.unescaped(text)
	}
	*v = parseTime(text)
}

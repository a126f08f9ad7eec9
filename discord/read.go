package discord

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// reader decodes JSON that jsontext has validated, by the same struct tags as package json and to the same values, in
// less than half the time: it need not check again what is known. It reads what Discord sends every day. At whatever
// else (a name with an escape, a fraction for an integer, a value of another kind) it fails, and package json, which
// is the judge of everything unusual, decodes the whole interaction once more.
//
// What it reads shares the memory of one string, or of the body itself where it is raw JSON.
type reader struct {
	body   []byte
	text   string // the body
	at     int
	failed bool
}

// largestRead is the largest body that is read so: a string that somebody keeps is not to hold on to much more.
const largestRead = 64 << 10

// readInteraction returns false where package json should decide.
func readInteraction(body []byte, into Interaction) bool {
	if len(body) > largestRead {
		return false
	}
	r := reader{body: body, text: string(body)}
	r.into(into)
	return !r.failed
}

// into reads the value at which the reader stands.
func (r *reader) into(pointer any) {
	v := reflect.ValueOf(pointer).Elem()
	shapeOf(v.Type()).read(r, v)
}

// next skips white space and returns the byte after it. Valid JSON does not end where a value is due.
func (r *reader) next() byte {
	for ; r.at < len(r.text); r.at++ {
		switch b := r.text[r.at]; b {
		case ' ', '\t', '\r', '\n':
		default:
			return b
		}
	}
	r.failed = true
	return 0
}

// more steps over what stands before the next element or member, and returns false, behind the end, after the last.
func (r *reader) more(end byte) bool {
	b := r.next()
	if b == ',' || b == '[' || b == '{' {
		r.at++
		b = r.next()
	}
	if b == end {
		r.at++
		return false
	}
	return !r.failed
}

// null steps over a null.
func (r *reader) null() bool {
	if r.next() != 'n' {
		return false
	}
	r.at += len("null")
	return true
}

// raw steps over a value and returns where it is.
func (r *reader) raw() (start, end int) {
	r.next()
	s := scanner{r.body, r.at}
	s.value()
	start, r.at = r.at, s.at
	return start, r.at
}

// name reads a member's name and the colon.
func (r *reader) name() string {
	start := r.at + 1
	end := start
	for end < len(r.text) && r.text[end] != '"' {
		if r.text[end] == '\\' {
			r.failed = true
			return ""
		}
		end++
	}
	if r.at = end + 1; r.next() == ':' {
		r.at++
	}
	return r.text[start:min(end, len(r.text))]
}

func readString(r *reader, v reflect.Value) {
	if r.null() {
		v.SetZero()
		return
	}
	if r.next() != '"' {
		r.failed = true
		return
	}
	start := r.at + 1
	end := start + max(strings.IndexByte(r.text[start:], '"'), 0)
	if text := r.text[start:end]; strings.IndexByte(text, '\\') < 0 {
		r.at = end + 1
		v.SetString(text)
		return
	}
	start, end = r.raw()
	text, err := jsontext.AppendUnquote(nil, r.body[start:end])
	r.failed = r.failed || err != nil
	v.SetString(string(text))
}

// number returns the text of a number, or an empty text for null.
func (r *reader) number() string {
	if r.null() {
		return ""
	}
	start := r.at
	for r.at < len(r.text) && (r.text[r.at] == '-' || r.text[r.at] >= '0' && r.text[r.at] <= '9') {
		r.at++
	}
	// A fraction or an exponent is not for this reader, nor is what is no number.
	if r.at == start || r.at < len(r.text) && strings.IndexByte(".eE", r.text[r.at]) >= 0 {
		r.failed = true
	}
	return r.text[start:r.at]
}

func readInt(r *reader, v reflect.Value) {
	text := r.number()
	if text == "" {
		v.SetZero()
		return
	}
	n, err := strconv.ParseInt(text, 10, v.Type().Bits())
	r.failed = r.failed || err != nil
	v.SetInt(n)
}

func readBool(r *reader, v reflect.Value) {
	switch r.next() {
	case 't':
		r.at += len("true")
		v.SetBool(true)
	case 'f':
		r.at += len("false")
		v.SetBool(false)
	case 'n':
		r.at += len("null")
		v.SetBool(false)
	default:
		r.failed = true
	}
}

func readSnowflake(r *reader, v reflect.Value) {
	if r.next() != '"' {
		readMethod(r, v)
		return
	}
	start := r.at + 1
	end := start + max(strings.IndexByte(r.text[start:], '"'), 0)
	id, err := strconv.ParseUint(r.text[start:end], 10, 64)
	r.failed = r.failed || err != nil
	r.at = end + 1
	v.SetUint(id)
}

// readMethod leaves a value to its type's own method.
func readMethod(r *reader, v reflect.Value) {
	start, end := r.raw()
	if err := v.Addr().Interface().(json.Unmarshaler).UnmarshalJSON(r.body[start:end]); err != nil {
		r.failed = true
	}
}

// readRaw keeps a value as it stands in the body.
func readRaw(r *reader, v reflect.Value) {
	start, end := r.raw()
	v.SetBytes(r.body[start:end:end])
}

// readElse leaves a value to package json.
func readElse(r *reader, v reflect.Value) {
	start, end := r.raw()
	if err := json.Unmarshal(r.body[start:end], v.Addr().Interface(), lenient); err != nil {
		r.failed = true
	}
}

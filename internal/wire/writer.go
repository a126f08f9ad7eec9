package wire

import (
	"encoding/base64"
	"errors"
	"math"
	"strconv"
)

// Writer appends JSON to a buffer. The caller writes the brackets, names and values in order, and
// the Writer adds the commas. Errors are sticky; see Finish.
//
// Methods with hundreds of calls in the generated functions are not inlined. Inlining them would
// make every program larger and nothing measurably faster.
type Writer struct {
	b   []byte
	err error
}

// NewWriter returns a Writer with room for a number of bytes.
func NewWriter(room int) Writer { return AppendTo(make([]byte, 0, room)) }

// AppendTo returns a Writer that appends to a buffer.
func AppendTo(buffer []byte) Writer { return Writer{b: buffer} }

// Finish returns the written bytes and the first error.
func (w *Writer) Finish() ([]byte, error) { return w.b, w.err }

// Len returns how many bytes are written.
func (w *Writer) Len() int { return len(w.b) }

// Truncate removes all bytes after the first n.
func (w *Writer) Truncate(n int) { w.b = w.b[:n] }

// separate writes a comma if something comes before.
func (w *Writer) separate() {
	if last := w.b[len(w.b)-1]; last != '{' && last != '[' {
		w.b = append(w.b, ',')
	}
}

// Open writes an opening bracket: '{' or '['.
//
//go:noinline
func (w *Writer) Open(bracket byte) { w.b = append(w.b, bracket) }

// Close writes a closing bracket: '}' or ']'.
//
//go:noinline
func (w *Writer) Close(bracket byte) { w.b = append(w.b, bracket) }

// Element starts an element of a list.
//
//go:noinline
func (w *Writer) Element() { w.separate() }

// Name starts a member. The argument is the name with its quotes and colon: `"id":`.
//
//go:noinline
func (w *Writer) Name(quoted string) {
	w.separate()
	w.b = append(w.b, quoted...)
}

// Key starts a member whose name may need escapes.
func (w *Writer) Key(name string) {
	w.separate()
	w.Text(name)
	w.b = append(w.b, ':')
}

// Null writes null.
//
//go:noinline
func (w *Writer) Null() { w.b = append(w.b, "null"...) }

// Bool writes true or false.
//
//go:noinline
func (w *Writer) Bool(value bool) { w.b = strconv.AppendBool(w.b, value) }

// Int writes an integer.
//
//go:noinline
func (w *Writer) Int(value int64) { w.b = strconv.AppendInt(w.b, value, 10) }

// UintText writes an integer as a string.
//
//go:noinline
func (w *Writer) UintText(value uint64) {
	w.b = append(w.b, '"')
	w.b = strconv.AppendUint(w.b, value, 10)
	w.b = append(w.b, '"')
}

var errNotFinite = errors.New("a number is infinite or not a number")

// Float64 writes a number as ECMAScript does: without an exponent from 1e-6 to 1e21. It fails for
// infinity and NaN.
func (w *Writer) Float64(value float64) {
	if math.IsInf(value, 0) || math.IsNaN(value) {
		w.Fail(errNotFinite)
		return
	}
	format := byte('f')
	if size := math.Abs(value); size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'e'
	}
	w.b = strconv.AppendFloat(w.b, value, format, -1, 64)
	// strconv writes an exponent of one digit as e-07.
	if n := len(w.b); format == 'e' && w.b[n-4] == 'e' && w.b[n-3] == '-' && w.b[n-2] == '0' {
		w.b[n-2] = w.b[n-1]
		w.b = w.b[:n-1]
	}
}

// Text writes a string, as AppendQuoted does, because a message that is cut in the middle of a
// character is better than none.
//
//go:noinline
func (w *Writer) Text(text string) { w.b = AppendQuoted(w.b, text) }

// Base64 writes bytes as a string.
func (w *Writer) Base64(data []byte) {
	w.b = append(w.b, '"')
	w.b = base64.StdEncoding.AppendEncode(w.b, data)
	w.b = append(w.b, '"')
}

// Verbatim writes a value that is known to be JSON.
func (w *Writer) Verbatim(value []byte) { w.b = append(w.b, value...) }

// Raw writes JSON from another source without its white space. It writes an empty value as null. If
// the value is malformed, the error is [ErrSyntax].
func (w *Writer) Raw(value []byte) {
	if len(value) == 0 {
		w.Null()
		return
	}
	if !Valid(value) {
		w.Fail(ErrSyntax)
		return
	}
	for at := 0; at < len(value); at++ {
		switch b := value[at]; b {
		case ' ', '\t', '\r', '\n':
		case '"':
			end := at + 1 + closingQuote(value[at+1:])
			w.b = append(w.b, value[at:end+1]...)
			at = end
		default:
			w.b = append(w.b, b)
		}
	}
}

// Fail keeps an error for Finish, unless there is already one, and writes null in place of the
// value.
func (w *Writer) Fail(err error) {
	if w.err == nil {
		w.err = err
	}
	w.Null()
}

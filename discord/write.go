package discord

import (
	"encoding/base64"
	"errors"
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// writer writes JSON as Discord takes it. The functions that write with it, one for each struct, are generated. What
// they call is kept from being inlined where that would make each of hundreds of calls larger.
type writer struct {
	b   []byte
	err error
}

// separate puts a comma where something stands before.
func (w *writer) separate() {
	if last := w.b[len(w.b)-1]; last != '{' && last != '[' {
		w.b = append(w.b, ',')
	}
}

//go:noinline
func (w *writer) open(bracket byte) { w.b = append(w.b, bracket) }

//go:noinline
func (w *writer) close(bracket byte) { w.b = append(w.b, bracket) }

// element begins an element of a list.
//
//go:noinline
func (w *writer) element() { w.separate() }

// name begins a member by its name, which comes in its quotes and with the colon.
//
//go:noinline
func (w *writer) name(quoted string) {
	w.separate()
	w.b = append(w.b, quoted...)
}

// key begins a member by a name that may need escapes.
func (w *writer) key(name string) {
	w.separate()
	w.string(name)
	w.b = append(w.b, ':')
}

//go:noinline
func (w *writer) null() { w.b = append(w.b, "null"...) }

//go:noinline
func (w *writer) bool(value bool) { w.b = strconv.AppendBool(w.b, value) }

//go:noinline
func (w *writer) int(value int64) { w.b = strconv.AppendInt(w.b, value, 10) }

var errNotFinite = errors.New("a number is infinite or not a number")

// float64 writes a number as ECMAScript does.
func (w *writer) float64(value float64) {
	if math.IsInf(value, 0) || math.IsNaN(value) {
		w.fail(errNotFinite)
		return
	}
	w.b = append(w.b, jsontext.Float(value).String()...)
}

// string writes text. What is not UTF-8 goes out with U+FFFD in place of the faulty bytes, since a message cut in the
// middle of a character is better than none: hence no error is looked at.
//
//go:noinline
func (w *writer) string(text string) { w.b, _ = jsontext.AppendQuote(w.b, text) }

func (w *writer) base64(data []byte) {
	w.b = append(w.b, '"')
	w.b = base64.StdEncoding.AppendEncode(w.b, data)
	w.b = append(w.b, '"')
}

// raw writes JSON of somebody's own making, without white space; nothing is null.
func (w *writer) raw(value jsontext.Value) {
	if len(value) == 0 {
		w.null()
		return
	}
	if !wellFormed(value) {
		w.fail(errNotJSON)
		return
	}
	for s := (scanner{text: value}); s.peek() != 0; {
		start := s.at
		if value[s.at] == '"' {
			s.skipString()
		} else {
			s.at++
		}
		w.b = append(w.b, value[start:s.at]...)
	}
}

var errNotJSON = errors.New("it is not well-formed JSON in UTF-8")

func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
	// Whatever comes next needs something to stand behind.
	w.null()
}

//go:noinline
func writeSnowflake(w *writer, v *Snowflake) {
	w.b = append(w.b, '"')
	w.b = strconv.AppendUint(w.b, uint64(*v), 10)
	w.b = append(w.b, '"')
}

func writeTime(w *writer, v *Time) {
	text, err := v.appendJSON(w.b)
	if err != nil {
		w.fail(err)
		return
	}
	w.b = text
}

// encoded returns what a function writes.
func encoded[T any](write func(*writer, *T), v *T) ([]byte, error) {
	w := writer{b: make([]byte, 0, 192)}
	write(&w, v)
	return w.b, w.err
}

// encodeTo has an encoder write what a function writes.
func encodeTo[T any](enc *jsontext.Encoder, write func(*writer, *T), v *T) error {
	w := writer{b: enc.AvailableBuffer()}
	if write(&w, v); w.err != nil {
		return w.err
	}
	return enc.WriteValue(w.b)
}

package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// texts are well-formed and malformed JSON that the tests read and that fuzzing starts from.
var texts = []string{
	``, ` `, `null`, ` true `, `false`, `nul`, `truex`, `0`, `-0`, `-`, `01`, `1.`, `.5`, `1.5`, `1e2`, `1E+2`, `1e-2`, `1e`, `1e400`, `-7`,
	`2147483648`, `9223372036854775807`, `9223372036854775808`, `18446744073709551616`, `0.1`, `1e21`, `1e20`, `1e-6`, `1e-7`, `5e-324`,
	`""`, `"x"`, `"`, `"\"`, `"\\"`, `"\\\""`, `"\b\f\n\r\t\/\"\\"`, `"\x"`, `"\u00e9\u0000\uFFFD"`, `"\u12"`, `"\uzzzz"`, `"\ud83d\ude00"`, `"\ud83d"`,
	`"\ude00"`, `"\ud83d\ud83d\ude00"`, `"\ud83dx"`, "\"\x00\"", "\"a\nb\"", "\"\x7f\u2028<>&\"", "\"\xff\"", "\"\xc3\x28\"", `"蛍 ü 🪲"`,
	`[]`, `[ ]`, `[1]`, `[1,2 , 3]`, `[,]`, `[1,]`, `[1 2]`, `[`, `]`, `[[],[[]]]`, `[1}`, `[]]`, `{}`, ` { } `, `{"a":1}`, `{"a" : [ {"b":null} ] }`,
	`{"a":1,"a":2}`, `{"\u0061":1}`, `{"a":1,}`, `{,}`, `{"a"}`, `{"a":}`, `{a:1}`, `{"a":1 "b":2}`, `{"a/b":{"~":[0,{"c":"x"}]}}`, `{`, `{"type":2}`,
	`{"type":"2"}`, `{"type":3,"x":{"type":4},"type":2}`, `{"type":1.0}`, `{"type":99999999999}`, `{"type":-5}`, "\ufeff{}", `{}x`, `{} {}`,
	`[1e400,"\ud83d"]`, `["\ufffd","\uD83D"]`, `["\\ufffd","\ud83d"]`, `["\\ud83d"]`, "[\"\uFFFD\",\"\\ud83d\"]",
}

// value reads any value as encoding/json does. Numbers are float64.
func value(r *Reader) any {
	switch r.Kind() {
	case '"':
		return r.Text()
	case '{':
		object := map[string]any{}
		for r.Open('{'); r.Member(); {
			name := r.Key()
			object[name] = value(r)
		}
		return object
	case '[':
		list := []any{}
		for r.Open('['); r.More(']'); {
			list = append(list, value(r))
		}
		return list
	case 't', 'f':
		return r.Bool()
	case 'n':
		r.Null()
		return nil
	}
	return r.Float64()
}

// write writes a value that the function value has returned.
func write(w *Writer, v any) {
	switch v := v.(type) {
	case nil:
		w.Null()
	case string:
		w.Text(v)
	case bool:
		w.Bool(v)
	case float64:
		w.Float64(v)
	case []any:
		w.Open('[')
		for _, element := range v {
			w.Element()
			write(w, element)
		}
		w.Close(']')
	case map[string]any:
		w.Open('{')
		for _, name := range slices.Sorted(maps.Keys(v)) {
			w.Key(name)
			write(w, v[name])
		}
		w.Close('}')
	}
}

// compare compares the Reader and the Writer with encoding/json.
func compare(t *testing.T, text []byte) {
	t.Helper()
	var want any
	err := json.Unmarshal(text, &want)
	// A number that does not fit a float64 is well-formed. encoding/json repairs text that this
	// package refuses without Repair.
	tooLarge := errors.As(err, new(*json.UnmarshalTypeError))
	wellFormed := err == nil || tooLarge
	strict := wellFormed && utf8.Valid(text) && !hasHalf(text)
	if Valid(text) != strict {
		t.Fatalf("Valid(%q) is %t", text, !strict)
	}
	for _, mode := range []Mode{0, Share, Repair, Share | Repair} {
		var r Reader
		r.Reset(text, mode)
		got := value(&r)
		accept := !tooLarge && (strict || wellFormed && mode&Repair != 0)
		if problem := r.Finish(); (problem == nil) != accept {
			t.Fatalf("%q, mode %d: %v; encoding/json: %v", text, mode, problem, err)
		}
		if strict && accept && !reflect.DeepEqual(got, want) {
			t.Fatalf("%q, mode %d: %#v; encoding/json: %#v", text, mode, got, want)
		}
		if r.Failed() {
			continue
		}
		w := NewWriter(0)
		write(&w, got)
		again, err := w.Finish()
		if err != nil || !json.Valid(again) {
			t.Fatalf("%q is written as %q: %v", text, again, err)
		}
		var back any
		if json.Unmarshal(again, &back) != nil || !reflect.DeepEqual(back, got) {
			t.Fatalf("%q is written as %q", text, again)
		}
	}
	if strict {
		compareRaw(t, text)
	}
}

// compareRaw compares Writer.Raw with json.Compact.
func compareRaw(t *testing.T, text []byte) {
	t.Helper()
	w := NewWriter(0)
	w.Raw(text)
	got, err := w.Finish()
	var want bytes.Buffer
	if json.Compact(&want, text) != nil || err != nil || string(got) != want.String() {
		t.Fatalf("Raw(%q) is %q, %v, want %q", text, got, err, want.String())
	}
}

var (
	// notHalves are the escapes of a backslash and of whole surrogate pairs.
	notHalves = regexp.MustCompile(`(?i)\\\\|\\ud[89ab]..\\ud[c-f]..`)
	half      = regexp.MustCompile(`(?i)\\ud[89a-f]`)
)

// hasHalf reports whether well-formed JSON has half of a surrogate pair, which encoding/json reads
// as U+FFFD.
func hasHalf(text []byte) bool { return half.Match(notHalves.ReplaceAll(text, nil)) }

func TestAsEncodingJSON(t *testing.T) {
	for _, text := range texts {
		compare(t, []byte(text))
	}
	// Put every text into every other, and cut it at every byte.
	for _, outer := range []string{`[%]`, `{"a":%}`, `[0,{"x":[%],"y":"\n"}]`, `{"a":"` + strings.Repeat("x", 20) + `","b":%,"c":1}`} {
		for _, inner := range texts {
			text := strings.Replace(outer, "%", inner, 1)
			compare(t, []byte(text))
			for cut := range len(text) {
				compare(t, []byte(text[:cut]))
			}
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { compare(t, text) })
}

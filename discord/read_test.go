package discord

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// byPackageJSON decodes an interaction by the struct tags, as package json understands them.
func byPackageJSON(kind InteractionType, body []byte) (Interaction, error) {
	into := newInteraction(kind)
	if into == nil {
		return nil, ErrUnknownType
	}
	if err := json.Unmarshal(body, into, lenient); err != nil {
		return nil, err
	}
	into.Common().raw = string(body)
	return into, nil
}

// readDifference tells what Decode makes of a body otherwise than package json, whose judgement goes.
func readDifference(body []byte) string {
	kind, got, err := Decode(body)
	peeked, malformed := PeekType(body)
	if malformed != nil || peeked == InteractionPing {
		if kind != peeked || got != nil || err != malformed {
			return fmt.Sprintf("of %s Decode makes %v, %v; PeekType %v, %v", short(body), kind, err, peeked, malformed)
		}
		return ""
	}
	again, againErr := DecodeInteraction(peeked, body)
	want, wantErr := byPackageJSON(peeked, body)
	if kind != peeked || (err == nil) != (wantErr == nil) || !reflect.DeepEqual(got, want) {
		return fmt.Sprintf("of %s Decode makes %+v, %v; package json %+v, %v", body, got, err, want, wantErr)
	}
	if fmt.Sprint(err) != fmt.Sprint(againErr) || !reflect.DeepEqual(got, again) {
		return fmt.Sprintf("of %s Decode makes %+v, %v; DecodeInteraction %+v, %v", body, got, err, again, againErr)
	}
	return ""
}

// numbers stand in a path for elements, and for what is resolved: one of them is as good as another.
var numbers = regexp.MustCompile(`[0-9]+`)

// oddValues stand in a test wherever a value stands.
var oddValues = []string{
	`null`, `true`, `false`, `0`, `-0`, `-7`, `1.5`, `1e2`, `1E400`, `18446744073709551615`, `9223372036854775808`, `99999999999999999999999`,
	`""`, `"x"`, `"7"`, `"-7"`, `"\u0037"`, `"a\"b\\"`, `"\ud83d\ude00\n"`, `"2024-01-09T17:03:11+00:00"`,
	`[]`, ` [ ] `, `[null]`, `[1]`, `["7"]`, `[{}]`, `[[]]`, `{}`, ` { } `, `{"id":1}`, `{"7":null}`, `[{"type":1}]`, `{"type":2,"type":3,"x":[{}]}`,
	`{"type":1,"components":[{"type":4,"custom_id":"a"},{"type":2},null,7,{"type":1}]}`,
}

// TestReadAsPackageJSON puts odd values in the place of every value of the payloads, at each path once, and doubles
// and misspells every name, and holds what comes of it against package json.
func TestReadAsPackageJSON(t *testing.T) {
	t.Parallel()
	seen, read := map[string]bool{}, 0
	bodies := payloads(t)
	for _, name := range []string{"slash", "component"} {
		body, err := os.ReadFile("../testdata/payloads/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		bodies[name] = body
	}
	for name, body := range bodies {
		if difference := readDifference(body); difference != "" {
			t.Errorf("%s: %s", name, difference)
		}
		if _, _, ok := readInteraction(body); ok {
			read++
		}
		for _, v := range valuesIn(t, body) {
			path := numbers.ReplaceAllString(v.path, "#")
			if seen[path] {
				continue
			}
			seen[path] = true
			if raceEnabled && len(seen)%10 != 0 {
				continue // nothing here is concurrent, and all of it takes minutes
			}
			for _, odd := range oddValues {
				if difference := readDifference(v.with(body, odd)); difference != "" {
					t.Fatalf("%s: %s at %s: %s", name, odd, path, difference)
				}
				if v.isName {
					if difference := readDifference(v.doubled(body, odd)); difference != "" {
						t.Fatalf("%s: %s, with another %s before: %s", name, path, odd, difference)
					}
				}
			}
		}
	}
	// Were the first pass to fail at everything, nothing would differ.
	if read*10 < len(bodies)*7 {
		t.Errorf("of %d payloads %d are read in one pass", len(bodies), read)
	}
}

// TestReadMalformed breaks two payloads at every byte: by an end, and by each byte that JSON knows. What comes of it is
// what package json makes of it, and nothing crashes.
func TestReadMalformed(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"slash", "component"} {
		body, err := os.ReadFile("../testdata/payloads/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		step := 1
		if raceEnabled || len(body) > 4000 {
			step = 7 // no multiple of anything in there
		}
		for at := 0; at < len(body); at += step {
			if kind, i, err := Decode(body[:at]); err != ErrInvalidJSON {
				t.Fatalf("%s, cut at %d: %v, %v, %v", name, at, kind, i, err)
			}
			broken := bytes.Clone(body)
			for _, b := range []byte("\"{}[],:\\ \x00\xff0-.etn") {
				broken[at] = b
				if difference := readDifference(broken); difference != "" {
					t.Fatalf("%s with %q at %d: %s", name, b, at, difference)
				}
			}
		}
	}
}

// place is where a value, or a member's name, stands in JSON.
type place struct {
	path       string
	start, end int
	isName     bool
}

// with returns the body with something else in the value's place.
func (p place) with(body []byte, other string) []byte {
	if p.isName {
		return body
	}
	return slices.Concat(body[:p.start], []byte(other), body[p.end:])
}

// doubled returns the body with a member of the same name before this one.
func (p place) doubled(body []byte, value string) []byte {
	return slices.Concat(body[:p.start], body[p.start:p.end], []byte(" : "+value+" ,\n"), body[p.start:])
}

// valuesIn returns every value and every name in a body.
func valuesIn(t *testing.T, body []byte) (all []place) {
	t.Helper()
	dec := jsontext.NewDecoder(bytes.NewReader(body), lenient)
	for {
		kind := dec.PeekKind()
		if kind == 0 {
			return all
		}
		ahead := bytes.TrimLeft(body[dec.InputOffset():], " \t\r\n:,")
		start := len(body) - len(ahead)
		s := scanner{body, start}
		if kind != ']' && kind != '}' {
			s.value()
		}
		if _, err := dec.ReadToken(); err != nil {
			t.Fatal(err)
		}
		if kind == ']' || kind == '}' {
			continue
		}
		in, n := dec.StackIndex(dec.StackDepth())
		isName := in == '{' && n%2 == 1
		if kind == '{' || kind == '[' {
			isName = false
		}
		all = append(all, place{fmt.Sprint(dec.StackPointer(), isName), start, s.at, isName})
	}
}

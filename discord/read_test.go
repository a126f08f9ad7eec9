package discord

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/hotaru-go/hotaru/internal/race"
	"github.com/hotaru-go/hotaru/internal/wire"
)

// byJudge decodes an interaction by the struct tags.
func byJudge(kind InteractionType, body []byte) (Interaction, error) {
	into := newInteraction(kind)
	if into == nil {
		return nil, ErrUnknownType
	}
	if err := judgeUnmarshal(body, into); err != nil {
		return nil, err
	}
	into.Common().raw = string(body)
	return into, nil
}

// readDifference describes how Decode's result for a body differs from the judge's. It is empty if
// they agree.
func readDifference(body []byte) string {
	difference := differenceOf(body, features{})
	if difference == "" {
		return ""
	}
	// The search for features that the judge reads differently takes longer than everything else.
	f, err := featuresOf(body)
	switch {
	case err == nil && !judges(f):
		return ""
	case err == nil && f != features{}:
		return differenceOf(body, f)
	}
	return difference
}

func differenceOf(body []byte, f features) string {
	kind, got, err := Decode(body)
	peeked, malformed := PeekType(body)
	if err != nil || got == nil {
		if wantKind, wantErr := judgeType(body, f); peeked != wantKind || malformed != wantErr {
			return fmt.Sprintf("of %s PeekType makes %v, %v; the judge %v, %v", short(body), peeked, malformed, wantKind, wantErr)
		}
	}
	if malformed != nil || peeked == InteractionPing {
		if kind != peeked || got != nil || err != malformed {
			return fmt.Sprintf("of %s Decode makes %v, %v; PeekType %v, %v", short(body), kind, err, peeked, malformed)
		}
		return ""
	}
	again, againErr := DecodeInteraction(peeked, body)
	if kind != peeked || fmt.Sprint(err) != fmt.Sprint(againErr) || !reflect.DeepEqual(got, again) {
		return fmt.Sprintf("of %s Decode makes %+v, %v; DecodeInteraction %+v, %v", body, got, err, again, againErr)
	}
	want, wantErr := byJudge(peeked, body)
	if (err == nil) != (wantErr == nil) || !reflect.DeepEqual(got, want) || err == nil && want.Common().Type != kind {
		return fmt.Sprintf("of %s Decode makes %+v, %v; the judge %+v, %v", body, got, err, want, wantErr)
	}
	return ""
}

// numbers are the parts of a path that are indexes or IDs. Paths that differ only in them are
// tested once.
var numbers = regexp.MustCompile(`[0-9]+`)

// oddValues replace the values of a payload, one at a time.
var oddValues = []string{
	`null`, `true`, `false`, `0`, `-0`, `-7`, `1.5`, `1e2`, `1E400`, `18446744073709551615`, `9223372036854775808`, `99999999999999999999999`,
	`""`, `"x"`, `"7"`, `"-7"`, `"\u0037"`, `"a\"b\\"`, `"\ud83d\ude00\n"`, `"2024-01-09T17:03:11+00:00"`,
	`[]`, ` [ ] `, `[null]`, `[1]`, `["7"]`, `[{}]`, `[[]]`, `{}`, ` { } `, `{"id":1}`, `{"7":null}`, `[{"type":1}]`, `{"type":2,"type":3,"x":[{}]}`,
	`{"type":1,"components":[{"type":4,"custom_id":"a"},{"type":2},null,7,{"type":1}]}`,
}

// everyOddValue tries every odd value at every path, and every byte at every position, instead of a
// quarter of them. This takes 20 seconds. .ci/run sets it.
var everyOddValue = os.Getenv("HOTARU_JUDGE") == "all"

// quarter returns a function that reports whether a pair of numbers is in the quarter to try. Over
// four neighbors of either number it is true once. The quarter differs from run to run.
func quarter() func(a, b int) bool {
	which := rand.IntN(4)
	return func(a, b int) bool { return everyOddValue || (a+b)%4 == which }
}

// TestReadAsJudge puts odd values in the place of every value of the payloads, at each path once,
// and doubles and misspells every name, and compares the result with the judge's. Each path is
// tried in the smallest payload that has it, which takes the least time.
func TestReadAsJudge(t *testing.T) {
	t.Parallel()
	seen, read, chosen := map[string]bool{}, 0, quarter()
	bodies := payloads(t)
	for _, name := range []string{"slash", "component"} {
		body, err := os.ReadFile("../testdata/payloads/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		bodies[name] = body
	}
	bySize := slices.SortedFunc(maps.Keys(bodies), func(a, b string) int { return len(bodies[a]) - len(bodies[b]) })
	for _, name := range bySize {
		body := bodies[name]
		if difference := readDifference(body); difference != "" {
			t.Errorf("%s: %s", name, difference)
		}
		if _, _, err := readInteraction(body); err == nil {
			read++
		}
		for _, v := range valuesIn(t, body) {
			path := numbers.ReplaceAllString(v.path, "#")
			if seen[path] {
				continue
			}
			seen[path] = true
			if race.Enabled && len(seen)%10 != 0 {
				continue // nothing here is concurrent, and all of it takes minutes
			}
			for n, odd := range oddValues {
				if !chosen(n, len(seen)) {
					continue
				}
				if difference := readDifference(v.with(body, odd)); difference != "" {
					t.Fatalf("%s: %s at %s: %s", name, odd, path, difference)
				}
				if v.isName && judges(features{repeated: true}) {
					if difference := readDifference(v.doubled(body, odd)); difference != "" {
						t.Fatalf("%s: %s, with another %s before: %s", name, path, odd, difference)
					}
				}
			}
		}
	}
	// If the first pass failed for every body, nothing would differ.
	if read*10 < len(bodies)*7 {
		t.Errorf("of %d payloads %d are read in one pass", len(bodies), read)
	}
}

// TestReadMalformed breaks two payloads at every byte: it cuts them there, or puts each byte that
// JSON uses in its place. The result must be the judge's, without a crash.
func TestReadMalformed(t *testing.T) {
	t.Parallel()
	chosen := quarter()
	for _, name := range []string{"slash", "component"} {
		body, err := os.ReadFile("../testdata/payloads/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		step := 1
		if race.Enabled || len(body) > 4000 {
			step = 7 // shares no factor with the payload's structure
		}
		for at := 0; at < len(body); at += step {
			if kind, i, err := Decode(body[:at]); err != ErrInvalidJSON {
				t.Fatalf("%s, cut at %d: %v, %v, %v", name, at, kind, i, err)
			}
			broken := bytes.Clone(body)
			for n, b := range []byte("\"{}[],:\\ \x00\xff0-.etn") {
				if !chosen(n, at/step) {
					continue
				}
				broken[at] = b
				if difference := readDifference(broken); difference != "" {
					t.Fatalf("%s with %q at %d: %s", name, b, at, difference)
				}
			}
		}
	}
}

// place is the position of a value or of a member's name in JSON.
type place struct {
	path       string
	start, end int
	isName     bool
}

// with returns the body with another value in this place.
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
	var r wire.Reader
	r.Reset(body, 0)
	var walk func(path string)
	walk = func(path string) {
		start, at := r.Mark(), r.Offset()
		all = append(all, place{path, at, at + len(r.Raw()), false})
		r.Back(start)
		switch r.Kind() {
		case '{':
			for r.Open('{'); r.Member(); {
				inner, quoted := path+"/"+r.Key(), `"`+r.Key()+`"`
				at := bytes.LastIndex(body[:r.Offset()], []byte(quoted))
				all = append(all, place{inner + " name", at, at + len(quoted), true})
				walk(inner)
			}
		case '[':
			n := 0
			for r.Open('['); r.More(']'); n++ {
				walk(path + "/" + strconv.Itoa(n))
			}
		default:
			r.Skip()
		}
	}
	walk("")
	if err := r.Finish(); err != nil {
		t.Fatal(err)
	}
	return all
}

package discord

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// misfits are values of which at least one does not fit any member.
var misfits = []any{"", -1.5, []any{true}}

// TestErrorsNameTheMember replaces each value of the payloads with one that does not fit. An error
// must name that member, or a member inside it, but not the member that follows.
func TestErrorsNameTheMember(t *testing.T) {
	t.Parallel()
	// Each path once: the payloads have most of their members in common, and elements of a list are
	// alike.
	seen := map[string]bool{}
	checked := 0
	for _, body := range payloads(t) {
		checked += eachMisfit(t, seen, body, func(body []byte) error {
			_, _, err := Decode(body)
			return err
		})
	}
	event := []byte(`{"version":1,"application_id":"1","type":1,"event":{"type":"ENTITLEMENT_CREATE","timestamp":"2024-12-31T23:41:02.064834",` +
		`"data":{"id":"2","sku_id":"3","application_id":"1","user_id":"4","type":8,"deleted":false,"consumed":false}}}`)
	checked += eachMisfit(t, seen, event, func(body []byte) error {
		_, err := DecodeEvent(body)
		return err
	})
	if checked < 300 {
		t.Errorf("only %d values were refused", checked)
	}
}

// eachMisfit returns how many of the changed bodies were refused.
func eachMisfit(t *testing.T, seen map[string]bool, body []byte, decode func(body []byte) error) (refused int) {
	t.Helper()
	var whole any
	if err := json.Unmarshal(body, &whole); err != nil {
		t.Fatal(err)
	}
	walkValues(whole, "", func(pointer string, set func(any)) {
		pattern := numbers.ReplaceAllString(pointer, "0")
		if pointer == "/type" || seen[pattern] {
			return
		}
		seen[pattern] = true
		for _, misfit := range misfits {
			set(misfit)
			changed, err := json.Marshal(whole)
			if err != nil {
				t.Fatal(err)
			}
			err = decode(changed)
			if err == nil {
				continue
			}
			refused++
			_, named, _ := strings.Cut(err.Error(), "the value at ")
			named = strings.TrimSuffix(named, " does not fit")
			got, err := strconv.Unquote(named)
			if err != nil || got != pointer && !strings.HasPrefix(got, pointer+"/") {
				t.Errorf("%v at %s: the error names %s", misfit, pointer, named)
			}
		}
	})
	return refused
}

// walkValues calls do for each value inside another, with its JSON pointer and a function that sets
// it. It restores the value afterwards.
func walkValues(value any, pointer string, do func(pointer string, set func(any))) {
	switch value := value.(type) {
	case map[string]any:
		for name, inner := range value {
			do(pointer+"/"+name, func(v any) { value[name] = v })
			value[name] = inner
			walkValues(inner, pointer+"/"+name, do)
		}
	case []any:
		for n, inner := range value {
			at := fmt.Sprintf("%s/%d", pointer, n)
			do(at, func(v any) { value[n] = v })
			value[n] = inner
			walkValues(inner, at, do)
		}
	}
}

// The input of a public report.
func TestErrorNamesAnEmptySnowflake(t *testing.T) {
	body, err := os.ReadFile(filepath.Join("testdata", "snowflake_not_a_number.json"))
	if err != nil {
		t.Fatal(err)
	}
	const want = `discord: decoding interaction 1 of type 2: the value at "/channel_id" does not fit`
	if _, _, err := Decode(body); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

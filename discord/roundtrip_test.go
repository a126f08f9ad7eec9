package discord

import (
	"reflect"
	"strings"
	"testing"
)

// roundTripped are the types of the fuzzed round trip: whole messages from Discord.
var roundTripped = []func() any{
	func() any { return new(CommandInteraction) },
	func() any { return new(AutocompleteInteraction) },
	func() any { return new(ComponentInteraction) },
	func() any { return new(ModalInteraction) },
	func() any { return new(ReceivedMessage) },
	func() any { return new(Components[Component]) },
	func() any { return new([]Command) },
	func() any { return new(Event) },
	func() any { return new(Guild) },
	func() any { return new(Resolved) },
}

// FuzzRoundTrip shows that every decoded value can be encoded, and that a second round trip changes
// nothing.
func FuzzRoundTrip(f *testing.F) {
	for _, body := range samples(f) {
		// Minimizing the largest would take all the time of the fuzzing.
		if len(body) > 16_000 {
			continue
		}
		for i := range roundTripped {
			f.Add(uint(i), body)
		}
	}
	for _, odd := range []string{
		`{}`, `[]`, `null`, `{"timestamp":"9999-12-31T23:59:59-23:59","nonce":1e5}`,
		`{"referenced_message":null}`, `{"referenced_message":{"referenced_message":null}}`,
		`{"type":1,"event":{"type":"NEW","data":[1,1.0,"\u0031"]}}`, `{"type":1,"event":{"type":"","data":0}}`,
		`[{"options":[{"choices":[{"value":1.0},{"value":-0},{"value":1e3},{"value":null}]}]}]`,
		`{"roles":{"1":{"tags":{"premium_subscriber":false}}},"users":{"01":{},"1":{}}}`,
		`{"authorizing_integration_owners":{"00":"1","0":"2"},"data":{"options":[{"value":{"a":1,"a":2}}]}}`,
	} {
		for i := range roundTripped {
			f.Add(uint(i), []byte(odd))
		}
	}
	decode, encode := judgeUnmarshal, judgeMarshal
	f.Fuzz(func(t *testing.T, which uint, body []byte) {
		fresh := roundTripped[which%uint(len(roundTripped))]
		first := fresh()
		if decode(body, first) != nil {
			return
		}
		once, err := encode(first)
		if err != nil {
			t.Fatalf("%T decoded from %s does not encode: %v", first, short(body), err)
		}
		second := fresh()
		if err := decode(once, second); err != nil {
			t.Fatalf("%T encoded as %s does not decode: %v", first, short(once), err)
		}
		twice, err := encode(second)
		if err != nil || string(once) != string(twice) {
			t.Fatalf("%T is not stable: %q, %v", first, differences(t, once, twice), err)
		}
		third := fresh()
		if err := decode(twice, third); err != nil || !reflect.DeepEqual(second, third) {
			t.Fatalf("%T decodes differently from the same bytes: %s, %v", first, short(twice), err)
		}
	})
}

// FuzzDecodeEvent shows that no body crashes the decoding of webhook events, and that no error
// quotes the body.
func FuzzDecodeEvent(f *testing.F) {
	for name, body := range samples(f) {
		if strings.HasPrefix(name, "event_") && len(body) < 16_000 {
			f.Add(body)
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		event, err := DecodeEvent(body)
		if (event == nil) == (err == nil) {
			t.Fatalf("%v and %v", event, err)
		}
	})
}

// short keeps a failure readable.
func short(text []byte) []byte { return text[:min(len(text), 400)] }

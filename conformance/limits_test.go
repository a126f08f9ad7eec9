package conformance

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

// limit is one limit of Discord's, with a value just within it and one just beyond.
type limit struct {
	name   string
	beyond func(n int) any // an answer or a command, with n of what is limited
	n      int             // the first value that is too much, or too little
	within int
	// unstated is why the description does not state the limit. It is empty if it does.
	unstated string
}

const documented = "only the documentation states it"

func repeat(n int) string { return strings.Repeat("ž", n) }

func times[E any](n int, element E) []E { return slices.Repeat([]E{element}, n) }

func url(n int) string {
	return "https://example.org/" + strings.Repeat("a", n-len("https://example.org/"))
}

// limits are all limits on what an app sends.
var limits = slices.Concat(messageLimits, componentLimits, commandLimits)

// TestLimits checks for each limit that we accept a value just within and refuse one just beyond
// it, and that the description agrees where it states the limit.
func TestLimits(t *testing.T) {
	d := discordDescription(t)
	for _, l := range limits {
		t.Run(l.name, func(t *testing.T) {
			for n, within := range map[int]bool{l.within: true, l.n: false} {
				pointer, body, err := encoded(t, l.beyond(n))
				if (err == nil) != within {
					t.Errorf("%d: our checks say %v", n, err)
				}
				err = d.accepts(t, pointer, body)
				if stated := l.unstated == ""; (err == nil) != (within || !stated) {
					t.Errorf("%d: the description says %v, unstated because %q", n, err, l.unstated)
				}
			}
		})
	}
}

// encoded returns the body of an answer or a command, even if it is invalid, and the error of our
// checks.
func encoded(t *testing.T, value any) (pointer string, body []byte, err error) {
	callback := func(kind discord.CallbackType, data any) []byte {
		return marshal(t, map[string]any{"type": kind, "data": data})
	}
	switch v := value.(type) {
	case discord.Message:
		_, err = discord.EncodeAnswer(command, v)
		return callbackRequest, callback(v.CallbackType(), v), err
	case discord.Modal:
		_, err = discord.EncodeAnswer(command, v)
		return callbackRequest, callback(v.CallbackType(), v), err
	case discord.Choices:
		_, err = discord.EncodeAnswer(autocomplete(0), v)
		return callbackRequest, callback(v.CallbackType(), map[string]any{"choices": []discord.Choice(v)}), err
	case discord.Command:
		return commandRequest, marshal(t, v), v.Check()
	}
	t.Fatalf("%T", value)
	return
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

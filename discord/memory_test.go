package discord

import (
	"runtime"
	"strings"
	"testing"
)

// What Discord signs may be made of lists of empty elements, each of which is a struct once it is read: the price of a
// body is bounded by its length, and this is how many times.
func TestMemoryForABody(t *testing.T) {
	const most = 600
	for name, of := range map[string]string{"attachments": "{},", "embeds": "{},", "components": `{"type":1},`, "mentions": "{},"} {
		list := strings.TrimSuffix(strings.Repeat(of, 20_000), ",")
		body := []byte(`{"type":3,"id":"1","application_id":"1","token":"t","data":{"custom_id":"x","component_type":2},"message":{"id":"1","channel_id":"1","` + name + `":[` + list + `]}}`)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, i, err := Decode(body)
		runtime.ReadMemStats(&after)
		if err != nil {
			t.Fatal(err)
		}
		if times := (after.TotalAlloc - before.TotalAlloc) / uint64(len(body)); times > most {
			t.Errorf("%s: decoding takes %d times the body's length, at most %d", name, times, most)
		} else {
			t.Logf("%s: %d times", name, times)
		}
		runtime.KeepAlive(i)
	}
}

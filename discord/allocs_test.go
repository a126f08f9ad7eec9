package discord

import (
	"os"
	"testing"
)

// TestDecodeAllocations bounds the allocations for the most common request: a slash command in a
// guild, as Discord sends it.
func TestDecodeAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector empties pools at random")
	}
	body, err := os.ReadFile("testdata/guild_command.json")
	if err != nil {
		t.Fatal(err)
	}
	decode := func() {
		if _, _, err := Decode(body); err != nil {
			t.Fatal(err)
		}
	}
	decode() // the first call also makes what is kept
	if got := testing.AllocsPerRun(200, decode); got > 14 {
		t.Errorf("%v allocations to decode %d bytes, 14 are enough", got, len(body))
	} else {
		t.Logf("%v allocations to decode %d bytes", got, len(body))
	}
}

package discord

import (
	"github.com/hotaru-go/hotaru/internal/race"
	"os"
	"testing"
)

// TestDecodeAllocations bounds the allocations for a slash command in a guild, as Discord sends it,
// and for a button with its message of 8 KB. For the button, 20 allocations are its components,
// which are values in interfaces.
func TestDecodeAllocations(t *testing.T) {
	if race.Enabled {
		t.Skip("the race detector empties pools at random")
	}
	for file, most := range map[string]float64{"testdata/guild_command.json": 9, "../testdata/payloads/component.json": 42} {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		decode := func() {
			if _, _, err := Decode(body); err != nil {
				t.Fatal(err)
			}
		}
		if got := testing.AllocsPerRun(200, decode); got > most {
			t.Errorf("%v allocations to decode %d bytes, %v are enough", got, len(body), most)
		} else {
			t.Logf("%v allocations to decode %d bytes", got, len(body))
		}
	}
}

package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// species is a firefly and its flashes.
type species struct {
	key, name, latin, region, about string
	color                           int
	// period is the length of one round. flashes are the times of light in it.
	period  time.Duration
	flashes []flash
}

type flash struct{ at, lasts time.Duration }

var fireflies = []species{
	{
		key: "genji", name: "Genji firefly", latin: "Nipponoluciola cruciata", region: "Japan, along clear streams", color: 0xC6E05A,
		about:  "The large one of Japanese summers. In the west of the country it flashes about every two seconds, in the east about every four.",
		period: 2 * time.Second, flashes: []flash{{0, 900 * time.Millisecond}},
	},
	{
		key: "heike", name: "Heike firefly", latin: "Aquatica lateralis", region: "Japan, Korea and eastern Russia, in rice fields", color: 0xE6D84A,
		about:  "Smaller than Genji, and quicker: a short flash about once a second.",
		period: time.Second, flashes: []flash{{0, 300 * time.Millisecond}},
	},
	{
		key: "dipper", name: "Big dipper", latin: "Photinus pyralis", region: "Eastern North America, over lawns", color: 0xF2C230,
		about:  "Males rise as they flash and draw a J in the dusk, about every six seconds.",
		period: 6 * time.Second, flashes: []flash{{0, 500 * time.Millisecond}},
	},
	{
		key: "synchronous", name: "Synchronous firefly", latin: "Photinus carolinus", region: "The Appalachians", color: 0xF5B83D,
		about:  "Thousands flash together, a handful of times, and then go dark together for some eight seconds.",
		period: 12 * time.Second,
		flashes: []flash{
			{0, 200 * time.Millisecond}, {600 * time.Millisecond, 200 * time.Millisecond}, {1200 * time.Millisecond, 200 * time.Millisecond},
			{1800 * time.Millisecond, 200 * time.Millisecond}, {2400 * time.Millisecond, 200 * time.Millisecond}, {3000 * time.Millisecond, 200 * time.Millisecond},
		},
	},
	{
		key: "glowworm", name: "Common glow-worm", latin: "Lampyris noctiluca", region: "Europe and Asia, in meadows", color: 0x8FE36B,
		about:  "The wingless female climbs a blade of grass and glows, steadily, for hours.",
		period: time.Second, flashes: []flash{{0, time.Second}},
	},
}

// find finds a species by its key, which a choice sends, or by its name, which a person may type.
func find(text string) (species, error) {
	for _, s := range fireflies {
		if s.key == text || strings.EqualFold(s.name, text) {
			return s, nil
		}
	}
	return species{}, fmt.Errorf("no firefly of that name among %d", len(fireflies))
}

// completeSpecies offers the fireflies whose name contains the typed text.
func completeSpecies(_ context.Context, i *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error) {
	typed, _ := i.Data.String("species")
	var choices discord.Choices
	for _, s := range fireflies {
		if strings.Contains(strings.ToLower(s.name+" "+s.latin), strings.ToLower(typed)) {
			choices = append(choices, discord.Choice{Name: s.name, Value: discord.String(s.key)})
		}
	}
	return choices, nil
}

// unknown is the answer to a name that no firefly has.
var unknown = discord.Message{Content: "I do not know that one. Pick one of those I offer while you type.", Flags: discord.Ephemeral}

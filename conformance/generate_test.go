package conformance

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// seed makes every run generate the same. Tests print it.
const seed = 20260718

// extent is how much a generator puts into each value.
type extent int

const (
	least extent = iota // only what is required, as short as possible
	most                // everything, as long as possible
	some                // anything between
)

func (e extent) String() string { return [...]string{"least", "most", "some"}[e] }

// generator makes valid answers and commands. One makes one answer: custom IDs and component IDs
// are unique in it.
type generator struct {
	*rand.Rand
	extent
	// serial numbers IDs; components and characters are what a message may still hold.
	serial, components, characters int
}

func newGenerator(number uint64, e extent) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(seed, number)), extent: e, components: 40, characters: 4000}
}

// number returns a number from low to high, often one of the two.
func (g *generator) number(low, high int) int {
	switch {
	case g.extent == least || high <= low:
		return low
	case g.extent == most:
		return high
	}
	switch g.IntN(6) {
	case 0:
		return low
	case 1:
		return high
	}
	return low + g.IntN(high-low+1)
}

// maybe decides whether something optional is present.
func (g *generator) maybe() bool {
	return g.extent == most || g.extent == some && g.IntN(2) == 0
}

// flag returns an optional boolean: nil, false or true.
func (g *generator) flag() *bool {
	if !g.maybe() {
		return nil
	}
	return new(g.IntN(2) == 0)
}

// letters need escapes in JSON, and one to four bytes in UTF-8.
var letters = []rune("abcXYZ019 _-.,!\"\\/<>&'\t\nžřßλЖ漢字한ไ🔥🏮\u2028")

// text has between low and high characters, and neither begins nor ends with a space.
func (g *generator) text(low, high int) string {
	n := g.number(low, high)
	runes := make([]rune, n)
	for i := range runes {
		runes[i] = letters[g.IntN(len(letters))]
	}
	if n > 0 {
		runes[0], runes[n-1] = '漢', '字'
	}
	return string(runes)
}

// optional is a text that may be missing.
func (g *generator) optional(high int) string {
	if !g.maybe() {
		return ""
	}
	return g.text(1, high)
}

// name is a name of a command or an option: low to 32 characters that are allowed in it, different
// each time.
func (g *generator) name() string {
	g.serial++
	base := fmt.Sprintf("%džʼ-_ไ漢", g.serial)
	n := g.number(len([]rune(base)), 32)
	return base + strings.Repeat("x", n-len([]rune(base)))
}

// customID returns a unique custom ID. It has the maximal length if the extent is most.
func (g *generator) customID() string {
	g.serial++
	base := fmt.Sprint(g.serial)
	return base + strings.Repeat("ž", g.number(0, 100-len(base)))
}

func (g *generator) id() int {
	if !g.maybe() {
		return 0
	}
	g.serial++
	return g.serial
}

func (g *generator) snowflake() discord.Snowflake {
	return discord.Snowflake(g.Uint64()>>1 | 1)
}

func (g *generator) snowflakes(n int) []discord.Snowflake {
	list := make([]discord.Snowflake, n)
	for i := range list {
		list[i] = g.snowflake()
	}
	return list
}

// url has at most high characters.
func (g *generator) url(high int) string {
	const base = "https://example.org/"
	return base + strings.Repeat("a", g.number(0, high-len(base)))
}

func (g *generator) emoji() *discord.Emoji {
	switch {
	case !g.maybe():
		return nil
	case g.IntN(2) == 0:
		return &discord.Emoji{Name: "🔥"}
	}
	return &discord.Emoji{ID: g.snowflake(), Name: strings.Repeat("e", g.number(1, 32)), Animated: g.maybe()}
}

func (g *generator) localizations(high int) map[discord.Locale]string {
	if !g.maybe() {
		return nil
	}
	locales := map[discord.Locale]string{}
	for _, locale := range []discord.Locale{"de", "en-GB", "ja", "pt-BR"}[:g.number(1, 4)] {
		locales[locale] = g.text(1, high)
	}
	return locales
}

// list makes low to high elements.
func list[E any](g *generator, low, high int, make func() E) []E {
	n := g.number(low, high)
	if n == 0 {
		return nil
	}
	elements := []E{}
	for range n {
		elements = append(elements, make())
	}
	return elements
}

package core

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// oneByOne is the plain way to do what customIDs does: it compares a new pattern with all others,
// and tries all that match an ID. The index must give the same results.
type oneByOne []*idPattern

func (all oneByOne) conflicts(p *idPattern) (found []*idPattern) {
	for _, other := range all {
		if p.overlaps(other) {
			found = append(found, other)
		}
	}
	return found
}

func (all oneByOne) find(id string) (best *idPattern) {
	for _, p := range all {
		if p.matches(id) && (best == nil || p.literalPlaces().count() > best.literalPlaces().count()) {
			best = p
		}
	}
	return best
}

func randomSegments(r *rand.Rand, most int, segment func(n int) string) string {
	segments := make([]string, 1+r.IntN(most))
	for n := range segments {
		segments[n] = segment(n)
	}
	return strings.Join(segments, ":")
}

func randomPattern(t *testing.T, r *rand.Rand, words, most int) *idPattern {
	text := randomSegments(r, most, func(n int) string {
		if r.IntN(3) == 0 {
			return fmt.Sprintf("{p%d}", n)
		}
		return fmt.Sprint("w", r.IntN(words))
	})
	p, err := parsePattern(text)
	if err != nil {
		t.Fatal(err)
	}
	if r.IntN(8) == 0 {
		p.keys = [][]byte{[]byte("0123456789abcdef")}
	}
	return p
}

// TestCustomIDsAgreeWithTryingThemAll compares the index with the plain way, over random patterns
// and IDs. With few words patterns often overlap, and with many words they seldom do. Short
// patterns have few outlines, and long patterns have many.
func TestCustomIDsAgreeWithTryingThemAll(t *testing.T) {
	r := rand.New(rand.NewPCG(22, 16))
	var refused, found, missed int
	for round := range 120 {
		words, most := 1+r.IntN(12), 1+r.IntN(6)
		var index customIDs
		var all oneByOne
		for range 80 {
			p := randomPattern(t, r, words, most)
			conflicts := all.conflicts(p)
			conflict := index.add(customIDRoute{idPattern: p})
			switch {
			case (conflict != nil) != (len(conflicts) > 0):
				t.Fatalf("round %d: adding %q gives %v, want one of %d conflicts", round, p.text, conflict, len(conflicts))
			case conflict != nil && !conflict.overlaps(p):
				t.Fatalf("round %d: %q does not overlap %q", round, p.text, conflict.text)
			case conflict != nil:
				refused++
			default:
				all = append(all, p)
			}
		}
		for range 200 {
			id := randomSegments(r, most+1, func(int) string { return []string{"", "w", fmt.Sprint("w", r.IntN(words))}[min(r.IntN(8), 2)] })
			got, ok := index.find(id)
			if want := all.find(id); got.idPattern != want || ok != (want != nil) {
				t.Fatalf("round %d: %q finds %v, want %v", round, id, got.idPattern, want)
			}
			if ok {
				found++
			} else {
				missed++
			}
		}
	}
	if min(refused, found, missed) < 500 {
		t.Errorf("%d patterns refused, %d IDs found, %d missed: the test does not try all three", refused, found, missed)
	}
}

func TestCustomIDsOfAnyLength(t *testing.T) {
	var index customIDs
	longest := strings.Repeat("a", 100)
	colons := strings.Repeat(":", 100)
	for _, text := range []string{longest, colons, "{a}", "{a}:" + longest[:99], longest[:95] + ":{b}:{c}"} {
		p, err := parsePattern(text)
		if err != nil {
			t.Fatal(err)
		}
		if conflict := index.add(customIDRoute{idPattern: p}); conflict != nil {
			t.Fatalf("%q conflicts with %q", text, conflict.text)
		}
	}
	for id, want := range map[string]string{
		longest:                            longest,
		colons:                             colons,
		longest + "a":                      "{a}",
		"":                                 "{a}",
		strings.Repeat("é", 5000):          "{a}",
		"x:" + longest[:99]:                "{a}:" + longest[:99],
		longest[:95] + ":" + longest + ":": longest[:95] + ":{b}:{c}",
		colons + ":":                       "",
		strings.Repeat("x:", 9000):         "",
		longest + longest + ":" + longest:  "",
	} {
		got := ""
		if route, ok := index.find(id); ok {
			got = route.text
		}
		if got != want {
			t.Errorf("an ID of %d bytes finds %q, want %q", len(id), got, want)
		}
	}
}

// families are ways in which the custom IDs of a large bot may differ. The last one has many
// outlines.
var families = map[string]func(n int) string{
	"by their first literal":   func(n int) string { return fmt.Sprintf("k%d:{a}", n) },
	"by their second literal":  func(n int) string { return fmt.Sprintf("v:k%d:{a}", n) },
	"after a parameter":        func(n int) string { return fmt.Sprintf("{a}:k%d", n) },
	"by literals alone":        func(n int) string { return fmt.Sprintf("v:k%d", n) },
	"at either end of crosses": func(n int) string { return []string{fmt.Sprintf("f%d:go:{a}", n), fmt.Sprintf("{a}:k%d:{b}", n)}[n%2] },
	"in many outlines": func(n int) string {
		segments := []string{fmt.Sprint("k", n)}
		for bit := range 6 {
			segments = append(segments, []string{fmt.Sprintf("{p%d}", bit), "x"}[n>>bit&1])
		}
		return strings.Join(segments, ":")
	},
}

// TestCustomIDsCompareFewPatterns counts comparisons, so it does not depend on the machine's speed.
// Ten times as many patterns may take at most ten times as many comparisons. Comparing all pairs
// would take a hundred times as many.
func TestCustomIDsCompareFewPatterns(t *testing.T) {
	for name, family := range families {
		few, many := comparisons(t, family, 500), comparisons(t, family, 5000)
		if many > 20*max(few, 500) {
			t.Errorf("patterns that differ %s: %d comparisons for 500 and %d for 5000", name, few, many)
		}
	}
}

func comparisons(t *testing.T, family func(n int) string, patterns int) (count int) {
	var index customIDs
	for n := range patterns {
		p, err := parsePattern(family(n))
		if err != nil {
			t.Fatal(err)
		}
		for range index.rivals(p) {
			count++
		}
		if conflict := index.add(customIDRoute{idPattern: p}); conflict != nil {
			t.Fatalf("%q conflicts with %q", p.text, conflict.text)
		}
	}
	return count
}

// TestFindingACustomIDIsFlat counts what a lookup does: it makes at most one lookup for each
// outline of the ID's length, and never allocates.
func TestFindingACustomIDIsFlat(t *testing.T) {
	for name, family := range families {
		var index customIDs
		for n := range 5000 {
			p, _ := parsePattern(family(n))
			index.add(customIDRoute{idPattern: p})
		}
		outlines := 0
		for _, sameLength := range index.byLength {
			outlines = max(outlines, len(sameLength))
		}
		if most := 2; outlines > most && name != "in many outlines" || outlines > 64 {
			t.Errorf("patterns that differ %s are of %d outlines", name, outlines)
		}
		id := strings.NewReplacer("{", "", "}", "").Replace(family(4999))
		if _, ok := index.find(id); !ok {
			t.Errorf("patterns that differ %s: %q is not found", name, id)
		}
		for _, id := range []string{id, "k1:nothing", strings.Repeat("long", 500) + ":x:y"} {
			if n := testing.AllocsPerRun(100, func() { index.find(id) }); n != 0 {
				t.Errorf("patterns that differ %s: finding %.20q allocates %v times", name, id, n)
			}
		}
	}
}

func BenchmarkCustomIDs(b *testing.B) {
	for name, family := range families {
		for _, patterns := range []int{10, 5000} {
			var index customIDs
			for n := range patterns {
				p, _ := parsePattern(family(n))
				index.add(customIDRoute{idPattern: p})
			}
			id := strings.NewReplacer("{", "", "}", "").Replace(family(patterns - 1))
			b.Run(fmt.Sprintf("%s/%d", strings.ReplaceAll(name, " ", "_"), patterns), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, ok := index.find(id); !ok {
						b.Fatal("no route")
					}
				}
			})
		}
	}
}

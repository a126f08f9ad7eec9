package main

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"github.com/hotaru-go/hotaru/bench/contestants"
)

type measured struct {
	nanoseconds        []float64
	bytes, allocations float64
}

// floorOf returns the index of the floor that verifies as a contestant does.
func floorOf(all []contestants.Contestant, n int) int {
	return slices.IndexFunc(all, func(c contestants.Contestant) bool { return c.Floor && c.Voi == all[n].Voi })
}

// bestPeer returns the index of the peer that takes the least time beyond its floor.
func bestPeer(all []contestants.Contestant, beyond func(n int) float64) (best int) {
	for n, c := range all {
		if c.Peer && (best == 0 || beyond(n) < beyond(best)) {
			best = n
		}
	}
	return best
}

func compare(w *contestants.Work, all []contestants.Contestant, private ed25519.PrivateKey, rounds, count int) {
	bare, results := &measured{}, make([]measured, len(all))
	for range rounds {
		verifyOnly(w, private.Public().(ed25519.PublicKey), count, bare)
		for n := range all {
			c := &all[n]
			c.Begin()
			s := contestants.NewSender()
			results[n].measure(count, func() { s.Send(c.Handler, w) })
		}
	}
	printTimes(w.Title, all, results, bare)
}

// verifyOnly measures verification alone.
func verifyOnly(w *contestants.Work, key ed25519.PublicKey, count int, into *measured) {
	messages, signatures := w.Signed()
	n := 0
	into.measure(count, func() {
		if !ed25519.Verify(key, messages[n%len(messages)], signatures[n%len(messages)]) {
			fail(errors.New("the request is not signed"))
		}
		n++
	})
}

// measure takes one turn. It begins with requests that are not measured, which fill the caches and
// the heap. It does not force the collector to run, as a server does not: after a forced run,
// memory costs twice as much for a while.
func (m *measured) measure(count int, do func()) {
	var before, after runtime.MemStats
	for range count / 5 {
		do()
	}
	runtime.ReadMemStats(&before)
	start := processorTime()
	for range count {
		do()
	}
	took := processorTime() - start
	runtime.ReadMemStats(&after)
	m.nanoseconds = append(m.nanoseconds, float64(took.Nanoseconds())/float64(count))
	m.allocations = float64(after.Mallocs-before.Mallocs) / float64(count)
	m.bytes = float64(after.TotalAlloc-before.TotalAlloc) / float64(count)
}

// byRound combines two figures of each round.
func byRound(a, b []float64, with func(a, b float64) float64) []float64 {
	together := make([]float64, len(a))
	for n := range a {
		together[n] = with(a[n], b[n])
	}
	return together
}

func median(values []float64) float64 {
	return slices.Sorted(slices.Values(values))[len(values)/2]
}

// printTimes writes a table in Markdown. For each contestant it has the whole request as a ratio to
// the floor, and the time beyond its floor as a ratio to the best peer's time beyond its own floor.
// All figures are medians, over the rounds, of ratios within a round, because a machine's speed
// changes less within a round than between rounds.
func printTimes(title string, all []contestants.Contestant, results []measured, bare *measured) {
	own := func(n int) []float64 { return results[n].nanoseconds }
	minus := func(a, b float64) float64 { return a - b }
	over := func(a, b float64) float64 { return a / b }
	beyond := func(n int) []float64 { return byRound(own(n), own(floorOf(all, n)), minus) }
	best := beyond(bestPeer(all, func(n int) float64 { return median(beyond(n)) }))
	fmt.Printf("\n### %s: processor time\n\n| | a request, of the floor | beyond its floor, of the best peer's | B/op | allocs/op |\n|---|--:|--:|--:|--:|\n", title)
	fmt.Printf("| verification alone | %.2f | | %.0f | %.1f |\n", median(byRound(bare.nanoseconds, own(0), over)), bare.bytes, bare.allocations)
	for n, c := range all {
		share := ""
		if !c.Floor {
			share = fmt.Sprintf("%.2f", median(byRound(beyond(n), best, over)))
		}
		fmt.Printf("| %s | %.2f | %s | %.0f | %.1f |\n", c.Name, median(byRound(own(n), own(0), over)), share, results[n].bytes, results[n].allocations)
	}
	fmt.Printf("\nThe floor takes %.1f µs.\n", median(own(0))/1000)
}

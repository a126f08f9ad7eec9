// Command peers compares hotaru with other Discord libraries for Go on the same work, in one run.
// Each one's net/http handler takes a signed request, verifies it, decodes it to typed values,
// dispatches it by name, and answers.
//
//	go run ./peers -rounds 20
//
// The contestants take turns in each round, so that a disturbance of the machine affects them all.
// The table shows medians. Before the measurement the program checks each contestant's answer.
package main

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
)

func main() {
	rounds := flag.Int("rounds", 20, "rounds; at least 10 make a median worth reading")
	count := flag.Int("count", 1000, "requests in a round")
	payloads := flag.String("payloads", "../testdata/payloads", "where the requests are")
	flag.Parse()
	// A function has one processor. On more, the collector's idle threads would add time that is
	// not the contestants'.
	runtime.GOMAXPROCS(1)
	slash, err := os.ReadFile(filepath.Join(*payloads, "slash.json"))
	if err != nil {
		fail(err)
	}
	component, err := os.ReadFile(filepath.Join(*payloads, "component.json"))
	if err != nil {
		fail(err)
	}
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		fail(err)
	}
	fmt.Printf("%s %s/%s, %d processors, %d rounds of %d\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), *rounds, *count)
	for _, w := range []work{
		newWork(fmt.Sprintf("a slash command in a guild, %d bytes", len(slash)), slash, "lantern", private),
		newWork(fmt.Sprintf("a button with its message, %d bytes", len(component)), component, customID, private),
	} {
		if err := compare(w, contestants(public), public, *rounds, *count); err != nil {
			fail(err)
		}
	}
	refusals(slash, *rounds, *count)
	decoders(slash, *rounds, *count)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "peers:", err)
	os.Exit(1)
}

// firstPeer is the index of the first other library. Before it are bare verification, the floor,
// and hotaru twice.
const firstPeer = 4

type measured struct {
	name               string
	nanoseconds        []float64
	bytes, allocations float64
}

func compare(w work, all []contestant, key ed25519.PublicKey, rounds, count int) error {
	results := []*measured{{name: "bare: ed25519 alone"}}
	for n, c := range all {
		if err := check(w, c, n == 0); err != nil {
			return err
		}
		results = append(results, &measured{name: c.name})
	}
	for range rounds {
		bare(w, key, count, results[0])
		for n, c := range all {
			play(w, c, count, results[n+1])
		}
	}
	print(w.name, results)
	return nil
}

// check compares an answer with the right one. The floor's answer is constant.
func check(w work, c contestant, constant bool) error {
	a := answer{header: http.Header{}}
	w.send(c.handler, w.request(), bytes.NewReader(nil), &a)
	var got struct {
		Type int
		Data struct{ Content string }
	}
	if err := json.Unmarshal(a.body.Bytes(), &got); err != nil {
		return fmt.Errorf("%s answers %d %q: %w", c.name, a.status, a.body.Bytes(), err)
	}
	if a.status != http.StatusOK || got.Type != 4 || got.Data.Content != w.want && !constant {
		return fmt.Errorf("%s answers %d %q, want %q", c.name, a.status, a.body.Bytes(), w.want)
	}
	return nil
}

func play(w work, c contestant, count int, into *measured) {
	a, body, r := answer{header: http.Header{}}, bytes.NewReader(nil), w.request()
	into.measure(count, func() { w.send(c.handler, r, body, &a) })
}

func bare(w work, key ed25519.PublicKey, count int, into *measured) {
	message := append([]byte(w.headers.Get("X-Signature-Timestamp")), w.body...)
	signature, err := hex.DecodeString(w.headers.Get("X-Signature-Ed25519"))
	if err != nil {
		fail(err)
	}
	into.measure(count, func() {
		if !ed25519.Verify(key, message, signature) {
			fail(errors.New("the request is not signed"))
		}
	})
}

// measure takes one turn. It begins with requests that are not measured, which fill the caches and
// the heap. The collector is not forced to run, as in a server: after a forced run, memory costs
// twice as much for a while.
func (m *measured) measure(count int, do func()) {
	var before, after runtime.MemStats
	for range count / 5 {
		do()
	}
	runtime.ReadMemStats(&before)
	began := processorTime()
	for range count {
		do()
	}
	took := processorTime() - began
	runtime.ReadMemStats(&after)
	m.nanoseconds = append(m.nanoseconds, float64(took.Nanoseconds())/float64(count))
	m.allocations = float64(after.Mallocs-before.Mallocs) / float64(count)
	m.bytes = float64(after.TotalAlloc-before.TotalAlloc) / float64(count)
}

// byRound puts two figures of each round together.
func byRound(a, b []float64, with func(a, b float64) float64) []float64 {
	together := make([]float64, len(a))
	for n := range a {
		together[n] = with(a[n], b[n])
	}
	return together
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// print writes a table in Markdown: of each library the whole request as a ratio to the floor, what
// it takes beyond the floor, and that divided by what the best peer takes beyond it. All are
// medians over the rounds of figures taken within a round, in which a machine's speed changes less
// than between rounds.
func print(title string, results []*measured) {
	beyond := func(m *measured) []float64 {
		return byRound(m.nanoseconds, results[1].nanoseconds, func(own, floor float64) float64 { return own - floor })
	}
	best := beyond(slices.MinFunc(results[firstPeer:], func(a, b *measured) int {
		return cmp.Compare(median(beyond(a)), median(beyond(b)))
	}))
	fmt.Printf("\n### %s\n\n| | ns/op | of the floor | beyond the floor | B/op | allocs/op | share of the best peer's |\n|---|--:|--:|--:|--:|--:|--:|\n", title)
	for n, m := range results {
		extra, share := "", ""
		whole := median(byRound(m.nanoseconds, results[1].nanoseconds, func(own, floor float64) float64 { return own / floor }))
		if n > 1 {
			extra = fmt.Sprintf("%.0f", median(beyond(m)))
			share = fmt.Sprintf("%.2f", median(byRound(beyond(m), best, func(own, best float64) float64 { return own / best })))
		}
		fmt.Printf("| %s | %.0f | %.2f | %s | %.0f | %.1f | %s |\n", m.name, median(m.nanoseconds), whole, extra, m.bytes, m.allocations, share)
	}
}

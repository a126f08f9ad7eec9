package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/hotaru-go/hotaru/bench/callgrind"
	"github.com/hotaru-go/hotaru/bench/contestants"
)

// playOne sends each request to one contestant once, and then sends count requests.
func playOne(c *contestants.Contestant, w *contestants.Work, count int) {
	c.Begin()
	s := contestants.NewSender()
	for range len(w.Requests) + count {
		s.Send(c.Handler, w)
	}
}

// countInstructions prints a table in Markdown of what a request costs each contestant in
// instructions. They include the collector's work.
func countInstructions(w *contestants.Work, number int, all []contestants.Contestant, count int, split, payloads string) error {
	dir, err := os.MkdirTemp("", "peers")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	profiles := make([]callgrind.Profile, len(all))
	for n, c := range all {
		own := count
		if !c.Peer {
			// They allocate so little that the collector seldom runs. One run more or less must not
			// change the result.
			own *= 4
		}
		if profiles[n], err = profileOf(dir, payloads, c.Key, number, own); err != nil {
			return fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	printInstructions(w.Title, all, profiles)
	for n, c := range all {
		if c.Key == split {
			printFunctions(c.Name, profiles[n], profiles[floorOf(all, n)])
		}
	}
	return nil
}

// profileOf returns what a request costs a contestant. It subtracts the profiles of two processes,
// one of which sends count more requests than the other. So the result does not include the start
// and the first requests.
func profileOf(dir, payloads, key string, work, count int) (callgrind.Profile, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	out := filepath.Join(dir, "callgrind.out")
	profile := func(count int) (callgrind.Profile, error) {
		arguments := callgrind.Command(out, self, "-one", key, "-work", strconv.Itoa(work), "-count", strconv.Itoa(count), "-payloads", payloads)
		program := exec.Command(arguments[0], arguments[1:]...)
		program.Env, program.Stderr = append(os.Environ(), callgrind.Environment...), os.Stderr
		if err := program.Run(); err != nil {
			return nil, err
		}
		return callgrind.Read(out)
	}
	few, err := profile(0)
	if err != nil {
		return nil, err
	}
	p, err := profile(count)
	if err != nil {
		return nil, err
	}
	for name, cost := range few {
		p[name] -= cost
	}
	for name := range p {
		p[name] /= float64(count)
	}
	return p, nil
}

func printInstructions(title string, all []contestants.Contestant, profiles []callgrind.Profile) {
	beyond := func(n int) float64 { return profiles[n].Total() - profiles[floorOf(all, n)].Total() }
	best := beyond(bestPeer(all, beyond))
	fmt.Printf("\n### %s: thousands of instructions\n\n| | a request | of the floor | beyond its floor | of the best peer's |\n|---|--:|--:|--:|--:|\n", title)
	for n, c := range all {
		total := profiles[n].Total()
		fmt.Printf("| %s | %.1f | %.2f |", c.Name, total/1000, total/profiles[0].Total())
		if c.Floor {
			fmt.Println(" | |")
			continue
		}
		fmt.Printf(" %.1f | %.2f |\n", beyond(n)/1000, beyond(n)/best)
	}
}

// printFunctions prints what the functions of a contestant cost beyond its floor.
func printFunctions(name string, profile, floor callgrind.Profile) {
	for name, cost := range floor {
		profile[name] -= cost
	}
	for _, by := range []struct {
		what  string
		costs callgrind.Profile
	}{{"package", profile.Packages()}, {"function", profile}} {
		fmt.Printf("\nInstructions of %s beyond its floor by %s, those of 100 and more:\n\n", name, by.what)
		names := slices.SortedFunc(maps.Keys(by.costs), func(a, b string) int { return cmp.Compare(by.costs[b], by.costs[a]) })
		for _, name := range names {
			if cost := by.costs[name]; cost >= 100 || cost <= -100 {
				fmt.Printf("    %8.0f  %s\n", cost, name)
			}
		}
	}
}

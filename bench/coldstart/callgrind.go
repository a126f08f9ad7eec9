package main

import (
	"cmp"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/bench/callgrind"
)

// counts is how often each program runs under valgrind. Some runs take up to a tenth more
// instructions than others, because goroutines run in a different order.
const counts = 7

// countInstructions runs each program under valgrind. It prints the instructions from its start to
// the end of its first invocation, in all and by package, for the run that takes the fewest.
func countInstructions(programs []*program, r *request, dir string) error {
	if _, err := exec.LookPath("valgrind"); err != nil {
		return fmt.Errorf("counting instructions: %w", err)
	}
	var least float64
	fmt.Printf("\n### instructions of one start and one invocation, in thousands: the fewest of %d runs\n\n| program | instructions | of them for the signature | the rest, of the smallest |\n|---|--:|--:|--:|\n", counts)
	shares := map[string]callgrind.Profile{}
	for _, p := range programs {
		var profiles []callgrind.Profile
		for range counts {
			profile, err := p.profile(r, filepath.Join(dir, "callgrind.out"))
			if err != nil {
				return fmt.Errorf("%s under valgrind: %w", p.name, err)
			}
			profiles = append(profiles, profile)
		}
		profile := slices.MinFunc(profiles, func(a, b callgrind.Profile) int { return cmp.Compare(a.Total(), b.Total()) })
		total, byPackage := profile.Total(), profile.Packages()
		shares[p.name] = byPackage
		signature := 0.0
		for name, instructions := range byPackage {
			if strings.HasPrefix(name, "crypto/internal/fips140/ed") || name == "crypto/internal/fips140/sha512" {
				signature += instructions
			}
		}
		if least == 0 {
			least = total - signature
		}
		fmt.Printf("| %s | %.0f | %.0f | %.2f |\n", p.name, total/1000, signature/1000, (total-signature)/least)
	}
	for _, p := range programs[1:] {
		fmt.Printf("\nBeyond the smallest program, thousands of instructions of %s by package:\n\n", p.name)
		beyond, base := shares[p.name], shares[programs[0].name]
		names := slices.SortedFunc(maps.Keys(beyond), func(a, b string) int { return cmp.Compare(beyond[b]-base[b], beyond[a]-base[a]) })
		for _, name := range names[:min(12, len(names))] {
			fmt.Printf("    %8.0f  %s\n", (beyond[name]-base[name])/1000, name)
		}
	}
	return nil
}

// profile runs the program once under valgrind.
func (p *program) profile(r *request, out string) (callgrind.Profile, error) {
	under := *p
	under.command = callgrind.Command(out, p.command...)
	under.environment = append([]string{"GOGC=off"}, callgrind.Environment...)
	under.interrupted = true
	if _, err := start(&under, r, 1); err != nil {
		return nil, err
	}
	return callgrind.Read(out)
}

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

// countInstructions runs each program once under valgrind. It prints the instructions from its
// start to the end of its first invocation, in all and by package. Two runs differ by up to a
// tenth, because goroutines run in a different order.
func countInstructions(programs []*program, r *request, dir string) error {
	if _, err := exec.LookPath("valgrind"); err != nil {
		return fmt.Errorf("counting instructions: %w", err)
	}
	var least float64
	fmt.Printf("\n### instructions of one start and one invocation, in thousands\n\n| program | instructions | of them for the signature | the rest, of the smallest |\n|---|--:|--:|--:|\n")
	shares := map[string]callgrind.Profile{}
	for _, p := range programs {
		out := filepath.Join(dir, "callgrind.out")
		under := *p
		under.command = callgrind.Command(out, p.command...)
		under.environment = append([]string{"GOGC=off"}, callgrind.Environment...)
		under.interrupted = true
		if _, err := start(&under, r, 1); err != nil {
			return fmt.Errorf("%s under valgrind: %w", p.name, err)
		}
		profile, err := callgrind.Read(out)
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
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

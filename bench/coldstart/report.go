package main

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
)

// cost is one of the measured costs of a start.
type cost struct {
	name string
	of   func(*program) []float64
	// most is the target of the answers-only bot, as a ratio to the smallest program. It is 0 if
	// there is no target.
	most float64
}

func costs() []cost {
	nextTarget, answerTarget := 1.15, 1.20
	if newer(runtime.Version(), "go1.27") {
		nextTarget, answerTarget = 1.12, 1.18
	}
	return []cost{
		{"start to first /next", func(p *program) []float64 { return p.next }, nextTarget},
		{"start to first /response", func(p *program) []float64 { return p.answer }, answerTarget},
		{"peak memory", func(p *program) []float64 { return p.peak }, 1.25},
		{"page faults", func(p *program) []float64 { return p.faults }, 0},
		{"binary", func(p *program) []float64 { return []float64{p.size} }, 1.25},
	}
}

// newer reports whether a version of Go is not older than another. Both need a two-digit minor
// version.
func newer(version, than string) bool { return version[:min(len(version), len(than))] >= than }

// quartiles returns the first quartile, the median and the third quartile.
func quartiles(values []float64) (first, median, third float64) {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return sorted[n/4], sorted[n/2], sorted[n*3/4]
}

// report prints a table of the ratios in Markdown: each program's median and quartiles divided by
// the smallest program's median.
func report(programs []*program, runs, cores int) (met bool) {
	met = true
	fmt.Printf("\n### %d starts each on %d core(s): median (quartiles), as ratios to the smallest program\n\n| |", runs, cores)
	for _, p := range programs[1:] {
		fmt.Printf(" %s |", p.name)
	}
	fmt.Printf(" target of %s |\n|---|%s--:|\n", programs[1].name, strings.Repeat("--:|", len(programs)-1))
	for _, c := range costs() {
		_, least, _ := quartiles(c.of(programs[0]))
		fmt.Printf("| %s |", c.name)
		for n, p := range programs[1:] {
			values := c.of(p)
			if len(values) == 0 || values[0] == 0 {
				fmt.Print(" |")
				continue
			}
			first, median, third := quartiles(values)
			fmt.Printf(" %.2f", median/least)
			if len(values) > 1 {
				fmt.Printf(" (%.2f–%.2f)", first/least, third/least)
			}
			if n == 0 && c.most > 0 && median/least > c.most {
				met = false
				fmt.Print(" missed")
			}
			fmt.Print(" |")
		}
		if c.most > 0 {
			fmt.Printf(" %.2f", c.most)
		}
		fmt.Println(" |")
	}
	_, next, _ := quartiles(programs[0].next)
	_, answer, _ := quartiles(programs[0].answer)
	_, peak, _ := quartiles(programs[0].peak)
	fmt.Printf("\nThe smallest program takes %.1f ms to /next, %.1f ms to /response, %.1f MB of memory and %.1f MB of disk.\n",
		1000*next, 1000*answer, peak/(1<<10), programs[0].size/(1<<20))
	return met
}

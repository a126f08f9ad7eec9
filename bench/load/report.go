package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// costs are the costs of one server at one number of connections, by round.
type costs struct{ processor, p50, p99 []float64 }

func (c *costs) add(processor float64, took []time.Duration) {
	slices.Sort(took)
	c.processor = append(c.processor, processor)
	c.p50 = append(c.p50, took[len(took)/2].Seconds())
	c.p99 = append(c.p99, took[len(took)*99/100].Seconds())
}

// ratio returns the median, over the rounds, of one server's figure divided by the floor's figure
// in the same round.
func ratio(own, floor []float64) float64 {
	ratios := make([]float64, len(own))
	for n := range own {
		ratios[n] = own[n] / floor[n]
	}
	return median(ratios)
}

func median(values []float64) float64 {
	return slices.Sorted(slices.Values(values))[len(values)/2]
}

// report prints two tables in Markdown: what a request costs, and how long it takes.
func report(servers []*server, levels []int, cores int) {
	floor, on := servers[0], "on one core"
	if cores > 1 {
		on = fmt.Sprintf("on %d cores", cores)
	}
	head := "| connections |"
	for _, level := range levels {
		head += fmt.Sprintf(" %d |", level)
	}
	rule := "|---|" + strings.Repeat("--:|", len(levels))
	fmt.Printf("\n### %s: processor time of a request and memory, of the floor's\n\n%s memory |\n%s--:|\n", on, head, rule)
	for _, s := range servers {
		fmt.Printf("| %s |", s.name)
		for n := range levels {
			fmt.Printf(" %.2f |", ratio(s.costs[n].processor, floor.costs[n].processor))
		}
		fmt.Printf(" %.2f |\n", ratio(s.memory, floor.memory))
	}
	fmt.Printf("| requests per second of one core to the floor, and its memory |")
	for n := range levels {
		fmt.Printf(" %.0f |", 1/median(floor.costs[n].processor))
	}
	fmt.Printf(" %.0f MB |\n", median(floor.memory)/(1<<10))
	fmt.Printf("\n### %s: p50 and p99 of a request's time, of the floor's\n\n%s\n%s\n", on, head, rule)
	for _, s := range servers {
		fmt.Printf("| %s |", s.name)
		for n := range levels {
			fmt.Printf(" %.2f, %.2f |", ratio(s.costs[n].p50, floor.costs[n].p50), ratio(s.costs[n].p99, floor.costs[n].p99))
		}
		fmt.Println()
	}
}

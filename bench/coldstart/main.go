// Coldstart measures what a cold start costs of hotaru's smallest program, ping, and of examples/lambda, beside the
// smallest program that aws-lambda-go starts, built the same way: the time from the start of the process to its first
// call for an invocation and to its first answer, the peak of its memory, and the size of the binary. From the folder
// bench:
//
//	go run ./coldstart
//
// Runs alternate between the programs, in an order that changes, and medians are compared, so that a machine's
// moods hit all. The public key is given, not fetched. It ends with status 1 where a target is missed.
//
// Other work on the machine makes the times and their ratios worse, most of all that of the first answer, for which
// hotaru gets ready on a second core: look at the best of several runs.
//
// Limits: Lambda also downloads the code and starts the environment, which no local measurement shows, though the
// size of the binary tells of it; and a core here is not Lambda's fraction of one. Hence ratios.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

func main() {
	runs := flag.Int("runs", 41, "how often each program is started")
	flag.Parse()
	met, err := compare(*runs)
	if err != nil {
		fmt.Fprintln(os.Stderr, "coldstart:", err)
		os.Exit(2)
	}
	if !met {
		os.Exit(1)
	}
}

// The targets: how many times of the smallest program's cost is too much.
const (
	mostTime   = 1.25
	mostSize   = 1.35
	mostMemory = 1.3
)

// program is one that is measured, and what its starts have cost.
type program struct {
	name, dir, pkg, binary string

	size         int64 // in bytes
	next, answer []time.Duration
	peak         []int64 // in KiB
}

func compare(runs int) (met bool, err error) {
	dir, err := os.MkdirTemp("", "coldstart")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	programs := []*program{
		{name: "smallest", dir: ".", pkg: "./coldstart/smallest"},
		{name: "ping", dir: ".", pkg: "./coldstart/ping"},
		{name: "examples/lambda", dir: "..", pkg: "./examples/lambda"},
	}
	for n, p := range programs {
		p.binary = filepath.Join(dir, fmt.Sprint(n))
		if err := p.build(); err != nil {
			return false, err
		}
	}
	event, key, err := signedEvent()
	if err != nil {
		return false, err
	}
	for n := range runs + 2 {
		for i := range programs {
			p := programs[(n+i)%len(programs)]
			one, err := start(p.binary, event, key)
			if err != nil {
				return false, fmt.Errorf("%s: %w", p.name, err)
			}
			// The first two starts read the binaries from the disk.
			if n >= 2 {
				p.next, p.answer, p.peak = append(p.next, one.next), append(p.answer, one.answer), append(p.peak, one.peak)
			}
		}
	}
	return report(programs, runs), nil
}

func median[T time.Duration | int64](list []T) T {
	slices.Sort(list)
	return list[len(list)/2]
}

// costs are what is compared: of each program a median, in the unit that is shown.
var costs = []struct {
	name, unit string
	of         func(*program) float64
	most       float64
}{
	{"start to first /next", "ms", func(p *program) float64 { return 1000 * median(p.next).Seconds() }, mostTime},
	{"start to first /response", "ms", func(p *program) float64 { return 1000 * median(p.answer).Seconds() }, mostTime},
	{"binary", "MB", func(p *program) float64 { return float64(p.size) / (1 << 20) }, mostSize},
	{"peak memory", "MB", func(p *program) float64 { return float64(median(p.peak)) / (1 << 10) }, mostMemory},
}

func report(programs []*program, runs int) (met bool) {
	met = true
	fmt.Printf("%-26s", fmt.Sprintf("medians of %d starts", runs))
	for _, p := range programs {
		fmt.Printf(" %22s", p.name)
	}
	fmt.Println("  at most")
	for _, cost := range costs {
		fmt.Printf("%-26s", cost.name)
		least := cost.of(programs[0])
		for _, p := range programs {
			ratio := cost.of(p) / least
			mark := " "
			if ratio > cost.most {
				met, mark = false, "!"
			}
			fmt.Printf(" %8.2f %s  %6.3fx %s", cost.of(p), cost.unit, ratio, mark)
		}
		fmt.Printf("  %6.2fx\n", cost.most)
	}
	if !met {
		fmt.Println("! more than the target")
	}
	return met
}

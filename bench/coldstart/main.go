// Coldstart measures the cold start of Lambda programs, as ratios to the smallest program that
// aws-lambda-go starts. It measures the time from the start of the process to its first call for an
// invocation (/next) and to its first answer (/response), the peak of its memory and the size of
// the binary. From the folder bench:
//
//	go run ./coldstart
//
// The programs are hotaru's answers-only bot (answers), the example bot (examples/lambda) and a bot
// with discordgo (discordgo). All are built the same way. They have the public key and do not fetch
// it. With -node, Coldstart also measures a function for Node's runtime client. The programs take
// turns in a changing order, each pinned first to one core and then to two. Coldstart checks the
// content of each answer. The table shows medians and quartiles of the ratios. The process ends
// with status 1 if the answers-only bot misses a target.
//
// Measure on a quiet machine: other work makes times and ratios worse. On a busy machine, count
// instructions instead:
//
//	go run ./coldstart -callgrind
//
// Limits: Lambda also downloads the code and starts the environment, and the time for that depends
// on the size of the binary. A function has a fraction of a core on Lambda and a whole core here,
// so Coldstart prints only ratios.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

func main() {
	runs := flag.Int("runs", 81, "starts of each program, on one core and on two")
	callgrind := flag.Bool("callgrind", false, "count instructions with valgrind instead of time")
	node := flag.String("node", "", "the `folder` of node/install, to measure a function for Node too")
	flag.Parse()
	met, err := run(*runs, *callgrind, *node)
	if err != nil {
		fmt.Fprintln(os.Stderr, "coldstart:", err)
		os.Exit(2)
	}
	if !met {
		os.Exit(1)
	}
}

func run(runs int, callgrind bool, node string) (met bool, err error) {
	dir, err := os.MkdirTemp("", "coldstart")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	programs := []*program{
		{name: "smallest", dir: ".", pkg: "./coldstart/smallest", echoes: true},
		{name: "answers", dir: ".", pkg: "./coldstart/answers"},
		{name: "examples/lambda", dir: "..", pkg: "./examples/lambda"},
		{name: "discordgo", dir: ".", pkg: "./coldstart/discordgo"},
	}
	for n, p := range programs {
		if err := p.build(filepath.Join(dir, fmt.Sprint(n)), callgrind); err != nil {
			return false, err
		}
	}
	if node != "" && !callgrind {
		p, err := nodeProgram(node, dir)
		if err != nil {
			return false, err
		}
		programs = append(programs, p)
	}
	r, err := newRequest()
	if err != nil {
		return false, err
	}
	fmt.Printf("%s %s/%s, %d processors\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if callgrind {
		return true, countInstructions(programs, r, dir)
	}
	met = true
	for cores := 1; cores <= min(2, runtime.NumCPU()); cores++ {
		if err := measure(programs, r, runs, cores); err != nil {
			return false, err
		}
		met = report(programs, runs, cores) && met
	}
	return met, nil
}

// measure starts the programs in turn.
func measure(programs []*program, r *request, runs, cores int) error {
	for _, p := range programs {
		p.next, p.answer, p.peak, p.faults = nil, nil, nil, nil
	}
	for n := range runs + 2 {
		for i := range programs {
			p := programs[(n+i)%len(programs)]
			one, err := start(p, r, cores)
			if err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			// The first two starts read the binaries from the disk.
			if n >= 2 {
				p.next, p.answer = append(p.next, one.next.Seconds()), append(p.answer, one.answer.Seconds())
				p.peak, p.faults = append(p.peak, one.peak), append(p.faults, one.faults)
			}
		}
	}
	return nil
}

// Command faults builds the local server, runs it as a process, subjects it to load and faults, and
// prints which promises were kept. It uses only the loopback interface, is bounded in count and
// time, and stops by itself.
//
//	go run ./faults              everything; the soak takes 10 minutes
//	go run ./faults -soak 30s    a quick run
//	go run ./faults -only soak   one of them
//
// It exits with status 1 if a promise was broken. ./faults/run raises the limit of open files first.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

type options struct {
	soak        time.Duration
	outage      time.Duration
	flood       time.Duration
	connections int
	rounds      int
	deferred    int
	within      float64
}

// scenario is a kind of load or fault.
type scenario struct {
	name string
	play func(*stage)
}

var scenarios = []scenario{
	{"slow", slowClients},
	{"broken", brokenClients},
	{"idle", idleConnections},
	{"large", largeFlood},
	{"forged", forgedFlood},
	{"keyless", keylessStart},
	{"listeners", misbehavingListeners},
	{"lag", laggingDiscord},
	{"shutdown", shutdownUnderLoad},
	{"stuck", shutdownOfStuckListeners},
	{"soak", soak},
}

func main() {
	var o options
	flag.DurationVar(&o.soak, "soak", 10*time.Minute, "how long the soak lasts")
	flag.DurationVar(&o.outage, "outage", 10*time.Second, "how long the key cannot be had")
	flag.DurationVar(&o.flood, "flood", 10*time.Second, "how long each flood lasts")
	flag.IntVar(&o.connections, "idle", 10_000, "how many idle connections are held open")
	flag.IntVar(&o.rounds, "rounds", 5, "how often the server is stopped under load, inline and by callback")
	flag.IntVar(&o.deferred, "deferred", 2000, "how many interactions a lagging Discord gets work after, half of them by callback")
	flag.Float64Var(&o.within, "within", 3, "how many times its unloaded p99 an honest request may take under a forged flood")
	only := flag.String("only", "", "the scenarios to play, with commas between; all of them unless set")
	flooding := flag.String("flooding", "", "for internal use: what this process floods with")
	target := flag.String("target", "", "for internal use: whom it floods")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if *flooding != "" {
		flood(ctx, *flooding, *target, o.flood)
		return
	}
	if !run(ctx, o, *only) {
		os.Exit(1)
	}
}

// run runs the scenarios, each with its own server, and reports whether all promises were kept.
func run(ctx context.Context, o options, only string) bool {
	folder, err := os.MkdirTemp("", "faults")
	if err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
		return false
	}
	defer os.RemoveAll(folder)
	binary, err := build(ctx, folder)
	if err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
		return false
	}
	fmt.Printf("%s, %d processors, shared by the server and by what loads it\n", runtime.Version(), runtime.NumCPU())
	kept, played := true, 0
	for _, s := range scenarios {
		if only != "" && !slices.Contains(strings.Split(only, ","), s.name) {
			continue
		}
		played++
		began := time.Now()
		fmt.Printf("\n%s\n", s.name)
		current := newStage(ctx, o, folder, binary)
		current.play(s.play)
		kept = kept && !current.broken
		fmt.Printf("  took %v\n", time.Since(began).Round(100*time.Millisecond))
	}
	if ctx.Err() != nil || played == 0 {
		fmt.Println("\nstopped before the end, or nothing to play")
		return false
	}
	return kept
}

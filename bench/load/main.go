// Command load sends requests over real connections to servers in separate processes: hotaru's
// net/http handler, the other libraries for Go, libraries for Node, and a floor that reads,
// verifies and answers a constant. From the folder bench:
//
//	go run ./load
//	go run ./load -node FOLDER   # with the libraries for Node: see node/install
//
// Each server runs on one core, then on two, with 1 to 1,000 connections at once. Load prints what
// a request costs, how long it takes and how much memory the server needs, as ratios to the floor.
// The servers take turns in each round. Load checks the content of each answer.
package main

import (
	"crypto/ed25519"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/bench/contestants"
	"github.com/hotaru-go/hotaru/bench/pinned"
)

func main() {
	var o options
	serve := flag.String("serve", "", "serve the contestant with this `key`, which trusts -key: what load starts itself as")
	key := flag.String("key", "", "with -serve: the public key, in hex")
	flag.IntVar(&o.rounds, "rounds", 5, "rounds")
	flag.IntVar(&o.count, "count", 1000, "requests for each server and number of connections in a round, or three for each connection")
	levels := flag.String("connections", "1,10,100,1000", "connections at once")
	only := flag.String("only", "", "only the floor and the servers with these `keys`, with commas between them")
	flag.BoolVar(&o.forged, "forged", false, "send forged requests, as in a flood")
	flag.StringVar(&o.node, "node", "", "the `folder` of node/install, to measure the libraries for Node")
	flag.StringVar(&o.payloads, "payloads", "../testdata/payloads", "the `folder` with the requests")
	more := flag.String("more", "", "a `folder` with a module of contestants from outside this repository")
	flag.Parse()
	if *only != "" {
		o.only = strings.Split("floor,"+*only, ",")
	}
	err := o.setLevels(*levels)
	switch {
	case err != nil:
	case *more != "":
		err = contestants.Rebuild(*more, "./load", "more")
	case *serve != "":
		err = serveOne(*serve, *key)
	default:
		err = o.run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

type options struct {
	rounds, count  int
	levels         []int
	only           []string
	forged         bool
	node, payloads string
}

func (o *options) setLevels(text string) error {
	for _, one := range strings.Split(text, ",") {
		level, err := strconv.Atoi(one)
		if err != nil || level < 1 {
			return fmt.Errorf("-connections %s: not a number of connections: %q", text, one)
		}
		o.levels = append(o.levels, level)
	}
	return nil
}

func (o *options) run() error {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	works, err := contestants.NewWorks(o.payloads, private)
	if err != nil {
		return err
	}
	if o.forged {
		works[0].Forge()
	}
	servers, err := o.servers(public)
	if err != nil {
		return err
	}
	fmt.Printf("%s %s/%s, %d processors, %d rounds of %d requests: %s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH,
		runtime.NumCPU(), o.rounds, o.count, works[0].Title)
	for cores := 1; cores <= min(2, runtime.NumCPU()); cores++ {
		for _, s := range servers {
			s.costs, s.memory = make([]costs, len(o.levels)), nil
		}
		for range o.rounds {
			for _, s := range servers {
				if err := o.round(s, cores, &works[0]); err != nil {
					return fmt.Errorf("%s: %w", s.name, err)
				}
			}
		}
		report(servers, o.levels, cores)
	}
	return nil
}

// round starts a server, warms it up, and sends it requests over more and more connections.
func (o *options) round(s *server, cores int, w *contestants.Work) error {
	running, err := s.start(cores)
	if err != nil {
		return err
	}
	defer running.end()
	c := client{address: running.address, work: w, constant: s.constant, forged: o.forged}
	// During the first requests Node compiles the code that runs often.
	if _, err := c.send(10, o.count); err != nil {
		return err
	}
	for n, connections := range o.levels {
		before, err := running.processorTime()
		if err != nil {
			return err
		}
		took, err := c.send(connections, max(o.count, 3*connections))
		if err != nil {
			return fmt.Errorf("%d connections: %w", connections, err)
		}
		after, err := running.processorTime()
		if err != nil {
			return err
		}
		s.costs[n].add((after-before).Seconds()/float64(len(took)), took)
	}
	peak, err := pinned.Peak(running.command.Process.Pid)
	s.memory = append(s.memory, peak)
	return err
}

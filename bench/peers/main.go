// Command peers compares hotaru with other Discord libraries for Go on the same work. Each
// library's net/http handler receives a signed request, verifies it, decodes it to typed values,
// dispatches it by name, and answers. The handlers have no socket. From the folder bench:
//
//	go run ./peers                # processor time
//	go run ./peers -instructions  # instructions, counted by valgrind
//
// To measure time, the contestants take turns in each round, in one process on one processor, so a
// disturbance of the machine affects them all. The tables show medians. To count instructions, each
// contestant runs in a separate process. The counts hardly depend on other work on the machine.
//
// Before the measurement the program checks the answers to all requests.
package main

import (
	"crypto/ed25519"
	"flag"
	"fmt"
	"os"
	"runtime"

	"github.com/hotaru-go/hotaru/bench/contestants"
)

func main() {
	rounds := flag.Int("rounds", 12, "rounds; at least 10 make a median worth reading")
	count := flag.Int("count", 1024, "requests in a round, or counted with -instructions")
	payloads := flag.String("payloads", "../testdata/payloads", "the `folder` with the requests")
	instructions := flag.Bool("instructions", false, "count instructions with valgrind instead of time")
	split := flag.String("split", "", "with -instructions: also print the functions of the contestant with this `key`")
	more := flag.String("more", "", "a `folder` with a module of contestants from outside this repository")
	one := flag.String("one", "", "send requests to the contestant with this `key` only, and print nothing: what -instructions starts")
	of := flag.Int("work", 0, "with -one: which kind of request")
	flag.Parse()
	// A function has one processor. On more processors, the collector's idle threads would add time
	// that the contestants did not use.
	runtime.GOMAXPROCS(1)
	err := error(nil)
	if *more != "" {
		err = contestants.Rebuild(*more, "./peers", "more")
	} else {
		err = run(*rounds, *count, *payloads, *instructions, *split, *one, *of)
	}
	if err != nil {
		fail(err)
	}
}

func run(rounds, count int, payloads string, instructions bool, split, one string, of int) error {
	private := privateKey()
	all := contestants.All(private.Public().(ed25519.PublicKey))
	if one != "" {
		w, err := contestants.NewWork(payloads, of, private)
		if err != nil {
			return err
		}
		for n := range all {
			if all[n].Key == one {
				playOne(&all[n], &w, count)
				return nil
			}
		}
		return fmt.Errorf("no contestant has the key %q", one)
	}
	works, err := contestants.NewWorks(payloads, private)
	if err != nil {
		return err
	}
	for n := range all {
		for i := range works {
			if err := all[n].Check(&works[i]); err != nil {
				return err
			}
		}
	}
	fmt.Printf("%s %s/%s, %d processors\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	for i := range works {
		if instructions {
			err = countInstructions(&works[i], i, all, count, split, payloads)
		} else {
			compare(&works[i], all, private, rounds, count)
		}
		if err != nil {
			return err
		}
	}
	if !instructions {
		refusals(works[0].Requests[0].Body, rounds, count)
		decoders(works[0].Requests[0].Body, rounds, count)
	}
	return nil
}

// privateKey returns the same key in each run, so each run verifies the same signatures. The cost
// of verification depends on the signatures.
func privateKey() ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed([]byte("a key for measurements, no secret"[:ed25519.SeedSize]))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "peers:", err)
	os.Exit(1)
}

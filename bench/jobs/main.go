// Jobs checks the promises of package jobs: every job that was stored runs at least once, no job is
// lost, and there are as many dead letters as jobs that always fail.
//
//	go run ./jobs -engine bbolt -jobs 10000     in the folder bench
//	go run ./jobs -engine sqs -jobs 10000       needs .ci/npmtools
//	go run ./jobs -engine cloudtasks            against a fake written from the documentation
//	go run ./jobs -kills 100                    bbolt, its process killed at random
//
// One run in ten fails, and one job in a thousand always fails. With sqs one batch in fifty is lost
// with its worker. Jobs exits with 1 if a promise is broken.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/jobs"
)

func main() {
	engine := flag.String("engine", "bbolt", "bbolt, sqs or cloudtasks")
	count := flag.Int("jobs", 10_000, "how many jobs")
	kills := flag.Int("kills", 0, "kill the process of bbolt as often, in place of faults")
	victim := flag.String("victim", "", "used by -kills for its own process")
	flag.Parse()
	var err error
	switch {
	case *victim != "":
		err = serveVictim(*victim)
	case *kills > 0:
		err = kill(*kills)
	default:
		err = faults(*engine, *count)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// tally counts runs.
type tally struct {
	mu         sync.Mutex
	runs, done map[int]int
}

func poison(n int) bool { return n%1000 == 999 }

func faults(name string, count int) error {
	t := &tally{runs: map[int]int{}, done: map[int]int{}}
	job := jobs.New("job", func(_ context.Context, n int, run *jobs.Run) error {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.runs[n]++
		if poison(n) || rand.IntN(10) == 0 {
			return errors.New("a fault")
		}
		t.done[n]++
		return nil
	}).Policy(jobs.Policy{Attempts: 12, Pause: time.Millisecond, LongestPause: 2 * time.Millisecond})
	server, err := core.NewServer(core.Options{BotToken: "none"})
	if err != nil {
		return err
	}
	engine, run, stop, err := open(name, server)
	if err != nil {
		return err
	}
	defer stop()
	queue, err := jobs.Serve(server, jobs.Options{Engine: engine, Keys: jobs.NewKey(), Logger: silent}, job)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	outside, _ := server.Outside.Get()
	began := time.Now()
	go func() { ended <- run(ctx, outside) }()
	want := 0
	for n := range count {
		if err := job.Send(server.Context(ctx), n); err != nil {
			cancel()
			return errors.Join(err, <-ended)
		}
		if poison(n) {
			want++
		}
	}
	for t.missing(count) > 0 && time.Since(began) < 30*time.Minute {
		time.Sleep(50 * time.Millisecond)
	}
	dead := 0
	for end := time.Now().Add(5 * time.Minute); dead < want && time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		letters, err := queue.Dead(ctx, want-dead+10)
		if err != nil {
			cancel()
			return errors.Join(err, <-ended)
		}
		if name == "sqs" {
			dead += len(letters) // what was listed is hidden for half a minute
		} else {
			dead = len(letters)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		return err
	}
	runs := 0
	for _, n := range t.runs {
		runs += n
	}
	fmt.Printf("%s: %d jobs, %d runs, %d not done, %d dead letters of %d, %v\n", name, count, runs, t.missing(count), dead, want, time.Since(began).Round(time.Millisecond))
	if t.missing(count) > 0 || dead != want {
		return errors.New("a promise is broken")
	}
	return nil
}

// missing counts the jobs that should have been done and were not.
func (t *tally) missing(count int) (n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for job := range count {
		if !poison(job) && t.done[job] == 0 {
			n++
		}
	}
	return n
}

// missingOf counts the jobs that were stored and never ran.
func missingOf(stored, ran map[string]bool) (n int) {
	for id := range stored {
		if !ran[id] {
			n++
		}
	}
	return n
}

func word(line string) (what, id string) {
	what, id, _ = strings.Cut(line, " ")
	return what, id
}

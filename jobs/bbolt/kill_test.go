package bbolt_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/bbolt"
)

// victimVariable names the file of the process that TestKilled kills.
const victimVariable = "HOTARU_TEST_VICTIM"

// victim sends a job for each line that it reads, and runs jobs. It prints a line when a job is
// stored and when a job runs.
func victim(path string) {
	e, err := bbolt.Open(path)
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	go func() {
		_ = e.Serve(func(_ context.Context, body string, _ int) jobs.Outcome {
			// Use one write, so that lines do not mix.
			fmt.Print("ran " + body + "\n")
			return jobs.Outcome{}
		}).Run(context.Background())
	}()
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		if err := e.Store(context.Background(), []jobs.Message{{ID: in.Text(), Due: time.Now(), Body: in.Text()}}); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Print("stored " + in.Text() + "\n")
	}
	select {}
}

// A stored job runs at least once although the process is killed at random moments. This is the
// short form of bench/jobs, which kills 100 times.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jobs.db")
	stored, ran := map[string]bool{}, map[string]bool{}
	next := 0
	life := func(jobs int, limit time.Duration) {
		command := exec.Command(os.Args[0])
		command.Env = append(os.Environ(), victimVariable+"="+path)
		in, _ := command.StdinPipe()
		out, _ := command.StdoutPipe()
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		kill := time.AfterFunc(limit, func() { _ = command.Process.Kill() })
		defer kill.Stop()
		fed := make(chan struct{})
		defer func() { <-fed }()
		go func() {
			defer close(fed)
			for range jobs {
				next++
				if _, err := fmt.Fprintf(in, "job%d\n", next); err != nil {
					return
				}
			}
		}()
		for lines := bufio.NewScanner(out); lines.Scan(); {
			switch what, id, _ := strings.Cut(lines.Text(), " "); what {
			case "stored":
				stored[id] = true
			case "ran":
				ran[id] = true
			default:
				t.Errorf("the process says: %s", lines.Text())
			}
			if jobs == 0 && missing(stored, ran) == 0 {
				_ = command.Process.Kill()
			}
		}
		_ = command.Wait()
	}
	for range 4 {
		life(500, 30*time.Millisecond+rand.N(120*time.Millisecond))
	}
	if left := missing(stored, ran); left > 0 {
		life(0, 10*time.Second)
	}
	if left := missing(stored, ran); len(stored) == 0 || left > 0 {
		t.Errorf("of %d jobs that were stored %d never ran", len(stored), left)
	}
	t.Logf("%d jobs were stored, %d ran", len(stored), len(ran))
}

func missing(stored, ran map[string]bool) (n int) {
	for id := range stored {
		if !ran[id] {
			n++
		}
	}
	return n
}

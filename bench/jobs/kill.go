package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/bbolt"
)

var silent = slog.New(slog.DiscardHandler)

// serveVictim sends a job for each line that it reads, and runs jobs. It prints a line when a job
// is stored and when a job runs.
func serveVictim(path string) error {
	e, err := bbolt.Open(path)
	if err != nil {
		return err
	}
	go func() {
		_ = e.Serve(func(_ context.Context, body string, _ int) jobs.Outcome {
			fmt.Print("ran " + body + "\n")
			return jobs.Outcome{}
		}).Run(context.Background())
	}()
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		if err := e.Store(context.Background(), []jobs.Message{{ID: in.Text(), Due: time.Now(), Body: in.Text()}}); err != nil {
			return err
		}
		fmt.Print("stored " + in.Text() + "\n")
	}
	select {}
}

// kill kills the process that carries jobs at random moments, and then lets it finish.
func kill(times int) error {
	dir, err := os.MkdirTemp("", "jobs")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "jobs.db")
	stored, ran := map[string]bool{}, map[string]bool{}
	for n := range times {
		if err := life(path, n, 400, 20*time.Millisecond+rand.N(300*time.Millisecond), stored, ran); err != nil {
			return err
		}
	}
	if missingOf(stored, ran) > 0 {
		if err := life(path, times, 0, time.Minute, stored, ran); err != nil {
			return err
		}
	}
	left := missingOf(stored, ran)
	fmt.Printf("bbolt: killed %d times, %d jobs stored, %d of them never ran\n", times, len(stored), left)
	if left > 0 || len(stored) == 0 {
		return errors.New("a promise is broken")
	}
	return nil
}

// life runs the process once, up to the limit. If it sends no jobs, life returns as soon as no job
// is missing.
func life(path string, number, count int, limit time.Duration, stored, ran map[string]bool) error {
	command := exec.Command(os.Args[0], "-victim", path)
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	if err != nil {
		return err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	timer := time.AfterFunc(limit, func() { _ = command.Process.Kill() })
	defer timer.Stop()
	fed := make(chan struct{})
	go func() {
		defer close(fed)
		for n := range count {
			if _, err := fmt.Fprintf(in, "job%d-%d\n", number, n); err != nil {
				return
			}
		}
	}()
	for lines := bufio.NewScanner(out); lines.Scan(); {
		switch what, id := word(lines.Text()); what {
		case "stored":
			stored[id] = true
		case "ran":
			ran[id] = true
		}
		if count == 0 && missingOf(stored, ran) == 0 {
			_ = command.Process.Kill()
		}
	}
	<-fed
	_ = command.Wait() // it was killed
	return nil
}

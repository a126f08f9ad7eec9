package bbolt_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/internal/leak"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/bbolt"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(victimVariable); path != "" {
		victim(path)
		return
	}
	os.Exit(leak.Run(m))
}

func open(t *testing.T, path string) *bbolt.Engine {
	t.Helper()
	e, err := bbolt.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// serve runs an engine until the test tells it to stop.
func serve(t *testing.T, e *bbolt.Engine, run jobs.Runner) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- e.Serve(run).Run(ctx) }()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// until waits for a condition.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within 10 seconds", what)
		}
	}
}

// counts counts the runs of each job.
type counts struct {
	mu   sync.Mutex
	runs map[string]int
}

func (c *counts) add(id string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.runs == nil {
		c.runs = map[string]int{}
	}
	c.runs[id]++
	return c.runs[id]
}

func (c *counts) len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.runs)
}

// Waiting jobs, failed jobs, dead letters and keys survive a restart.
func TestRestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jobs.db")
	e := open(t, path)
	now := time.Now()
	err := e.Store(t.Context(), []jobs.Message{
		{ID: "now", Due: now, Body: "now"}, {ID: "later", Due: now.Add(300 * time.Millisecond), Body: "later"},
		{ID: "dies", Due: now, Body: "dies"}, {ID: "fails", Due: now, Body: "fails"}, {ID: "key", Named: true, Due: now, Body: "key"},
	})
	if err != nil {
		t.Fatal(err)
	}
	var c counts
	var early error
	run := func(_ context.Context, body string, attempt int) jobs.Outcome {
		n := c.add(body)
		if n != attempt {
			early = fmt.Errorf("run %d of %s is attempt %d", n, body, attempt)
		}
		switch {
		case body == "dies":
			return jobs.Outcome{Verdict: jobs.Bury}
		case body == "fails" && n == 1:
			return jobs.Outcome{Verdict: jobs.Retry, Pause: 200 * time.Millisecond}
		case body == "later" && time.Since(now) < 300*time.Millisecond:
			early = errors.New("later ran early")
		}
		return jobs.Outcome{}
	}
	stop := serve(t, e, run)
	until(t, "the first", func() bool { return c.len() == 4 })
	stop()
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}

	e = open(t, path)
	defer e.Close()
	if err := e.Store(t.Context(), []jobs.Message{{ID: "key", Named: true, Due: now, Body: "key"}}); err != nil {
		t.Fatal(err)
	}
	stop = serve(t, e, run)
	until(t, "the others", func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.runs["later"] == 1 && c.runs["fails"] == 2
	})
	dead, err := e.Dead(t.Context(), 10)
	if err != nil || len(dead) != 1 || dead[0].Body != "dies" || dead[0].Attempts != 1 {
		t.Errorf("dead letters: %v, %v", dead, err)
	}
	stop()
	if early != nil {
		t.Error(early)
	}
	if c.runs["key"] != 1 || c.runs["now"] != 1 {
		t.Errorf("runs: %v", c.runs)
	}
}

// Dead letters can be sent again, once each.
func TestResend(t *testing.T) {
	e := open(t, filepath.Join(t.TempDir(), "jobs.db"))
	defer e.Close()
	if err := e.Store(t.Context(), []jobs.Message{{ID: "a", Due: time.Now(), Body: "a"}}); err != nil {
		t.Fatal(err)
	}
	var c counts
	defer serve(t, e, func(_ context.Context, body string, attempt int) jobs.Outcome {
		if c.add(body) == 1 {
			return jobs.Outcome{Verdict: jobs.Refuse}
		}
		c.add("again")
		return jobs.Outcome{}
	})()
	var dead []jobs.Letter
	until(t, "the dead letter", func() bool { dead, _ = e.Dead(t.Context(), 10); return len(dead) == 1 })
	if err := e.Resend(t.Context(), dead[0]); err != nil {
		t.Fatal(err)
	}
	until(t, "the second run", func() bool { return c.len() == 2 })
	if err := e.Resend(t.Context(), dead[0]); err == nil {
		t.Error("a letter was sent again twice")
	}
}

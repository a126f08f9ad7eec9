package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/jobs"
)

// There are 1,000 jobs. One run in ten fails, and ten jobs always fail. Every other job is done, no
// job is lost, and there are ten dead letters. bench/jobs does the same with 10,000, on bbolt and
// SQS.
func TestFaults(t *testing.T) {
	done := map[string]int{}
	b := newBot(t, func(*bot, context.Context) (discord.CommandAnswer, error) { return ok, nil }, func(b *bot, _ context.Context, n note, run *jobs.Run) error {
		b.mu.Lock()
		defer b.mu.Unlock()
		if n.Text[:1] == "x" || run.Attempt < run.Attempts && rand.IntN(10) == 0 {
			return errors.New("a fault")
		}
		done[n.Text]++
		return nil
	})
	b.engine.Twice = true
	ctx := b.server.Context(t.Context())
	for n := range 1000 {
		text := fmt.Sprint(n)
		if n%100 == 99 {
			text = "x" + text
		}
		if err := b.job.Send(ctx, note{text}, jobs.In(rand.N(time.Hour))); err != nil {
			t.Fatal(err)
		}
	}
	b.Advance(3 * time.Hour)
	if len(done) != 990 || b.engine.Waiting() != 0 {
		t.Errorf("%d jobs are done, and %d wait", len(done), b.engine.Waiting())
	}
	dead, err := b.queue.Dead(t.Context(), 100)
	if err != nil || len(dead) != 10 {
		t.Errorf("%d dead letters, %v", len(dead), err)
	}
}

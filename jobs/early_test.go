package jobs_test

import (
	"context"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/jobs"
)

// A job that a listener sends before core.Answer is stored before the answer is sent. A job that it
// sends after core.Answer is stored at once.
func TestStoredBesideAnEarlyAnswer(t *testing.T) {
	for _, command := range []string{"send", "quick", "slow"} {
		hears := func(b *bot, ctx context.Context) (discord.CommandAnswer, error) {
			if command == "slow" {
				time.Sleep(50 * time.Millisecond)
			}
			if err := b.job.Send(ctx, note{"before"}, jobs.In(time.Hour)); err != nil {
				return nil, err
			}
			if n := b.engine.Waiting(); n != 0 {
				t.Errorf("/%s: %d jobs were stored before the answer was checked", command, n)
			}
			if _, err := core.Answer(ctx, ok); err != nil {
				return nil, err
			}
			if n := b.engine.Waiting(); n != 1 {
				t.Errorf("/%s: %d jobs are stored once the answer is out", command, n)
			}
			if err := b.job.Send(ctx, note{"after"}, jobs.In(time.Hour)); err != nil {
				return nil, err
			}
			if n := b.engine.Waiting(); n != 2 {
				t.Errorf("/%s: %d jobs are stored, of them one sent after the answer", command, n)
			}
			return nil, nil
		}
		b := newBot(t, hears, nil)
		b.WaitDone(b.Slash(command))
		b.Advance(time.Hour + time.Second)
		b.wantRuns(t, 2)
	}
}

// If storing fails, core.Answer fails and sends nothing. OnError's answer is sent instead.
func TestStoringFailsBeforeAnEarlyAnswer(t *testing.T) {
	hears := func(b *bot, ctx context.Context) (discord.CommandAnswer, error) {
		if err := b.job.Send(ctx, note{"before"}); err != nil {
			return nil, err
		}
		_, err := core.Answer(ctx, ok)
		if err == nil {
			t.Error("core.Answer succeeds although the job was not stored")
		}
		return nil, err
	}
	b := newBot(t, hears, nil, onError)
	b.engine.Fail = func(string) error { return errNo }
	if got := b.Slash("send").Message.Content; got != "sorry" {
		t.Errorf("the answer is %q", got)
	}
}

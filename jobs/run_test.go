package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/jobs"
)

func TestNeverEarly(t *testing.T) {
	due := time.Time{}
	b := newBot(t, func(b *bot, ctx context.Context) (discord.CommandAnswer, error) {
		due = b.engine.Now().Add(2 * time.Hour)
		return ok, b.job.Send(ctx, note{}, jobs.In(2*time.Hour))
	}, func(b *bot, _ context.Context, _ note, run *jobs.Run) error {
		if now := b.engine.Now(); now.Before(due) || now.Before(run.Due) {
			t.Errorf("due at %v, the job runs at %v", due, now)
		}
		return nil
	})
	b.Slash("send")
	for range 11 {
		b.Advance(10 * time.Minute)
		b.wantRuns(t, 0)
	}
	b.Advance(9 * time.Minute)
	b.wantRuns(t, 0)
	b.Advance(time.Minute + time.Second)
	b.wantRuns(t, 1)
}

// A job that is due in an hour runs when the clock is moved by an hour, even right after it was
// sent.
func TestAdvanceByExactlyTheDelay(t *testing.T) {
	b := newBot(t, sendsNow(jobs.In(time.Hour)), nil)
	for n := range 100 {
		b.Slash("send")
		b.Advance(time.Hour)
		if b.runs() != n+1 {
			t.Fatalf("%d of %d jobs have run", b.runs(), n+1)
		}
	}
}

// sendsNow is a listener that sends a job.
func sendsNow(options ...jobs.SendOption) listener {
	return func(b *bot, ctx context.Context) (discord.CommandAnswer, error) {
		return ok, b.job.Send(ctx, note{"sent"}, options...)
	}
}

func TestAt(t *testing.T) {
	b := newBot(t, sends(ok, nil), nil)
	ctx := b.server.Context(t.Context())
	for n, at := range []time.Time{b.engine.Now().Add(time.Hour), time.Now().Add(-time.Hour), {}} {
		if err := b.job.Send(ctx, note{fmt.Sprint(n)}, jobs.At(at)); err != nil {
			t.Fatal(err)
		}
	}
	b.Advance(0)
	b.wantRuns(t, 2)
	b.Advance(time.Hour + time.Second)
	b.wantRuns(t, 3)
}

// The token is valid for 15 minutes, both at Discord and in the handle. The bot's own client always
// works.
func TestFollowUp(t *testing.T) {
	for _, c := range []struct {
		in   time.Duration
		want error
	}{{14 * time.Minute, nil}, {15*time.Minute + time.Second, jobs.ErrTokenExpired}, {2 * time.Hour, jobs.ErrTokenExpired}} {
		var got error
		b := newBot(t, sends(discord.DeferredMessage{}, nil, jobs.In(c.in)), func(b *bot, ctx context.Context, n note, run *jobs.Run) error {
			got = edits(b, ctx, n, run)
			if run.REST() == nil {
				t.Error("no client")
			}
			return nil
		})
		reply := b.Slash("send")
		b.Advance(c.in + time.Second)
		b.wantRuns(t, 1)
		if !errors.Is(got, c.want) {
			t.Errorf("after %v: %v, want %v", c.in, got, c.want)
		}
		if c.want == nil && b.Wait(reply).Message.Content != "sent" {
			t.Errorf("after %v the answer is not filled in", c.in)
		}
	}
	var got error
	b := newBot(t, sends(ok, nil), func(_ *bot, _ context.Context, _ note, run *jobs.Run) error {
		_, got = run.FollowUp()
		return nil
	})
	if err := b.job.Send(b.server.Context(t.Context()), note{}); err != nil {
		t.Fatal(err)
	}
	if b.Advance(0); !errors.Is(got, jobs.ErrNoInteraction) {
		t.Errorf("without an interaction: %v", got)
	}
}

// A job that fails, or panics, is tried again with back-off, and is then a dead letter that can be
// sent again.
func TestAttempts(t *testing.T) {
	broken := true
	var times []time.Time
	b := newBot(t, sends(ok, nil), func(b *bot, _ context.Context, _ note, run *jobs.Run) error {
		times = append(times, b.engine.Now())
		if want := len(times); broken && (run.Attempt != want || run.Attempts != 5) {
			t.Errorf("attempt %d of %d, want %d of 5", run.Attempt, run.Attempts, want)
		}
		switch {
		case !broken:
			return nil
		case len(times)%2 == 0:
			panic("a person's words")
		}
		return errNo
	})
	b.Slash("send")
	b.Advance(24 * time.Hour)
	b.wantRuns(t, 5)
	for n := 1; n < len(times); n++ {
		pause, want := times[n].Sub(times[n-1]), 10*time.Second<<(n-1)
		if pause < want*7/8-time.Second || pause > want*9/8+time.Second {
			t.Errorf("pause %d is %v, want about %v", n, pause, want)
		}
	}
	if text := b.log.String(); strings.Count(text, "level=WARN") != 4 || strings.Count(text, "level=ERROR") != 1 || strings.Contains(text, "person") {
		t.Errorf("the log:\n%s", text)
	}
	dead, err := b.queue.Dead(t.Context(), 10)
	if err != nil || len(dead) != 1 || dead[0].Job != "note" || dead[0].Attempts != 5 {
		t.Fatalf("dead letters: %+v, %v", dead, err)
	}
	broken = false
	letter := dead[0]
	if err := b.queue.Resend(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	b.Advance(0)
	b.wantRuns(t, 6)
	if dead, err := b.queue.Dead(t.Context(), 10); err != nil || len(dead) != 0 {
		t.Errorf("after it was sent again the letter is there: %+v, %v", dead, err)
	}
	if err := b.queue.Resend(t.Context(), letter); err == nil {
		t.Error("a letter can be sent again twice")
	}
}

// A job that returns ErrNoRetry becomes a dead letter at once, and can be sent again.
func TestNoRetry(t *testing.T) {
	b := newBot(t, sends(ok, nil), func(*bot, context.Context, note, *jobs.Run) error {
		return fmt.Errorf("%w: the channel is gone", jobs.ErrNoRetry)
	})
	b.Slash("send")
	b.Advance(24 * time.Hour)
	b.wantRuns(t, 1)
	if text := b.log.String(); strings.Count(text, "level=ERROR") != 1 || !strings.Contains(text, "another attempt would not help") || !strings.Contains(text, "the channel is gone") {
		t.Errorf("the log:\n%s", text)
	}
	dead, err := b.queue.Dead(t.Context(), 10)
	if err != nil || len(dead) != 1 || dead[0].Attempts != 1 {
		t.Fatalf("dead letters: %+v, %v", dead, err)
	}
	if err := b.queue.Resend(t.Context(), dead[0]); err != nil {
		t.Fatal(err)
	}
	b.Advance(0)
	b.wantRuns(t, 2)
}

// A key makes a job the only one while it waits and for an hour after it has run.
func TestKey(t *testing.T) {
	b := newBot(t, func(b *bot, ctx context.Context) (discord.CommandAnswer, error) {
		return ok, b.job.Send(ctx, note{}, jobs.Key("one"), jobs.In(time.Minute))
	}, nil)
	b.Slash("send")
	b.Slash("send")
	b.Advance(time.Minute + time.Second)
	b.Slash("send")
	b.Advance(2 * time.Minute)
	b.wantRuns(t, 1)
	b.Advance(2 * time.Hour)
	b.Slash("send")
	b.Advance(2 * time.Minute)
	b.wantRuns(t, 2)
}

// A job may run twice. The engine for tests can make that happen.
func TestTwice(t *testing.T) {
	b := newBot(t, sends(ok, nil), nil)
	b.engine.Twice = true
	outside := b.engine.Serve(func(context.Context, string, int) jobs.Outcome {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.ran = append(b.ran, "")
		return jobs.Outcome{}
	})
	if err := b.job.Send(b.server.Context(t.Context()), note{}); err != nil {
		t.Fatal(err)
	}
	if err := outside.Advance(t.Context(), 0, func(time.Duration) {}); err != nil {
		t.Fatal(err)
	}
	b.wantRuns(t, 2)
}

// A job sends another, which can follow up for the same interaction.
func TestJobSendsJob(t *testing.T) {
	b := newBot(t, sends(discord.DeferredMessage{}, nil), func(b *bot, ctx context.Context, n note, run *jobs.Run) error {
		if n.Text == "sent" {
			return b.job.Send(ctx, note{"second"}, jobs.In(time.Minute))
		}
		return edits(b, ctx, n, run)
	})
	reply := b.Slash("send")
	b.Advance(2 * time.Minute)
	if got := b.Wait(reply).Message.Content; got != "second" {
		t.Errorf("the answer is %q", got)
	}
}

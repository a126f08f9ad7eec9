package jobs

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// Run is one run of a job.
type Run struct {
	// ID is the job's ID, which is the same in each attempt. Name is the name of its declaration.
	ID, Name string
	// Attempt is 1 for the first try. Attempts is how many tries there are in all.
	Attempt, Attempts int
	// Sent is when the job was sent. Due is when it was due.
	Sent, Due time.Time

	from *interaction
	now  func() time.Time
	rest *rest.Client
}

type runKey struct{}

var (
	// ErrNoInteraction means that the job was not sent for an interaction.
	ErrNoInteraction = errors.New("jobs: the job was not sent for an interaction; use Run.REST")
	// ErrTokenExpired means that the interaction is older than the 15 minutes that its token lives.
	ErrTokenExpired = errors.New("jobs: the interaction's token has expired after 15 minutes; use Run.REST and the bot's own token")
	// ErrNoRetry marks a failure that another attempt cannot fix. A job that returns an error that
	// wraps ErrNoRetry becomes a dead letter at once:
	//
	//	return fmt.Errorf("%w: the channel is gone", jobs.ErrNoRetry)
	ErrNoRetry = errors.New("jobs: not tried again")
)

const (
	// tokenLife is how long an interaction's token lives.
	//
	// See https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages.
	tokenLife = 15 * time.Minute
	// answerTime is the latest time at which an answer was sent, counted from the interaction.
	answerTime = 3 * time.Second
)

// FollowUp returns the handle on the answer and the follow-ups of the interaction that the job was
// sent for. If the job runs before Discord has processed the answer, the handle's calls wait for
// that. They wait until 10 seconds after the latest time at which the answer can have been sent.
//
// The error is [ErrNoInteraction], or [ErrTokenExpired] once the interaction is 15 minutes old.
func (r *Run) FollowUp() (*rest.Interaction, error) {
	if r.from == nil {
		return nil, ErrNoInteraction
	}
	arrived := time.UnixMilli(r.from.Arrived)
	age := r.now().Sub(arrived)
	if age >= tokenLife {
		return nil, ErrTokenExpired
	}
	app, errApp := snowflake(r.from.App)
	id, errID := snowflake(r.from.ID)
	if err := errors.Join(errApp, errID); err != nil {
		return nil, err
	}
	handle := r.rest.Interaction(app, id, r.from.Token)
	// SetAnswered uses this machine's clock. The engine's clock may be a test's.
	handle.SetAnswered(time.Now().Add(answerTime - age))
	return handle, nil
}

func snowflake(text string) (discord.Snowflake, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	return discord.Snowflake(n), err
}

// REST returns a client that uses the bot's own token, which does not expire.
func (r *Run) REST() *rest.Client { return r.rest }

// run opens a message and runs its job.
func (q *Queue) run(ctx context.Context, body string, attempt int) Outcome {
	l, c, err := q.keys.open(body)
	if err != nil {
		return Outcome{Verdict: Refuse}
	}
	now := q.engine.Now()
	if wait := time.UnixMilli(l.Due).Sub(now); wait > 0 {
		return Outcome{Retry, wait}
	}
	attrs := []slog.Attr{slog.String("job", l.Job), slog.String("job_id", l.ID), slog.Int("attempt", attempt)}
	job := q.jobs[l.Job]
	with := Policy{}.withDefaults()
	if job != nil {
		_, with, _ = job.declared()
	}
	if attempt > with.Attempts {
		// The process died in each attempt.
		q.log(ctx, slog.LevelError, "job dead: its process died in the last attempt", attrs...)
		return Outcome{Verdict: Bury}
	}
	failure := ErrUnknownJob
	if job != nil {
		r := &Run{
			ID: l.ID, Name: l.Job, Attempt: attempt, Attempts: with.Attempts, Sent: time.UnixMilli(l.Sent), Due: time.UnixMilli(l.Due),
			from: c.From, now: q.engine.Now, rest: q.rest,
		}
		failure = runJob(context.WithValue(q.server.Context(ctx), runKey{}, r), job, c, r)
	}
	if failure == nil {
		return Outcome{Verdict: Done}
	}
	attrs = append(attrs, failureAttrs(failure)...)
	if errors.Is(failure, ErrNoRetry) {
		q.log(context.WithoutCancel(ctx), slog.LevelError, "job dead: another attempt would not help", attrs...)
		return Outcome{Verdict: Bury}
	}
	if attempt >= with.Attempts {
		q.log(context.WithoutCancel(ctx), slog.LevelError, "job dead: its last attempt failed", attrs...)
		return Outcome{Verdict: Bury}
	}
	pause := with.pause(attempt)
	q.log(context.WithoutCancel(ctx), slog.LevelWarn, "job failed, and is tried again", append(attrs, slog.Duration("retry_in", pause))...)
	return Outcome{Retry, pause}
}

func runJob(ctx context.Context, job Declared, c *content, r *Run) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &core.PanicError{Value: value, Stack: debug.Stack()}
		}
	}()
	return job.run(ctx, c.Args, r)
}

func failureAttrs(err error) []slog.Attr {
	attrs := []slog.Attr{slog.String("error", err.Error())}
	if p, ok := err.(*core.PanicError); ok {
		attrs = append(attrs, slog.String("stack", string(p.Stack)))
	}
	return attrs
}

// pause returns the wait after a failed attempt. A quarter of it is random.
func (p Policy) pause(attempt int) time.Duration {
	pause := p.Pause
	for range attempt - 1 {
		if pause *= 2; pause >= p.LongestPause {
			pause = p.LongestPause
			break
		}
	}
	return pause - pause/8 + rand.N(pause/4+1)
}

// Package jobs runs work that must outlive the function that starts it: work that takes minutes,
// must be tried again when it fails, or is due in two hours.
//
//	var Remind = jobs.New("remind", func(ctx context.Context, a RemindArgs, run *jobs.Run) error { … })
//
//	// At the start, for all jobs of the bot:
//	queue, err := jobs.Serve(server, jobs.Options{Engine: engine}, Remind)
//
//	// In a listener, in work after an answer, or in another job:
//	err := Remind.Send(ctx, RemindArgs{…}, jobs.In(2*time.Hour), jobs.Key(id))
//
// An engine carries the jobs. Package sqs uses the queue and the scheduler of AWS, cloudtasks those
// of Google Cloud, bbolt a file on one machine, and memory the memory of a test. A bot links only
// the engine that it imports.
//
// # Guarantees
//
// The jobs that a listener sends are stored after its answer is checked and encoded, and before the
// answer is sent; see [core.Stage]. Anywhere else Send stores the job at once. A stored job runs at
// least once, never before it is due, and in no particular order. A job that fails, or whose
// process dies, is tried again with back-off, up to the attempts of its [Policy]. Then, or at once
// after [ErrNoRetry], it becomes a dead letter, which [Queue.Dead] lists and [Queue.Resend] sends
// again.
//
// At least once means that a job can run twice, for example if its process dies after the work is
// done and before the engine records that. For work that must not be done twice, use store.Claims.
//
// # Secrets
//
// A job's arguments and the interaction's token are sealed with XChaCha20-Poly1305 before they
// leave the process; the job's name, ID and times are authenticated. Nobody can read or make a
// message without the key, so a stranger cannot start a job through the public URL of a task's
// target.
//
// docs/jobs.md says which engine to use, what it costs, and which test checks which guarantee.
package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Job is a kind of work with arguments of type A, which are sent as JSON. Make one with [New], as a
// package variable.
type Job[A any] struct {
	name string
	work func(ctx context.Context, args A, run *Run) error
	with Policy
}

// Policy says how many times a job is tried, and how long it pauses between attempts. The zero
// value is right for most jobs.
type Policy struct {
	// Attempts is how many times a job is tried in all before it becomes a dead letter: 5 unless
	// set, 100 at most.
	Attempts int
	// Pause is the wait after the first failure: 10 seconds unless set. It doubles with each
	// further failure, up to LongestPause: 15 minutes unless set, 12 hours at most. A quarter of
	// each pause is random.
	Pause, LongestPause time.Duration
}

const (
	defaultAttempts     = 5
	mostAttempts        = 100
	defaultPause        = 10 * time.Second
	defaultLongestPause = 15 * time.Minute
	// longestPause is the longest pause that SQS accepts.
	longestPause = 12 * time.Hour
)

func (p Policy) withDefaults() Policy {
	if p.Attempts <= 0 {
		p.Attempts = defaultAttempts
	}
	if p.Pause <= 0 {
		p.Pause = defaultPause
	}
	if p.LongestPause <= 0 {
		p.LongestPause = defaultLongestPause
	}
	p.Attempts = min(p.Attempts, mostAttempts)
	p.LongestPause = min(p.LongestPause, longestPause)
	p.Pause = min(p.Pause, p.LongestPause)
	return p
}

// New declares a job. The name has 1 to 64 letters, digits, dashes and underscores. Each job that
// is sent carries the name, so do not change it while jobs are waiting. [Serve] reports a name that
// is not allowed.
//
// If work returns an error or panics, the job has failed and is tried again; see [Policy]. If the
// error wraps [ErrNoRetry], the job is not tried again. The context ends when the platform's time
// is over.
func New[A any](name string, work func(ctx context.Context, args A, run *Run) error) *Job[A] {
	return &Job[A]{name: name, work: work, with: Policy{}.withDefaults()}
}

// Policy sets the job's policy and returns the job.
func (j *Job[A]) Policy(p Policy) *Job[A] {
	j.with = p.withDefaults()
	return j
}

// Declared is a job with arguments of any type.
type Declared interface {
	declared() (name string, with Policy, err error)
	run(ctx context.Context, args json.RawMessage, run *Run) error
}

const (
	nameCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
	longestName    = 64
)

// isName does without a regular expression. A bot on Lambda would link package regexp for it, and
// compile it at every cold start.
func isName(s string) bool {
	return s != "" && len(s) <= longestName && strings.TrimLeft(s, nameCharacters) == ""
}

func (j *Job[A]) declared() (string, Policy, error) {
	switch {
	case j == nil:
		return "", Policy{}, errors.New("jobs: a job is nil")
	case !isName(j.name):
		return "", Policy{}, fmt.Errorf("jobs: the job %q: a name has 1 to 64 letters, digits, dashes and underscores", j.name)
	case j.work == nil:
		return "", Policy{}, fmt.Errorf("jobs: the job %q has no work", j.name)
	}
	return j.name, j.with, nil
}

var errArgs = errors.New("the arguments do not decode: the job's type has changed since it was sent")

func (j *Job[A]) run(ctx context.Context, args json.RawMessage, run *Run) error {
	var a A
	if json.Unmarshal(args, &a) != nil {
		// Package json's error can quote the arguments.
		return errArgs
	}
	return j.work(ctx, a, run)
}

package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// MaxArgs is how many bytes a job's arguments may have as JSON: 128 KiB. Put larger data into a
// store, and put its key into the arguments.
const MaxArgs = 128 << 10

var (
	// ErrArgs means that a job's arguments cannot be encoded as JSON, or that the JSON has more
	// than [MaxArgs] bytes.
	ErrArgs = errors.New("jobs: unusable arguments")
	// ErrNoQueue means that Send found no server that serves jobs. ctx does not come from a
	// listener, from work after an answer, from a job or from core.Server.Context, and core.Default
	// serves no jobs.
	ErrNoQueue = errors.New("jobs: this context leads to no server that serves jobs: call jobs.Serve, and use core.Server.Context outside of listeners")
	// ErrUnknownJob means that the server does not serve the job that was sent. Pass the job to
	// [Serve].
	ErrUnknownJob = errors.New("jobs: the server does not serve this job")
)

// SendOption sets when a job is due, or its key.
type SendOption func(*sending)

// In makes a job due after d, counted from when it is stored. Engines have a limit: 1 year with
// sqs, 30 days with cloudtasks.
func In(d time.Duration) SendOption {
	return func(s *sending) { s.in, s.at = d, time.Time{} }
}

// At makes a job due at t. It runs then or soon after.
func At(t time.Time) SendOption { return func(s *sending) { s.at, s.in = t, 0 } }

// Key makes a job the only one of its name with this key. While the engine knows such a job,
// sending another does nothing and returns nil. The engine knows a job while it waits, and usually
// for an hour after it has run.
func Key(key string) SendOption { return func(s *sending) { s.key = key } }

// sending is a job in the outbox, before it is sealed.
type sending struct {
	job  string
	args json.RawMessage
	in   time.Duration
	at   time.Time
	key  string
	from *interaction
}

// Send sends the job. A job that a listener sends is stored with the listener's answer, before the
// answer is sent; see [core.Stage]. Any other job is stored when Send returns.
//
// The errors are [ErrArgs], [ErrNoQueue] and [ErrUnknownJob]. If the job is stored at once, the
// error can also be the engine's. Then the job may or may not have been stored.
func (j *Job[A]) Send(ctx context.Context, args A, options ...SendOption) error {
	text, err := json.Marshal(args)
	switch {
	case err != nil:
		return fmt.Errorf("%w: the arguments of %q cannot be encoded as JSON", ErrArgs, j.name)
	case len(text) > MaxArgs:
		return fmt.Errorf("%w: the arguments of %q have %d bytes; the limit is %d", ErrArgs, j.name, len(text), MaxArgs)
	}
	s := &sending{job: j.name, args: text, from: interactionOf(ctx)}
	for _, o := range options {
		o(s)
	}
	server := core.ServerOf(ctx)
	if server == nil {
		server = core.Default
	}
	outside, ok := server.Outside.Get()
	if !ok || outside.Store == nil {
		return ErrNoQueue
	}
	if core.Stage(ctx, s) {
		return nil
	}
	return outside.Store(ctx, []any{s})
}

// interaction is the part that a job keeps of the interaction that it was sent for.
type interaction struct {
	App   string `json:"app"`
	ID    string `json:"id"`
	Token string `json:"token"`
	// Arrived is in milliseconds, by the clock of the engine.
	Arrived int64 `json:"arrived"`
	// age is how old the interaction was when the job was sent.
	age time.Duration
}

// interactionOf finds the interaction of the listener, the work or the job that sends a job.
func interactionOf(ctx context.Context) *interaction {
	if r, ok := ctx.Value(runKey{}).(*Run); ok {
		return r.from
	}
	o := core.OriginOf(ctx)
	if o == nil {
		return nil
	}
	common := o.Interaction.Common()
	if common.Token == "" {
		return nil
	}
	return &interaction{
		App: common.ApplicationID.String(), ID: common.ID.String(), Token: common.Token, age: time.Since(o.Arrived),
	}
}

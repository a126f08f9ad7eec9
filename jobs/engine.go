package jobs

import (
	"context"
	"time"

	"github.com/hotaru-go/hotaru/core"
)

// Engine carries jobs: it keeps messages until they are due, and hands them to a [Runner]. The
// packages below this one have the engines of the platforms. Your own engine implements the same
// interface.
type Engine interface {
	// Store stores messages. It returns nil once all of them survive the end of the process and of
	// the machine, and an error if one of them may not. Messages that were stored before the error
	// stay. A Named message whose ID the engine knows is left out.
	Store(ctx context.Context, messages []Message) error
	// Serve returns how messages get to the runner: by events that a transport hands over, or by
	// running beside the server. Store need not be set.
	Serve(run Runner) core.Outside
	// Dead returns dead letters, at most limit.
	Dead(ctx context.Context, limit int) ([]Letter, error)
	// Resend sends a dead letter again, due at once and with all its attempts, and removes it from
	// the dead.
	Resend(ctx context.Context, l Letter) error
	// Now is the engine's clock: time.Now except in tests.
	Now() time.Time
}

// Message is a sealed job.
type Message struct {
	// ID is random, or stands for a key: 1 to 64 letters and digits.
	ID string
	// Named means that ID stands for a key: the engine takes only one message with this ID.
	Named bool
	// Due is when the message is to be delivered, never earlier.
	Due time.Time
	// Body is at most 200 KB of printable ASCII.
	Body string
}

// Letter is a dead letter as the engine has it.
type Letter struct {
	// Handle is the engine's own name for it.
	Handle string
	Body   string
	// Attempts is how often it was tried, zero if the engine does not know.
	Attempts int
}

// Runner runs the job of a message. attempt is 1 for the first delivery; a delivery during which
// the process died counts too. It returns when the job has ended.
type Runner func(ctx context.Context, body string, attempt int) Outcome

// Outcome is what an engine does with a message that was delivered.
type Outcome struct {
	Verdict Verdict
	// Pause is the wait before a Retry.
	Pause time.Duration
}

// Verdict is the kind of an Outcome.
type Verdict int

const (
	// Done removes the message.
	Done Verdict = iota
	// Retry delivers the message again after the pause.
	Retry
	// Bury makes the message a dead letter.
	Bury
	// Refuse means that the message was not sealed with one of the keys. An engine that only reads
	// its own queue buries it. An engine that anybody can reach refuses it.
	Refuse
)

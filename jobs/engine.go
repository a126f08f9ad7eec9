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
	// Store stores messages. It returns nil once all of them would survive the end of the process
	// and of the machine, and an error if one of them might not. Messages that were stored before
	// the error stay. Store skips a Named message whose ID the engine knows.
	Store(ctx context.Context, messages []Message) error
	// Serve returns how messages reach the runner: through events that a transport passes on, or
	// through a loop that runs beside the server. The result's Store may be nil.
	Serve(run Runner) core.Outside
	// Dead returns dead letters, at most limit.
	Dead(ctx context.Context, limit int) ([]Letter, error)
	// Resend sends a dead letter again and removes it from the dead letters. The message is due at
	// once and has all its attempts again.
	Resend(ctx context.Context, l Letter) error
	// Now is the engine's clock: time.Now except in tests.
	Now() time.Time
}

// Message is a sealed job.
type Message struct {
	// ID is random, or represents a key. It has 1 to 64 letters and digits.
	ID string
	// Named means that ID represents a key. The engine accepts only one message with this ID.
	Named bool
	// Due is when the message is to be delivered. It is never delivered earlier.
	Due time.Time
	// Body is at most 200 KB of printable ASCII.
	Body string
}

// Letter is a dead letter as the engine stores it.
type Letter struct {
	// Handle is the engine's own name for the letter.
	Handle string
	Body   string
	// Attempts is how many times the job was tried, or zero if the engine does not know.
	Attempts int
}

// Runner runs the job of a message. attempt is 1 for the first delivery. A delivery during which
// the process died also counts. Runner returns when the job has ended.
type Runner func(ctx context.Context, body string, attempt int) Outcome

// Outcome says what an engine does with a message that was delivered.
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

package discordtest

import (
	"context"
	"iter"
	"slices"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// EventType is the kind of an [Event].
type EventType string

// The events.
const (
	// EventBegun: an interaction was sent to the app.
	EventBegun EventType = "begun"
	// EventAnswered: an interaction was answered, inline or by callback.
	EventAnswered EventType = "answered"
	// EventFailed: an interaction can no longer be answered, because it is too late or its inline
	// answer was refused.
	EventFailed EventType = "failed"
	// EventMessage, EventEdited, EventDeleted: a message was sent, changed or deleted.
	EventMessage EventType = "message"
	EventEdited  EventType = "edited"
	EventDeleted EventType = "deleted"
	// EventWorld: the guild's channels, threads, roles, members or bans have changed, there is a
	// new direct message, or the app has changed its bot's user or its own record.
	EventWorld EventType = "world"
	// EventCommands: the application's commands have changed.
	EventCommands EventType = "commands"
	// EventCall: the API was called, and has answered.
	EventCall EventType = "call"
)

// Event is something that happened in Discord or at the API.
type Event struct {
	Type EventType
	Time time.Time
	// Interaction is the event's interaction, or zero.
	Interaction discord.Snowflake
	// Answer is the kind of answer of EventAnswered. Inline is true if the answer came in the
	// response to the request.
	Answer discord.CallbackType
	Inline bool
	// Channel is the channel of EventMessage, EventEdited and EventDeleted.
	Channel discord.Snowflake
	// MessageID is the message of EventMessage, EventEdited and EventDeleted. Message is its JSON
	// at that time, or nil if it was deleted.
	MessageID discord.Snowflake
	Message   []byte
	// Refusal is the reason for EventFailed. It is nil if the 3 seconds were over.
	Refusal *Refusal
	// Call is the call of EventCall.
	Call *Call
}

// eventLog keeps events for later readers, and wakes waiting readers.
type eventLog struct {
	mu sync.Mutex
	// first is the number of the first event kept.
	first  int
	events []Event
	// more is closed and replaced at each event.
	more   chan struct{}
	closed bool
}

func (l *eventLog) init() { l.more = make(chan struct{}) }

func (l *eventLog) add(e Event) {
	l.mu.Lock()
	if len(l.events) >= maxCalls {
		l.events = slices.Delete(l.events, 0, maxCalls/2)
		l.first += maxCalls / 2
	}
	l.events = append(l.events, e)
	l.mu.Unlock()
	l.wake()
}

func (l *eventLog) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.closed = true
		close(l.more)
	}
}

// wake wakes the waiting readers.
func (l *eventLog) wake() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		close(l.more)
		l.more = make(chan struct{})
	}
}

// after returns the events from number n on, the number after them, and a channel that is closed
// when there are more.
func (l *eventLog) after(n int) (events []Event, next int, more <-chan struct{}, closed bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n = max(n, l.first)
	events = slices.Clone(l.events[min(n-l.first, len(l.events)):])
	return events, l.first + len(l.events), l.more, l.closed
}

// publish adds an event. The API's lock is held, so events are in the order in which things
// happened.
func (a *API) publish(e Event) {
	e.Time = a.now()
	a.events.add(e)
}

// Events yields the events from now on, in order, until the context ends or the API is closed. A
// reader that is more than 10,000 events behind misses the oldest.
func (a *API) Events(ctx context.Context) iter.Seq[Event] {
	_, next, _, _ := a.events.after(1 << 62)
	return func(yield func(Event) bool) {
		for at := next; ; {
			events, next, more, closed := a.events.after(at)
			for _, e := range events {
				if ctx.Err() != nil || !yield(e) {
					return
				}
			}
			if at = next; len(events) > 0 {
				continue
			}
			if closed {
				return
			}
			select {
			case <-more:
			case <-ctx.Done():
				return
			}
		}
	}
}

package jobs

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/internal/pasted"
	"github.com/hotaru-go/hotaru/rest"
)

// Options configure a Queue. Formatting them never shows a key.
type Options struct {
	// Engine carries the jobs.
	Engine Engine
	// Keys are 64 hex digits each, separated by commas; [KeysVariable] unless set. The first key
	// seals messages, and every key opens them. To change the key, put a new one in front. Remove
	// the old one when the last job that it sealed has run: after the longest delay and all
	// attempts.
	Keys string `json:"-"`
	// Logger is slog.Default() unless set.
	Logger *slog.Logger
}

// String returns a text without the keys.
func (o Options) String() string { return fmt.Sprintf("jobs.Options for %T", o.Engine) }

// Format prints String for every verb.
func (o Options) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(o.String())) }

// LogValue returns String as a value for slog.
func (o Options) LogValue() slog.Value { return slog.StringValue(o.String()) }

// Queue sends and runs the jobs of one server. It is safe for concurrent use.
type Queue struct {
	engine Engine
	keys   *keys
	jobs   map[string]Declared
	server *core.Server
	rest   *rest.Client
	logger *slog.Logger
}

// Serve makes a server carry jobs: the engine stores what its listeners send, and the server runs
// what the engine delivers. It sets server.Outside. A nil server is core.Default. Pass all jobs of
// the bot, both on the instances that send jobs and on those that run them.
//
// The errors are [ErrNoKeys], [ErrKey], the error of core.Server.Check, core.ErrListenerSet if the
// server serves jobs already, and an error that names a job and says what is wrong with it.
func Serve(server *core.Server, o Options, all ...Declared) (*Queue, error) {
	if server == nil {
		server = core.Default
	}
	if o.Engine == nil {
		return nil, errors.New("jobs: Options.Engine is nil")
	}
	client, err := server.REST()
	if err != nil {
		return nil, err
	}
	k, err := parseKeys(pasted.Or(o.Keys, KeysVariable))
	if err != nil {
		return nil, err
	}
	q := &Queue{engine: o.Engine, keys: k, jobs: map[string]Declared{}, server: server, rest: client, logger: o.Logger}
	for _, one := range all {
		if one == nil {
			return nil, errors.New("jobs: a job is nil")
		}
		name, _, err := one.declared()
		if err != nil {
			return nil, err
		}
		if q.jobs[name] != nil {
			return nil, fmt.Errorf("jobs: the job %q is given twice", name)
		}
		q.jobs[name] = one
	}
	outside := o.Engine.Serve(q.run)
	outside.Store = q.store
	if err := server.Outside.Set(outside); err != nil {
		return nil, fmt.Errorf("jobs: the server's Outside is taken: %w", err)
	}
	return q, nil
}

func (q *Queue) log(ctx context.Context, level slog.Level, message string, attrs ...slog.Attr) {
	logger := q.logger
	if logger == nil {
		logger = slog.Default()
	}
	logger.LogAttrs(ctx, level, message, attrs...)
}

// store seals and stores an outbox.
func (q *Queue) store(ctx context.Context, items []any) error {
	now := q.engine.Now()
	messages := make([]Message, 0, len(items))
	for _, item := range items {
		s, ok := item.(*sending)
		if !ok {
			return fmt.Errorf("jobs: a %T is not a job", item)
		}
		if q.jobs[s.job] == nil {
			return fmt.Errorf("%w: %q; give it to jobs.Serve", ErrUnknownJob, s.job)
		}
		m, err := q.message(s, now)
		if err != nil {
			return err
		}
		messages = append(messages, m)
	}
	if err := q.engine.Store(ctx, messages); err != nil {
		return fmt.Errorf("jobs: storing: %w", err)
	}
	return nil
}

func (q *Queue) message(s *sending, now time.Time) (Message, error) {
	// Times are in whole milliseconds. A later due time is rounded up, so no job is early.
	m := Message{ID: rand.Text(), Due: time.UnixMilli(now.UnixMilli())}
	if later := now.Add(s.in); s.in > 0 {
		m.Due = roundedUp(later)
	} else if s.at.After(now) {
		m.Due = roundedUp(s.at)
	}
	if s.key != "" {
		sum := sha256.Sum256([]byte(s.job + "\x00" + s.key))
		m.ID, m.Named = "k"+hex.EncodeToString(sum[:20]), true
	}
	c := &content{Args: s.args}
	if s.from != nil {
		from := *s.from
		if from.Arrived == 0 {
			from.Arrived = now.Add(-from.age).UnixMilli()
		}
		c.From = &from
	}
	var err error
	m.Body, err = q.keys.seal(&label{Job: s.job, ID: m.ID, Due: m.Due.UnixMilli(), Sent: now.UnixMilli()}, c)
	if err != nil || len(m.Body) > maxBody {
		return m, fmt.Errorf("%w: the arguments of %q cannot be sealed", ErrArgs, s.job)
	}
	return m, nil
}

func roundedUp(t time.Time) time.Time { return time.UnixMilli(t.Add(time.Millisecond - 1).UnixMilli()) }

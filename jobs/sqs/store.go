package sqs

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/internal/awscall"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/store"
)

const (
	// longestDelay is the longest time for which SQS can delay a message.
	//
	// See https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html.
	longestDelay = 15 * time.Minute
	// farthest is how far ahead a job can be due.
	farthest = 366 * 24 * time.Hour
	// A batch has at most 10 messages. SQS accepts 1 MiB for a batch. batchBytes is its former
	// limit.
	batchMessages = 10
	batchBytes    = 256_000
	// keyLife is how long a key is known after its job was due.
	keyLife = time.Hour
	// batchTries bounds how many times a message is tried that SQS refused because of an error of
	// its own.
	batchTries = 4
)

// Store implements [jobs.Engine].
func (e *Engine) Store(ctx context.Context, messages []jobs.Message) error {
	var batch []jobs.Message
	size := 0
	flush := func() error {
		err := e.sendBatch(ctx, batch)
		batch, size = nil, 0
		return err
	}
	for _, m := range messages {
		if m.Named || time.Until(m.Due) > longestDelay {
			if err := e.storeOne(ctx, m); err != nil {
				return err
			}
			continue
		}
		if len(batch) == batchMessages || size+len(m.Body) > batchBytes {
			if err := flush(); err != nil {
				return err
			}
		}
		batch, size = append(batch, m), size+len(m.Body)
	}
	return flush()
}

// storeOne stores a message with a key, or one for the scheduler.
func (e *Engine) storeOne(ctx context.Context, m jobs.Message) error {
	put := func(ctx context.Context) error {
		if time.Until(m.Due) > longestDelay {
			return e.schedule(ctx, m)
		}
		return e.sendBatch(ctx, []jobs.Message{m})
	}
	if !m.Named {
		return put(ctx)
	}
	if e.options.Store == nil {
		return ErrNoStore
	}
	claims := store.Claims{Store: e.options.Store, Prefix: "jobs/keys/"}
	return claims.Do(ctx, m.ID, max(time.Until(m.Due), 0)+keyLife, put)
}

type entry struct {
	Id           string
	MessageBody  string
	DelaySeconds int64 `json:",omitempty"`
}

// delay returns the delay in whole seconds, rounded up so that no message is early.
func delay(due time.Time) int64 {
	wait := min(max(time.Until(due), 0), longestDelay)
	return int64((wait + time.Second - 1) / time.Second)
}

// sendBatch sends up to ten messages. SQS may accept some messages of a batch and refuse others.
func (e *Engine) sendBatch(ctx context.Context, messages []jobs.Message) error {
	for n := 1; len(messages) > 0; n++ {
		in := struct {
			QueueUrl string
			Entries  []entry
		}{QueueUrl: e.options.QueueURL}
		for i, m := range messages {
			in.Entries = append(in.Entries, entry{strconv.Itoa(i), m.Body, delay(m.Due)})
		}
		var out struct {
			Failed []struct {
				Id, Code    string
				SenderFault bool
			}
		}
		if err := e.call(ctx, "SendMessageBatch", in, &out); err != nil {
			return err
		}
		var again []jobs.Message
		for _, f := range out.Failed {
			i, err := strconv.Atoi(f.Id)
			if err != nil || i < 0 || i >= len(messages) || f.SenderFault || n == batchTries {
				return fmt.Errorf("sqs: SendMessageBatch: %d of %d messages were refused: %.60q", len(out.Failed), len(messages), f.Code)
			}
			again = append(again, messages[i])
		}
		messages = again
	}
	return nil
}

// schedule is the request of CreateSchedule.
//
// See https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html.
type schedule struct {
	ActionAfterCompletion string
	ClientToken           string
	FlexibleTimeWindow    struct{ Mode string }
	GroupName             string
	ScheduleExpression    string
	Target                struct{ Arn, RoleArn, Input string }
}

// schedule makes the scheduler send a message when it is due. An existing schedule with the same
// name belongs to the same job.
func (e *Engine) schedule(ctx context.Context, m jobs.Message) error {
	o := &e.options
	switch {
	case o.QueueARN == "" || o.ScheduleGroup == "" || o.ScheduleRoleARN == "":
		return ErrNoScheduler
	case time.Until(m.Due) > farthest:
		return ErrTooFar
	}
	in := schedule{ActionAfterCompletion: "DELETE", ClientToken: m.ID, GroupName: o.ScheduleGroup}
	in.FlexibleTimeWindow.Mode = "OFF"
	// The time is in whole seconds, rounded up.
	in.ScheduleExpression = "at(" + m.Due.Add(time.Second-1).UTC().Format("2006-01-02T15:04:05") + ")"
	in.Target.Arn, in.Target.RoleArn, in.Target.Input = o.QueueARN, o.ScheduleRoleARN, m.Body
	_, err := e.scheduler.Do(ctx, &awscall.Call{Operation: "sqs: CreateSchedule", Path: "/schedules/" + url.PathEscape(m.ID), In: in})
	var refused *awscall.Error
	if errors.As(err, &refused) && refused.Status == http.StatusConflict && refused.Code == "ConflictException" {
		return nil
	}
	return err
}

package sqs

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/jobs"
)

// Serve implements [jobs.Engine]. The worker receives batches of the queue's messages. All jobs of
// a batch run at once.
func (e *Engine) Serve(run jobs.Runner) core.Outside {
	return core.Outside{Invoke: func(ctx context.Context, payload []byte) ([]byte, error) { return e.invoke(ctx, payload, run) }}
}

// event is a batch of messages.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html.
type event struct {
	Records []record
}

type record struct {
	MessageID     string `json:"messageId"`
	ReceiptHandle string `json:"receiptHandle"`
	Body          string `json:"body"`
	Attributes    struct {
		ApproximateReceiveCount string
	} `json:"attributes"`
	EventSource string `json:"eventSource"`
}

// failures is the answer to a batch: the messages that Lambda does not delete.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting.
type failures struct {
	BatchItemFailures []failure `json:"batchItemFailures"`
}

type failure struct {
	ItemIdentifier string `json:"itemIdentifier"`
}

var errEvent = errors.New("sqs: the event is not a batch of SQS messages; connect only the queue to the worker")

const (
	// stopMargin is how long before Lambda's deadline the jobs' context ends. answerMargin is how
	// long before the deadline the answer is sent, even if jobs still run. At the deadline Lambda
	// kills the process and delivers the whole batch again.
	stopMargin   = 2 * time.Second
	answerMargin = time.Second
	// settleTime bounds the calls after a job.
	settleTime = 5 * time.Second
)

func (e *Engine) invoke(ctx context.Context, text []byte, run jobs.Runner) ([]byte, error) {
	var batch event
	if json.Unmarshal(text, &batch) != nil || len(batch.Records) == 0 {
		return nil, errEvent
	}
	for n := range batch.Records {
		if r := &batch.Records[n]; r.EventSource != "aws:sqs" || r.MessageID == "" {
			return nil, errEvent
		}
	}
	working, ends, cancel := limits(ctx)
	defer cancel()
	var mu sync.Mutex
	done := map[string]bool{}
	var group sync.WaitGroup
	for n := range batch.Records {
		r := &batch.Records[n]
		group.Go(func() {
			if e.handle(working, r, run) {
				mu.Lock()
				defer mu.Unlock()
				done[r.MessageID] = true
			}
		})
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		group.Wait()
	}()
	select {
	case <-ended:
	case <-ends:
		slog.ErrorContext(ctx, "jobs cut: they run on after the end of their context, and the worker's time is over")
	}
	mu.Lock()
	defer mu.Unlock()
	answer := failures{[]failure{}}
	for n := range batch.Records {
		if id := batch.Records[n].MessageID; !done[id] {
			answer.BatchItemFailures = append(answer.BatchItemFailures, failure{id})
		}
	}
	return json.Marshal(answer)
}

// limits returns the context of the jobs, and a channel that is closed when the answer must be
// sent.
func limits(ctx context.Context) (working context.Context, ends <-chan struct{}, cancel func()) {
	deadline, ok := ctx.Deadline()
	if !ok {
		working, cancel = context.WithCancel(ctx)
		return working, nil, cancel
	}
	last, cancelLast := context.WithDeadline(ctx, deadline.Add(-answerMargin))
	working, cancelWorking := context.WithDeadline(ctx, deadline.Add(-stopMargin))
	return working, last.Done(), func() {
		cancelWorking()
		cancelLast()
	}
}

// handle runs one message, and reports whether the queue may delete it.
func (e *Engine) handle(ctx context.Context, r *record, run jobs.Runner) bool {
	attempt, _ := strconv.Atoi(r.Attributes.ApproximateReceiveCount)
	o := run(ctx, r.Body, max(attempt, 1))
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	switch o.Verdict {
	case jobs.Done:
		return true
	case jobs.Retry:
		e.pause(ctx, r, o.Pause)
		return false
	}
	// Only the app and the scheduler can send to the queue. So a message that cannot be opened
	// becomes a dead letter, because its key may have been removed too early.
	if err := e.bury(ctx, r.Body, attempt); err != nil {
		slog.ErrorContext(ctx, "dead letter not sent; the queue delivers the job again", "error", err.Error())
		e.pause(ctx, r, time.Minute)
		return false
	}
	return true
}

// longestVisibility is the longest time that a message can be hidden: 12 hours from when it was
// received, less the time of a worker.
const longestVisibility = 12*time.Hour - 16*time.Minute

// pause hides a message for the time of the pause. If that fails, the message stays hidden for the
// queue's own time.
func (e *Engine) pause(ctx context.Context, r *record, pause time.Duration) {
	seconds := int64((min(pause, longestVisibility) + time.Second - 1) / time.Second)
	err := e.call(ctx, "ChangeMessageVisibility", struct {
		QueueUrl, ReceiptHandle string
		VisibilityTimeout       int64
	}{e.options.QueueURL, r.ReceiptHandle, seconds}, nil)
	if err != nil {
		slog.WarnContext(ctx, "pause not set; the queue's visibility time-out holds", "error", err.Error())
	}
}

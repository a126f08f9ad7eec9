package sqs

import (
	"context"
	"strconv"

	"github.com/hotaru-go/hotaru/jobs"
)

// attribute is a message attribute.
type attribute struct{ DataType, StringValue string }

const attemptsAttribute = "attempts"

type message struct {
	QueueUrl, MessageBody string
	MessageAttributes     map[string]attribute `json:",omitempty"`
}

// bury puts a message into the dead-letter queue.
func (e *Engine) bury(ctx context.Context, body string, attempts int) error {
	return e.call(ctx, "SendMessage", message{
		QueueUrl: e.options.DeadQueueURL, MessageBody: body,
		MessageAttributes: map[string]attribute{attemptsAttribute: {"Number", strconv.Itoa(attempts)}},
	}, nil)
}

// hidden is how many seconds a letter is hidden after it was listed. It can be sent again during
// that time.
const hidden = 30

// Dead implements [jobs.Engine]. Letters that were listed are hidden for half a minute. Resend
// works during that time.
func (e *Engine) Dead(ctx context.Context, limit int) (letters []jobs.Letter, err error) {
	for len(letters) < limit {
		in := struct {
			QueueUrl              string
			MaxNumberOfMessages   int
			VisibilityTimeout     int
			WaitTimeSeconds       int
			MessageAttributeNames []string
		}{e.options.DeadQueueURL, min(limit-len(letters), 10), hidden, 1, []string{attemptsAttribute}}
		var out struct {
			Messages []struct {
				Body, ReceiptHandle string
				MessageAttributes   map[string]attribute
			}
		}
		if err := e.call(ctx, "ReceiveMessage", in, &out); err != nil {
			return letters, err
		}
		if len(out.Messages) == 0 {
			break
		}
		for _, m := range out.Messages {
			// attempts is zero for a letter that the queue itself has moved.
			attempts, _ := strconv.Atoi(m.MessageAttributes[attemptsAttribute].StringValue)
			letters = append(letters, jobs.Letter{Handle: m.ReceiptHandle, Body: m.Body, Attempts: attempts})
		}
	}
	return letters, nil
}

// Resend implements [jobs.Engine].
func (e *Engine) Resend(ctx context.Context, l jobs.Letter) error {
	if err := e.call(ctx, "SendMessage", message{QueueUrl: e.options.QueueURL, MessageBody: l.Body}, nil); err != nil {
		return err
	}
	return e.call(ctx, "DeleteMessage", struct{ QueueUrl, ReceiptHandle string }{e.options.DeadQueueURL, l.Handle}, nil)
}

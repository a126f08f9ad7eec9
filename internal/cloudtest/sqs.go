// Package cloudtest has stand-ins, for tests and measurements, for the parts of AWS and Google
// Cloud around a bot's jobs. The queues are npm's local-aws-sqs. Written from the vendors'
// documentation are Lambda with its Runtime API and its event source mapping, EventBridge Scheduler
// and Cloud Tasks.
//
// Limits: local-aws-sqs keeps messages in memory and checks no signatures. It delivers messages of
// standard queues more in order, and less often twice, than SQS does. It counts an extra delivery
// for each ChangeMessageVisibility. It moves a message to the dead letters at the end of its last
// delivery, while SQS does so instead of the next delivery. The fakes support only the calls that
// hotaru makes.
package cloudtest

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/hotaru-go/hotaru/internal/awscall"
	"github.com/hotaru-go/hotaru/internal/npmtool"
)

// Credentials are made up.
var Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY"}, nil
})

// Region is the region of everything.
const Region = "us-east-1"

// Queues is a queue with a dead-letter queue.
type Queues struct {
	Endpoint, URL, ARN, DeadURL string

	client *awscall.Client
	clock  string
	stop   func()
}

//go:embed queues.js
var queuesScript string

// NewQueues starts local-aws-sqs with two queues. visibility is the queue's visibility time-out.
// receives is how many times a message is delivered before the queue moves it to the dead letters.
func NewQueues(visibility time.Duration, receives int) (*Queues, error) {
	script := fmt.Sprintf("process.env.VISIBILITY = %d; process.env.RECEIVES = %d\n%s", int(visibility.Seconds()), receives, queuesScript)
	line, stop, err := npmtool.Start("local-aws-sqs", script)
	if err != nil {
		return nil, err
	}
	endpoint, clock, _ := strings.Cut(line, " ")
	q := &Queues{
		Endpoint: endpoint, URL: endpoint + "/123456789012/jobs", DeadURL: endpoint + "/123456789012/dead",
		ARN: "arn:aws:sqs:us-east-1:123456789012:jobs", clock: clock, stop: stop,
	}
	q.client, err = awscall.New(awscall.Options{Service: "sqs", Region: Region, Endpoint: endpoint, Credentials: Credentials})
	return q, err
}

// Advance moves the queues' clock. Messages that are delayed or hidden until then become visible.
func (q *Queues) Advance(ctx context.Context, d time.Duration) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, fmt.Sprintf("%s/advance?ms=%d", q.clock, d.Milliseconds()), nil)
	if err != nil {
		return err
	}
	request.Close = true
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	return response.Body.Close()
}

// Close stops the server.
func (q *Queues) Close() { q.stop() }

// Call calls an action of SQS.
func (q *Queues) Call(ctx context.Context, action string, in, out any) error {
	_, err := q.client.Do(ctx, &awscall.Call{Operation: action, Target: "AmazonSQS." + action, Version: "1.0", In: in, Out: out})
	return err
}

// Send puts a message into the queue.
func (q *Queues) Send(ctx context.Context, body string) error {
	return q.Call(ctx, "SendMessage", map[string]any{"QueueUrl": q.URL, "MessageBody": body}, nil)
}

type received struct {
	MessageId, ReceiptHandle, Body, MD5OfBody string
	Attributes                                map[string]string
}

// Poll is Lambda's event source mapping, with ReportBatchItemFailures: it receives up to size
// messages at once, calls invoke with them, and deletes those that are not reported as failures. If
// invoke fails, it deletes none. It runs until ctx ends, with one batch at a time for each worker.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html.
func (q *Queues) Poll(ctx context.Context, workers, size int, invoke func(worker int, event []byte) ([]byte, error)) error {
	var group sync.WaitGroup
	failed := make(chan error, workers)
	for worker := range workers {
		group.Go(func() {
			for ctx.Err() == nil {
				n, err := q.PollOnce(ctx, time.Second, size, func(event []byte) ([]byte, error) { return invoke(worker, event) })
				switch {
				case err != nil && ctx.Err() == nil:
					failed <- err
					return
				case n == 0:
					time.Sleep(20 * time.Millisecond)
				}
			}
		})
	}
	group.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

// PollOnce passes on one batch, and returns how many messages it had. It waits for a message for a
// time in whole seconds. Even without a wait it finds each message that is visible after Advance.
func (q *Queues) PollOnce(ctx context.Context, wait time.Duration, size int, invoke func([]byte) ([]byte, error)) (n int, err error) {
	var out struct{ Messages []received }
	err = q.Call(ctx, "ReceiveMessage", map[string]any{
		"QueueUrl": q.URL, "MaxNumberOfMessages": size, "WaitTimeSeconds": int(wait / time.Second), "MessageSystemAttributeNames": []string{"All"}, "AttributeNames": []string{"All"},
	}, &out)
	if err != nil || len(out.Messages) == 0 {
		return 0, err
	}
	answer, err := invoke(Event(q.ARN, out.Messages))
	if err != nil {
		return len(out.Messages), nil // all of them are delivered again
	}
	var report struct {
		BatchItemFailures []struct {
			ItemIdentifier string `json:"itemIdentifier"`
		} `json:"batchItemFailures"`
	}
	if err := json.Unmarshal(answer, &report); err != nil || report.BatchItemFailures == nil {
		return 0, errors.New("cloudtest: the worker's answer has no batchItemFailures: " + string(answer))
	}
	failures := map[string]bool{}
	for _, f := range report.BatchItemFailures {
		failures[f.ItemIdentifier] = true
	}
	for _, m := range out.Messages {
		if failures[m.MessageId] {
			continue
		}
		if err := q.Call(context.WithoutCancel(ctx), "DeleteMessage", map[string]any{"QueueUrl": q.URL, "ReceiptHandle": m.ReceiptHandle}, nil); err != nil {
			return 0, err
		}
	}
	return len(out.Messages), nil
}

// Event returns the event that Lambda makes from received messages.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html.
func Event(arn string, messages []received) []byte {
	type object = map[string]any
	records := make([]object, len(messages))
	for n, m := range messages {
		records[n] = object{
			"messageId": m.MessageId, "receiptHandle": m.ReceiptHandle, "body": m.Body, "attributes": m.Attributes,
			"messageAttributes": object{}, "md5OfBody": m.MD5OfBody, "eventSource": "aws:sqs", "eventSourceARN": arn, "awsRegion": Region,
		}
	}
	text, _ := json.Marshal(object{"Records": records})
	return text
}

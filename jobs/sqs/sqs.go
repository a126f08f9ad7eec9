// Package sqs carries jobs on AWS, in a queue of Amazon SQS. A job that is due in more than 15
// minutes is first a one-time schedule of Amazon EventBridge Scheduler, which puts it into the
// queue.
//
// The same program runs as two functions: one answers interactions, and the other is a worker that
// receives the queue's messages from Lambda, with a time-out of up to 900 seconds. The worker's
// event source mapping has FunctionResponseTypes: [ReportBatchItemFailures]; the queue has a
// redrive policy to a dead-letter queue. template.jobs.yaml defines all of this and grants only the
// rights that are needed. docs/jobs.md says what each part is for.
//
// A schedule can be up to a minute late, but never early. Requests are signed HTTP; see package
// store/dynamodb for credentials outside of Lambda.
package sqs

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/hotaru-go/hotaru/internal/awscall"
	"github.com/hotaru-go/hotaru/internal/pasted"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/store"
)

// The environment variables that template.jobs.yaml sets, for options that are empty.
const (
	QueueVariable        = "HOTARU_JOBS_QUEUE_URL"
	QueueARNVariable     = "HOTARU_JOBS_QUEUE_ARN"
	DeadQueueVariable    = "HOTARU_JOBS_DEAD_QUEUE_URL"
	ScheduleVariable     = "HOTARU_JOBS_SCHEDULE_GROUP"
	ScheduleRoleVariable = "HOTARU_JOBS_SCHEDULE_ROLE_ARN"
)

// Options say which queue carries the jobs. The zero value takes everything from the environment,
// as template.jobs.yaml sets it.
type Options struct {
	// QueueURL and DeadQueueURL are the URLs of the queue and of its dead-letter queue;
	// [QueueVariable] and [DeadQueueVariable] unless set.
	QueueURL, DeadQueueURL string
	// QueueARN, ScheduleGroup and ScheduleRoleARN are the queue's ARN, the schedule group, and the
	// role with which the scheduler sends to the queue. They are needed for jobs that are due in
	// more than 15 minutes. [QueueARNVariable], [ScheduleVariable] and [ScheduleRoleVariable]
	// unless set.
	QueueARN, ScheduleGroup, ScheduleRoleARN string
	// Store keeps the keys of jobs that are sent with jobs.Key, because SQS does not support them.
	// If Store is nil, sending such a job returns [ErrNoStore].
	Store store.Store
	// Region is AWS_REGION or AWS_DEFAULT_REGION unless set.
	Region string
	// Endpoint and SchedulerEndpoint are AWS_ENDPOINT_URL_SQS and AWS_ENDPOINT_URL_SCHEDULER,
	// AWS_ENDPOINT_URL or the region's own unless set.
	Endpoint, SchedulerEndpoint string
	// Credentials are those of the environment, as Lambda sets them, unless set.
	Credentials aws.CredentialsProvider
	// HTTP makes the requests; unless set, a client that hotaru's packages share does.
	HTTP *http.Client
}

// Engine is a [jobs.Engine] on SQS.
type Engine struct {
	options   Options
	queue     *awscall.Client
	scheduler *awscall.Client
}

var _ jobs.Engine = (*Engine)(nil)

var (
	// ErrQueue means that the queue or the dead-letter queue is not named.
	ErrQueue = errors.New("sqs: set QueueURL and DeadQueueURL, or " + QueueVariable + " and " + DeadQueueVariable)
	// ErrNoScheduler means that a job is due in more than 15 minutes, and the options for the
	// scheduler are not set.
	ErrNoScheduler = errors.New("sqs: for more than 15 minutes set QueueARN, ScheduleGroup and ScheduleRoleARN, or " +
		QueueARNVariable + ", " + ScheduleVariable + " and " + ScheduleRoleVariable)
	// ErrTooFar means that a job is due in more than a year.
	ErrTooFar = errors.New("sqs: a job can be due in a year at most")
	// ErrNoStore means that a job was sent with a key, and Options.Store is nil.
	ErrNoStore = errors.New("sqs: jobs.Key needs Options.Store, such as store/dynamodb")
)

// New makes an engine. It does no I/O. The errors are [ErrQueue], and an error if neither the
// options nor the environment name a region.
func New(o Options) (*Engine, error) {
	for name, value := range map[string]*string{
		QueueVariable: &o.QueueURL, DeadQueueVariable: &o.DeadQueueURL, QueueARNVariable: &o.QueueARN,
		ScheduleVariable: &o.ScheduleGroup, ScheduleRoleVariable: &o.ScheduleRoleARN,
	} {
		*value = pasted.Or(*value, name)
	}
	if o.QueueURL == "" || o.DeadQueueURL == "" {
		return nil, ErrQueue
	}
	e := &Engine{options: o}
	var err error
	if e.queue, err = e.client("sqs", "AWS_ENDPOINT_URL_SQS", o.Endpoint); err != nil {
		return nil, err
	}
	e.scheduler, err = e.client("scheduler", "AWS_ENDPOINT_URL_SCHEDULER", o.SchedulerEndpoint)
	return e, err
}

func (e *Engine) client(service, variable, endpoint string) (*awscall.Client, error) {
	o := &e.options
	c, err := awscall.New(awscall.Options{
		Service: service, EndpointVariable: variable, Region: o.Region, Endpoint: endpoint, Credentials: o.Credentials, HTTP: o.HTTP,
	})
	if err != nil {
		return nil, fmt.Errorf("sqs: %w", err)
	}
	return c, nil
}

// Now implements [jobs.Engine].
func (e *Engine) Now() time.Time { return time.Now() }

// call calls an action of SQS.
func (e *Engine) call(ctx context.Context, action string, in, out any) error {
	_, err := e.queue.Do(ctx, &awscall.Call{Operation: "sqs: " + action, Target: "AmazonSQS." + action, Version: "1.0", In: in, Out: out})
	return err
}

// Package cloudtasks carries jobs on Google Cloud, as tasks of Cloud Tasks. Cloud Tasks posts a
// task to the function's own path /jobs when it is due. A job can be due up to 30 days ahead. A job
// may take 30 minutes, if the function's time-out allows it.
//
// There are two queues: one that runs, and one that is paused and keeps the dead letters. The
// function's service account needs roles/cloudtasks.enqueuer on both queues. To list, read and
// delete dead letters, it also needs roles/cloudtasks.viewer, roles/cloudtasks.taskDeleter and the
// permission cloudtasks.tasks.fullView on the second queue. docs/gcf.md has the commands.
//
// The pauses between attempts are the queue's (--min-backoff, --max-backoff), not those of
// jobs.Policy. The number of attempts is that of jobs.Policy, if the queue allows as many
// (--max-attempts).
//
// A task's body is sealed. Any other POST to the path gets 401.
//
// See https://cloud.google.com/tasks/docs/creating-http-target-tasks and
// https://cloud.google.com/tasks/docs/quotas.
package cloudtasks

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"time"

	"github.com/hotaru-go/hotaru/internal/googlecall"
	"github.com/hotaru-go/hotaru/internal/pasted"
	"github.com/hotaru-go/hotaru/jobs"
)

// The environment variables for options that are empty.
const (
	QueueVariable     = "HOTARU_JOBS_QUEUE"
	DeadQueueVariable = "HOTARU_JOBS_DEAD_QUEUE"
	URLVariable       = "HOTARU_JOBS_URL"
)

// Options say which queues carry the jobs. The zero value takes everything from the environment.
type Options struct {
	// Queue and DeadQueue are names as projects/P/locations/L/queues/Q; [QueueVariable] and
	// [DeadQueueVariable] unless set.
	Queue, DeadQueue string
	// URL is the function's own https URL; [URLVariable] unless set. Tasks are posted to Path below
	// it.
	URL string
	// Path is "/jobs" unless set.
	Path string
	// ServiceAccount is the e-mail address of the account that Cloud Tasks uses to call a function
	// that is not public. It is usually empty, because the function of a bot is public.
	ServiceAccount string
	// Token returns an access token. Unless set, the metadata server gives one.
	Token func(context.Context) (string, error)
	// Endpoint is https://cloudtasks.googleapis.com unless set.
	Endpoint string
	// HTTP makes the requests; unless set, a client that hotaru's packages share does.
	HTTP *http.Client
}

// Engine is a [jobs.Engine] on Cloud Tasks.
type Engine struct {
	options Options
	target  string
	google  googlecall.Client
}

var _ jobs.Engine = (*Engine)(nil)

var (
	// ErrQueue means that a queue has no name, or that a name does not have the form
	// projects/P/locations/L/queues/Q.
	ErrQueue = errors.New("cloudtasks: set Queue and DeadQueue, or " + QueueVariable + " and " + DeadQueueVariable +
		", to two names like projects/P/locations/L/queues/Q")
	// ErrURL means that the function's URL is missing or is not an https URL.
	ErrURL = errors.New("cloudtasks: set URL or " + URLVariable + " to the function's own https URL")
	// ErrTooFar means that a job is due in more than 30 days.
	ErrTooFar = errors.New("cloudtasks: a job can be due in 30 days at most")
)

var queueName = regexp.MustCompile(`^projects/[a-z0-9.:-]+/locations/[a-z0-9-]+/queues/[A-Za-z0-9-]+$`)

// longestID is the limit for a queue's ID, the last part of its name. It is not in the expression:
// repetitions make it many times larger, and it is compiled at every cold start.
const longestID = 100

func isQueue(name string) bool {
	return queueName.MatchString(name) && len(path.Base(name)) <= longestID
}

const defaultPath = "/jobs"

// New makes an engine. It does no I/O. The errors are [ErrQueue] and [ErrURL].
func New(o Options) (*Engine, error) {
	for name, value := range map[string]*string{QueueVariable: &o.Queue, DeadQueueVariable: &o.DeadQueue, URLVariable: &o.URL} {
		*value = pasted.Or(*value, name)
	}
	if !isQueue(o.Queue) || !isQueue(o.DeadQueue) || o.Queue == o.DeadQueue {
		return nil, ErrQueue
	}
	o.ServiceAccount = pasted.Text(o.ServiceAccount)
	if o.Path == "" {
		o.Path = defaultPath
	}
	target, err := url.Parse(o.URL)
	// Plain http is allowed for a function on this machine.
	if err != nil || target.Host == "" || target.Scheme != "https" && (target.Scheme != "http" || target.Hostname() != "127.0.0.1") {
		return nil, ErrURL
	}
	if o.Endpoint == "" {
		o.Endpoint = "https://cloudtasks.googleapis.com"
	}
	return &Engine{
		options: o, target: target.JoinPath(o.Path).String(),
		google: googlecall.Client{Base: o.Endpoint + "/v2/", Token: o.Token, HTTP: o.HTTP},
	}, nil
}

// Now implements [jobs.Engine].
func (e *Engine) Now() time.Time { return time.Now() }

// task is a task.
//
// See https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks.
type task struct {
	Name             string      `json:"name,omitempty"`
	ScheduleTime     string      `json:"scheduleTime,omitempty"`
	DispatchDeadline string      `json:"dispatchDeadline,omitempty"`
	HTTPRequest      httpRequest `json:"httpRequest"`
	// DispatchCount is how many times a task was tried.
	DispatchCount int `json:"dispatchCount,omitempty"`
}

type httpRequest struct {
	URL     string            `json:"url"`
	Method  string            `json:"httpMethod"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    []byte            `json:"body"`
	OIDC    *oidcToken        `json:"oidcToken,omitempty"`
}

type oidcToken struct {
	ServiceAccount string `json:"serviceAccountEmail"`
}

const (
	// farthest is how far ahead a task can be due.
	farthest = 30 * 24 * time.Hour
	// dispatchDeadline is how long Cloud Tasks waits for a job: the longest that it allows.
	dispatchDeadline = "1800s"
	// attemptsHeader is the header of a dead letter that holds how many times the job was tried.
	attemptsHeader = "X-Hotaru-Attempts"
)

// create puts a message into a queue. Each task has a name, so Cloud Tasks refuses a repeated
// request or a second message with the same key.
func (e *Engine) create(ctx context.Context, queue, id string, due time.Time, body string, headers map[string]string) error {
	t := task{
		Name: queue + "/tasks/" + id, DispatchDeadline: dispatchDeadline,
		HTTPRequest: httpRequest{URL: e.target, Method: http.MethodPost, Headers: map[string]string{"Content-Type": "text/plain"}, Body: []byte(body)},
	}
	for name, value := range headers {
		t.HTTPRequest.Headers[name] = value
	}
	if due.After(time.Now()) {
		t.ScheduleTime = due.UTC().Format("2006-01-02T15:04:05.000000000Z")
	}
	if e.options.ServiceAccount != "" {
		t.HTTPRequest.OIDC = &oidcToken{e.options.ServiceAccount}
	}
	in := struct {
		Task task `json:"task"`
	}{t}
	_, err := e.google.Do(ctx, &googlecall.Call{Name: "cloudtasks: create", Method: http.MethodPost, Path: queue + "/tasks", In: in})
	var refused *googlecall.Error
	if errors.As(err, &refused) && refused.Status == http.StatusConflict {
		return nil
	}
	return err
}

// Store implements [jobs.Engine]. Tasks are created one after the other: Cloud Tasks has no batches.
func (e *Engine) Store(ctx context.Context, messages []jobs.Message) error {
	for n, m := range messages {
		if time.Until(m.Due) > farthest {
			return ErrTooFar
		}
		if err := e.create(ctx, e.options.Queue, m.ID, m.Due, m.Body, nil); err != nil {
			return fmt.Errorf("%w (%d of %d are stored)", err, n, len(messages))
		}
	}
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/internal/cloudtest"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/bbolt"
	"github.com/hotaru-go/hotaru/jobs/cloudtasks"
	"github.com/hotaru-go/hotaru/jobs/sqs"
)

// runner runs an engine's jobs until its context ends.
type runner func(context.Context, core.Outside) error

// open makes an engine and the runner for its jobs.
func open(name string, server *core.Server) (engine jobs.Engine, run runner, stop func(), err error) {
	switch name {
	case "bbolt":
		return openBbolt()
	case "sqs":
		return openSQS()
	case "cloudtasks":
		return openCloudTasks(server)
	}
	return nil, nil, nil, fmt.Errorf("there is no engine %q", name)
}

func openBbolt() (jobs.Engine, runner, func(), error) {
	dir, err := os.MkdirTemp("", "jobs")
	if err != nil {
		return nil, nil, nil, err
	}
	e, err := bbolt.Open(filepath.Join(dir, "jobs.db"))
	if err != nil {
		return nil, nil, nil, err
	}
	stop := func() { _ = errors.Join(e.Close(), os.RemoveAll(dir)) }
	return e, func(ctx context.Context, o core.Outside) error { return o.Run(ctx) }, stop, nil
}

func openSQS() (jobs.Engine, runner, func(), error) {
	q, err := cloudtest.NewQueues(3*time.Second, 100)
	if err != nil {
		return nil, nil, nil, err
	}
	e, err := sqs.New(sqs.Options{QueueURL: q.URL, DeadQueueURL: q.DeadURL, Region: cloudtest.Region, Endpoint: q.Endpoint, Credentials: cloudtest.Credentials})
	run := func(ctx context.Context, o core.Outside) error {
		return q.Poll(ctx, 4, 10, func(_ int, event []byte) ([]byte, error) {
			answer, err := o.Invoke(context.WithoutCancel(ctx), event)
			if rand.IntN(50) == 0 {
				return nil, errors.New("the worker has died")
			}
			return answer, err
		})
	}
	return e, run, q.Close, err
}

// openCloudTasks serves the bot and a fake of Cloud Tasks. Package cloudtest says what the fake
// leaves out.
func openCloudTasks(server *core.Server) (jobs.Engine, runner, func(), error) {
	tasks := &cloudtest.Tasks{Pause: 2 * time.Millisecond}
	api, bot := httptest.NewServer(tasks), httptest.NewServer(losing(adapters.Handler(server)))
	stop := func() {
		bot.Close()
		api.Close()
	}
	const queues = "projects/demo/locations/us-central1/queues/"
	e, err := cloudtasks.New(cloudtasks.Options{
		Queue: queues + "jobs", DeadQueue: queues + "dead", URL: bot.URL, Endpoint: api.URL,
		Token: func(context.Context) (string, error) { return "a-token", nil },
	})
	run := func(ctx context.Context, _ core.Outside) error {
		tasks.Run(ctx)
		return nil
	}
	return e, run, stop, err
}

// losing returns a handler that loses one answer in fifty after the work is done.
func losing(bot http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if rand.IntN(50) > 0 {
			bot.ServeHTTP(w, r)
			return
		}
		bot.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	}
}

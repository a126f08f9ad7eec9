package sqs_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/internal/cloudtest"
	"github.com/hotaru-go/hotaru/internal/httpcall"
	"github.com/hotaru-go/hotaru/internal/leak"
	"github.com/hotaru-go/hotaru/internal/npmtool"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/sqs"
	"github.com/hotaru-go/hotaru/store/memory"
)

func TestMain(m *testing.M) { os.Exit(leak.Run(m)) }

// cloud is a queue, a scheduler and an engine that uses them.
type cloud struct {
	*cloudtest.Queues
	scheduler *cloudtest.Scheduler
	engine    *sqs.Engine
}

func newCloud(t *testing.T, visibility time.Duration, receives int) *cloud {
	t.Helper()
	q, err := cloudtest.NewQueues(visibility, receives)
	if errors.Is(err, npmtool.ErrMissing) {
		npmtool.Missing(t, "local-aws-sqs")
	}
	if err != nil {
		t.Fatal(err)
	}
	c := &cloud{Queues: q, scheduler: &cloudtest.Scheduler{Queues: q, Group: "bot", Role: "arn:aws:iam::123456789012:role/scheduler"}}
	server := httptest.NewServer(c.scheduler)
	t.Cleanup(func() {
		server.Close()
		httpcall.CloseIdleConnections()
		q.Close()
	})
	c.engine, err = sqs.New(sqs.Options{
		QueueURL: q.URL, DeadQueueURL: q.DeadURL, QueueARN: q.ARN, ScheduleGroup: "bot", ScheduleRoleARN: c.scheduler.Role,
		Store: memory.New(), Region: cloudtest.Region, Endpoint: q.Endpoint, SchedulerEndpoint: server.URL, Credentials: cloudtest.Credentials,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// work runs the queue's messages until the test calls stop.
func (c *cloud) work(t *testing.T, run jobs.Runner) (stop func()) {
	t.Helper()
	outside := c.engine.Serve(run)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- c.Poll(ctx, 2, 10, func(_ int, event []byte) ([]byte, error) {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
			defer cancel()
			return outside.Invoke(ctx, event)
		})
	}()
	return func() {
		t.Helper()
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// runs counts the runs of each message.
type runs struct {
	mu   sync.Mutex
	of   map[string]int
	when map[string]time.Time
}

func (r *runs) add(body string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.of == nil {
		r.of, r.when = map[string]int{}, map[string]time.Time{}
	}
	r.of[body]++
	r.when[body] = time.Now()
	return r.of[body]
}

func (r *runs) has(body string, n int) func() bool {
	return func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.of[body] >= n
	}
}

func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within 20 seconds", what)
		}
	}
}

func store(t *testing.T, c *cloud, messages ...jobs.Message) {
	t.Helper()
	if err := c.engine.Store(t.Context(), messages); err != nil {
		t.Fatal(err)
	}
}

// TestQueue uses local-aws-sqs. It has more than a batch, a delay, a failure, a poisoned message,
// keys and dead letters.
func TestQueue(t *testing.T) {
	t.Parallel()
	c := newCloud(t, 10*time.Second, 10)
	began := time.Now()
	var many []jobs.Message
	for n := range 23 {
		many = append(many, jobs.Message{ID: fmt.Sprint("many", n), Due: began, Body: fmt.Sprint("many", n)})
	}
	large := strings.Repeat("x", 190<<10)
	store(t, c, append(many,
		jobs.Message{ID: "large1", Due: began, Body: "1" + large}, jobs.Message{ID: "large2", Due: began, Body: "2" + large},
		jobs.Message{ID: "later", Due: began.Add(1200 * time.Millisecond), Body: "later"},
		jobs.Message{ID: "fails", Due: began, Body: "fails"}, jobs.Message{ID: "poison", Due: began, Body: "poison"})...)
	for range 3 {
		store(t, c, jobs.Message{ID: "key", Named: true, Due: began, Body: "key"})
	}
	var r runs
	healed := false
	var mu sync.Mutex
	stop := c.work(t, func(_ context.Context, body string, attempt int) jobs.Outcome {
		n := r.add(body)
		mu.Lock()
		defer mu.Unlock()
		switch {
		case body == "fails" && n == 1:
			return jobs.Outcome{Verdict: jobs.Retry, Pause: time.Second}
		case body == "fails" && attempt < 2: // local-aws-sqs counts a delivery more
			t.Errorf("the second run is attempt %d", attempt)
		case body == "poison" && !healed:
			return jobs.Outcome{Verdict: jobs.Bury}
		}
		return jobs.Outcome{}
	})
	until(t, "later", r.has("later", 1))
	until(t, "fails", r.has("fails", 2))
	var dead []jobs.Letter
	until(t, "the dead letter", func() bool {
		dead, _ = c.engine.Dead(t.Context(), 5)
		return len(dead) > 0
	})
	if len(dead) != 1 || dead[0].Body != "poison" || dead[0].Attempts != 1 {
		t.Errorf("dead letters: %v", dead)
	}
	mu.Lock()
	healed = true
	mu.Unlock()
	if err := c.engine.Resend(t.Context(), dead[0]); err != nil {
		t.Fatal(err)
	}
	until(t, "the letter that was sent again", r.has("poison", 2))
	stop()
	for body, n := range r.of {
		if want := map[string]int{"fails": 2, "poison": 2}[body]; n != max(want, 1) {
			t.Errorf("%.10s ran %d times", body, n)
		}
	}
	if len(r.of) != 23+2+4 {
		t.Errorf("%d messages ran", len(r.of))
	}
	if took := r.when["later"].Sub(began); took < 1200*time.Millisecond {
		t.Errorf("later ran after %v", took)
	}
	if left, err := c.engine.Dead(t.Context(), 5); err != nil || len(left) != 0 {
		t.Errorf("dead letters are left: %v, %v", left, err)
	}
}

// If a worker dies in the middle, the queue delivers the messages again and counts the deliveries.
// In the end the queue itself buries them.
func TestWorkerDies(t *testing.T) {
	t.Parallel()
	c := newCloud(t, time.Second, 2)
	store(t, c, jobs.Message{ID: "a", Due: time.Now(), Body: "dies"})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- c.Poll(ctx, 1, 10, func(int, []byte) ([]byte, error) { return nil, errors.New("killed") })
	}()
	var dead []jobs.Letter
	until(t, "the dead letter", func() bool {
		dead, _ = c.engine.Dead(t.Context(), 5)
		return len(dead) > 0
	})
	cancel()
	if err := <-ended; err != nil || dead[0].Body != "dies" {
		t.Errorf("%v, %v", dead, err)
	}
}

// A job that is due in more than 15 minutes goes through the scheduler, and is never early.
func TestScheduler(t *testing.T) {
	t.Parallel()
	c := newCloud(t, 10*time.Second, 10)
	due := time.Now().Add(2 * time.Hour)
	store(t, c, jobs.Message{ID: "ABC", Due: due, Body: "reminder"}, jobs.Message{ID: "kabc", Named: true, Due: due, Body: "key"},
		jobs.Message{ID: "kabc", Named: true, Due: due, Body: "key"})
	var r runs
	defer c.work(t, func(_ context.Context, body string, _ int) jobs.Outcome { r.add(body); return jobs.Outcome{} })()
	if left, err := c.scheduler.Fire(t.Context(), due.Add(-time.Millisecond)); err != nil || left != 2 {
		t.Errorf("before the time %d schedules are left, %v", left, err)
	}
	if left, err := c.scheduler.Fire(t.Context(), due.Add(time.Second)); err != nil || left != 0 {
		t.Errorf("after the time %d schedules are left, %v", left, err)
	}
	until(t, "reminder", r.has("reminder", 1))
	until(t, "key", r.has("key", 1))
	if err := c.engine.Store(t.Context(), []jobs.Message{{ID: "x", Due: time.Now().Add(400 * 24 * time.Hour)}}); !errors.Is(err, sqs.ErrTooFar) {
		t.Errorf("in more than a year: %v", err)
	}
}

// The handler refuses invalid events, and handles the end of its time.
func TestInvoke(t *testing.T) {
	t.Parallel()
	e, err := sqs.New(sqs.Options{
		QueueURL: "http://127.0.0.1:1/q", DeadQueueURL: "http://127.0.0.1:1/d", Region: cloudtest.Region, Credentials: cloudtest.Credentials,
		HTTP: &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody}, nil
		})},
	})
	if err != nil {
		t.Fatal(err)
	}
	release := make(chan struct{})
	outside := e.Serve(func(ctx context.Context, body string, _ int) jobs.Outcome {
		switch body {
		case "stuck":
			<-release
		case "stops":
			<-ctx.Done()
			return jobs.Outcome{Verdict: jobs.Retry, Pause: time.Second}
		}
		return jobs.Outcome{}
	})
	for _, text := range []string{``, `{}`, `{"Records":[]}`, `{"Records":[{"eventSource":"aws:s3"}]}`, `{"Records":[{"eventSource":"aws:sqs"}]}`, `[]`, `{"Records":{}}`} {
		if _, err := outside.Invoke(t.Context(), []byte(text)); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2200*time.Millisecond)
	defer cancel()
	answer, err := outside.Invoke(ctx, []byte(`{"Records":[
		{"messageId":"1","eventSource":"aws:sqs","body":"ok"},{"messageId":"2","eventSource":"aws:sqs","body":"stuck"},
		{"messageId":"3","eventSource":"aws:sqs","body":"stops"}]}`))
	if want := `{"batchItemFailures":[{"itemIdentifier":"2"},{"itemIdentifier":"3"}]}`; err != nil || string(answer) != want || ctx.Err() != nil {
		t.Errorf("%s, %v, %v; want %s in time", answer, err, ctx.Err(), want)
	}
	close(release)
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestNew(t *testing.T) {
	for _, name := range []string{sqs.QueueVariable, sqs.DeadQueueVariable, sqs.ScheduleVariable, "AWS_REGION", "AWS_DEFAULT_REGION"} {
		t.Setenv(name, "")
	}
	if _, err := sqs.New(sqs.Options{QueueURL: "q"}); err != sqs.ErrQueue {
		t.Errorf("without a dead-letter queue: %v", err)
	}
	if _, err := sqs.New(sqs.Options{QueueURL: "q", DeadQueueURL: "d"}); err == nil || !strings.Contains(err.Error(), "AWS_REGION") {
		t.Errorf("without a region: %v", err)
	}
	e, err := sqs.New(sqs.Options{QueueURL: "q", DeadQueueURL: "d", Region: cloudtest.Region, Credentials: cloudtest.Credentials})
	if err != nil {
		t.Fatal(err)
	}
	for want, m := range map[error]jobs.Message{
		sqs.ErrNoScheduler: {ID: "a", Due: time.Now().Add(time.Hour)}, sqs.ErrNoStore: {ID: "a", Named: true, Due: time.Now()},
	} {
		if err := e.Store(t.Context(), []jobs.Message{m}); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
}

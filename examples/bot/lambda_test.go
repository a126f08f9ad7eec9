package bot_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/internal/cloudtest"
	"github.com/hotaru-go/hotaru/internal/npmtool"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/sqs"
	"github.com/hotaru-go/hotaru/store/dynamodb"
)

// aws is the bot as template.jobs.yaml deploys it: the built program as a function and as a worker,
// with a queue and a scheduler.
type aws struct {
	app           *discordtest.App
	clock         *clock
	queues        *cloudtest.Queues
	scheduler     *cloudtest.Scheduler
	front, worker *cloudtest.Function
}

// setting reads a number of the queue from template.jobs.yaml.
func setting(t *testing.T, name string) int {
	t.Helper()
	template, err := os.ReadFile("../../template.jobs.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, value, found := strings.Cut(string(template), " "+name+": ")
	value, _, _ = strings.Cut(value, "\n")
	n, err := strconv.Atoi(value)
	if err != nil || !found {
		t.Fatalf("template.jobs.yaml has no number %s: %v", name, err)
	}
	return n
}

func onAWS(t *testing.T) *aws {
	t.Helper()
	queues, err := cloudtest.NewQueues(time.Duration(setting(t, "VisibilityTimeout"))*time.Second, setting(t, "maxReceiveCount"))
	if errors.Is(err, npmtool.ErrMissing) {
		npmtool.Missing(t, "local-aws-sqs")
	}
	if err != nil {
		t.Fatal(err)
	}
	a := &aws{
		clock: newClock(t), queues: queues,
		scheduler: &cloudtest.Scheduler{Queues: queues, Group: "bot", Role: "arn:aws:iam::123456789012:role/scheduler"},
	}
	scheduler := httptest.NewServer(a.scheduler)
	a.app = discordtest.NewWith(t, discordtest.APIOptions{Now: a.clock.now, AnswerTime: startTime})
	a.app.World.Grant(bot.Rights)
	a.register(t)
	program := build(t, "../lambda", "../../jobs/sqs/sqs.go", engineClock, movedClock)
	credentials, err := cloudtest.Credentials.Retrieve(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var log syncBuffer
	function := func() *cloudtest.Function {
		return &cloudtest.Function{Program: program, Log: &log, Environment: []string{
			"DISCORD_PUBLIC_KEY=" + a.app.Options().PublicKey, "DISCORD_BOT_TOKEN=" + a.app.Options().BotToken, "DISCORD_API_URL=" + a.app.API.URL(),
			"AWS_REGION=" + cloudtest.Region, "AWS_ACCESS_KEY_ID=" + credentials.AccessKeyID, "AWS_SECRET_ACCESS_KEY=" + credentials.SecretAccessKey,
			"AWS_ENDPOINT_URL_SQS=" + queues.Endpoint, "AWS_ENDPOINT_URL_SCHEDULER=" + scheduler.URL,
			sqs.QueueVariable + "=" + queues.URL, sqs.DeadQueueVariable + "=" + queues.DeadURL, sqs.QueueARNVariable + "=" + queues.ARN,
			sqs.ScheduleVariable + "=" + a.scheduler.Group, sqs.ScheduleRoleVariable + "=" + a.scheduler.Role,
			dynamodb.TableVariable + "=state", jobs.KeysVariable + "=" + keys, clockVariable + "=" + a.clock.file,
		}}
	}
	a.front, a.worker = function(), function()
	a.app.Connect(discordtest.Func(a.send))
	t.Cleanup(func() {
		a.front.Kill()
		a.worker.Kill()
		scheduler.Close()
		queues.Close()
		if t.Failed() {
			t.Logf("the programs' log:\n%s", log.String())
		}
	})
	return a
}

// keys seal the jobs of the built programs.
var keys = jobs.NewKey()

// startTime is how long a built program has to answer. Its first answer comes after its start,
// which takes long on a busy machine. Other tests check Discord's 3 seconds.
const startTime = 20 * time.Second

// register registers the bot's commands with the test Discord.
func (a *aws) register(t *testing.T) {
	t.Helper()
	server, err := bot.New(core.Options{PublicKey: a.app.Options().PublicKey})
	if err != nil {
		t.Fatal(err)
	}
	a.app.Register(server)
}

// send makes the function answer a request. The response's Close waits for the work after the
// answer.
func (a *aws) send(r *http.Request) (*http.Response, error) {
	event, err := eventOf(r)
	if err != nil {
		return nil, err
	}
	one, err := a.front.Invoke(r.Context(), event)
	if err != nil {
		return nil, err
	}
	return responseOf(one.Answer, closer(func() error { <-one.Over; return nil }))
}

// work passes a batch of the queue to the worker, and returns how many messages it had.
func (a *aws) work(ctx context.Context) (int, error) {
	return a.queues.PollOnce(ctx, 0, 10, func(event []byte) ([]byte, error) {
		one, err := a.worker.Invoke(ctx, event)
		if err != nil {
			return nil, err
		}
		return one.Answer, nil
	})
}

// advance moves the clocks of all parts, and makes the worker run the jobs that are due.
func (a *aws) advance(t *testing.T, d time.Duration) {
	t.Helper()
	a.clock.advance(t, d)
	if err := a.queues.Advance(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if _, err := a.scheduler.Fire(t.Context(), a.clock.now()); err != nil {
		t.Fatal(err)
	}
	for {
		n, err := a.work(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// TestOnLambdaItself runs the bot's flows against the built program, in processes with a Runtime
// API.
func TestOnLambdaItself(t *testing.T) {
	t.Parallel()
	a := onAWS(t)
	report(t, a.app)
	ticketed(t, a.app)
	reminded(t, a.app, func(d time.Duration) { a.advance(t, d) })
}

// eventOf makes a Function URL's event from a request.
func eventOf(r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	headers := map[string]string{}
	for name := range r.Header {
		headers[strings.ToLower(name)] = r.Header.Get(name)
	}
	return json.Marshal(map[string]any{
		"version": "2.0", "rawPath": r.URL.Path, "headers": headers, "body": string(body), "isBase64Encoded": false,
		"requestContext": map[string]any{"http": map[string]any{"method": r.Method, "path": r.URL.Path}},
	})
}

// responseOf makes a response from a function's answer.
func responseOf(answer []byte, work io.Closer) (*http.Response, error) {
	var out struct {
		StatusCode      int
		Headers         map[string]string
		Body            string
		IsBase64Encoded bool
	}
	if err := json.Unmarshal(answer, &out); err != nil {
		return nil, err
	}
	content := []byte(out.Body)
	if out.IsBase64Encoded {
		var err error
		if content, err = base64.StdEncoding.DecodeString(out.Body); err != nil {
			return nil, err
		}
	}
	response := &http.Response{StatusCode: out.StatusCode, Header: http.Header{}, Body: closing{bytes.NewReader(content), work}}
	for name, value := range out.Headers {
		response.Header.Set(name, value)
	}
	return response, nil
}

// closing is a body with another Close method.
type closing struct {
	io.Reader
	io.Closer
}

type closer func() error

func (c closer) Close() error { return c() }

package lambda

import (
	"bytes"
	"encoding/json"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
)

// The tests of this file run a function as Lambda does: a process that talks to the Runtime API
// over HTTP.

// sendTo sends vectors to a function. It sends a body in base64 if the body is not UTF-8, and in
// every second request.
func sendTo(api *runtimeAPI, p *process) vectors.Send {
	n := 0
	return func(t *testing.T, v *vectors.Vector) vectors.Response {
		n++
		inBase64 := !utf8.Valid(v.Body) || n%2 == 0
		logged := len(p.output.String())
		one := api.invoke(t, eventOf(t, "function-url", v.Method, v.Path, v.Headers, v.Body, inBase64))
		if one.failed || one.contentType != "application/json" {
			t.Fatalf("posted %s, failed: %t: %s", one.contentType, one.failed, one.body)
		}
		got := responseOf(t, one.body)
		got.Log = p.since(t, logged)
		return got
	}
}

func TestRuntimeVectors(t *testing.T) {
	t.Parallel()
	vectors.Run(t, vectors.Lambda, func(t *testing.T, _ *core.Server) vectors.Send {
		api := newRuntimeAPI(t)
		kind := t.Name()[strings.LastIndexByte(t.Name(), '/')+1:]
		return sendTo(api, startChild(t, api, kind))
	})
}

// pong checks that the function is alive and answers.
func pong(t *testing.T, api *runtimeAPI, name string) {
	t.Helper()
	one := api.invoke(t, commandEvent(t, name))
	if got := responseOf(t, one.body); one.failed || got.Status != 200 || !strings.Contains(string(got.Body), "pong") {
		t.Fatalf("%s: failed %t, %s", name, one.failed, one.body)
	}
}

func TestWorkIsAfterTheAnswerAndBeforeTheNext(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	startChild(t, api, "work")
	pong(t, api, "work")
	pong(t, api, "work")
	api.await(t, "next", 3)
	once := []string{"next", "response", "discord POST /webhooks"}
	if want := append(slices.Concat(once, once), "next"); !slices.Equal(api.noted(), want) {
		t.Errorf("%q, want %q", api.noted(), want)
	}
}

func TestPanicsLeaveTheFunctionServing(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	p := startChild(t, api, "work")
	one := api.invoke(t, commandEvent(t, "panic"))
	if got := responseOf(t, one.body); one.failed || got.Status != 500 {
		t.Errorf("a listener's panic: %s", one.body)
	}
	pong(t, api, "panic-work")
	p.logged(t, "work failed")
	pong(t, api, "ping")
	api.await(t, "next", 4)
	if strings.Contains(p.output.String(), "a listener's panic") || strings.Contains(p.output.String(), "the work's panic") {
		t.Error("the log tells what was given to panic")
	}
}

func TestDeadlineCutsTheWork(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	p := startChild(t, api, "work")
	pong(t, api, "ping")
	one := api.begin(t, commandEvent(t, "endless-work"), 3*time.Second)
	api.finish(t, one)
	answered := time.Now()
	api.await(t, "next", 3)
	// TestCloseDoesTheWorkOnce tests the exact time. The deadline comes in whole milliseconds, so
	// it may be one earlier.
	if left := time.Until(one.deadline); left < -5*time.Second || left > logMargin+time.Millisecond {
		t.Errorf("the work ended %v before the deadline, want up to %v before", left, logMargin)
	}
	if waited := time.Since(answered); waited < time.Second {
		t.Errorf("the work had %v, want nearly all of the 3 seconds", waited)
	}
	p.logged(t, "deadline exceeded")
	pong(t, api, "ping")
}

func TestFiles(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"BUFFERED", "RESPONSE_STREAM"} {
		t.Run(mode, func(t *testing.T) {
			api := newRuntimeAPI(t)
			p := startChild(t, api, "work", ModeVariable+"="+mode)
			one := api.invoke(t, commandEvent(t, "file"))
			got := answerOf(t, one, mode)
			checkFile(t, got)

			one = api.invoke(t, commandEvent(t, "file-fails"))
			p.logged(t, "answer lost: it did not go out")
			if mode == "BUFFERED" && !one.failed {
				t.Errorf("a file that fails: %s", one.body)
			}
			if mode == "RESPONSE_STREAM" && one.trailer.Get("Lambda-Runtime-Function-Error-Type") == "" {
				t.Errorf("a file that fails in a stream has no trailer: %v", one.trailer)
			}
			if got := answerOf(t, api.invoke(t, commandEvent(t, "ping")), mode); got.Status != 200 {
				t.Errorf("after it: %d %s", got.Status, got.Body)
			}
			one = api.invoke(t, eventOf(t, "function-url", "GET", "/", nil, nil, false))
			if got := answerOf(t, one, mode); got.Status != 405 || got.Header.Get("Allow") != "POST" {
				t.Errorf("a refusal: %d %v %s", got.Status, got.Header, got.Body)
			}
		})
	}
}

// answerOf returns the HTTP response that the Function URL makes of what was posted.
func answerOf(t *testing.T, one *invoked, mode string) vectors.Response {
	t.Helper()
	if mode == "BUFFERED" {
		return responseOf(t, one.body)
	}
	if want := "application/vnd.awslambda.http-integration-response"; one.contentType != want {
		t.Errorf("Content-Type %q, want %q", one.contentType, want)
	}
	prelude, body, found := bytes.Cut(one.body, make([]byte, 8))
	var e envelope
	if err := json.Unmarshal(prelude, &e); err != nil || !found {
		t.Fatalf("prelude %s: %v", prelude, err)
	}
	r := vectors.Response{Status: e.StatusCode, Header: http.Header{}, Body: body}
	for name, value := range e.Headers {
		r.Header.Set(name, value)
	}
	return r
}

func checkFile(t *testing.T, got vectors.Response) {
	t.Helper()
	_, params, err := mime.ParseMediaType(got.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	form, err := multipart.NewReader(bytes.NewReader(got.Body), params["boundary"]).ReadForm(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	file, err := form.File["files[0]"][0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var content bytes.Buffer
	if _, err := content.ReadFrom(file); err != nil || !bytes.Equal(content.Bytes(), binary) {
		t.Errorf("the file has %d bytes, want the same %d; %v", content.Len(), len(binary), err)
	}
}

func TestConcurrentInvocations(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	p := startChild(t, api, "work", "AWS_LAMBDA_MAX_CONCURRENCY=4", "AWS_LAMBDA_INITIALIZATION_TYPE=lambda-managed-instances")
	var all []*invoked
	for range 4 {
		all = append(all, api.begin(t, commandEvent(t, "together")))
	}
	for _, one := range all {
		api.finish(t, one)
		if got := responseOf(t, one.body); got.Status != 200 {
			t.Errorf("%s", one.body)
		}
	}
	all = all[:0]
	for range 40 {
		all = append(all, api.begin(t, commandEvent(t, "work")))
	}
	for _, one := range all {
		api.finish(t, one)
	}
	api.await(t, "discord POST /webhooks", 40)
	if strings.Contains(p.output.String(), "ERROR") {
		t.Errorf("the log:\n%s", p.output)
	}
}

func TestLogTellsRequestAndColdStart(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	p := startChild(t, api, "work", "AWS_LAMBDA_LOG_LEVEL=INFO")
	pong(t, api, "log")
	pong(t, api, "log")
	p.logged(t, `"cold_start":false`)
	lines := strings.Split(strings.TrimSpace(p.output.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines:\n%s", len(lines), p.output)
	}
	for n, text := range lines {
		var line struct {
			Timestamp                 time.Time
			Level, Message, RequestID string
			ColdStart                 *bool `json:"cold_start"`
		}
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatal(err)
		}
		wantID := "8476a536-e9f4-11e8-9739-00000000000" + string(rune('1'+n))
		if line.Timestamp.IsZero() || line.Level != "INFO" || line.Message != "a line of the listener" || line.RequestID != wantID ||
			line.ColdStart == nil || *line.ColdStart != (n == 0) {
			t.Errorf("line %d: %s", n, text)
		}
	}
}

func TestLogLevel(t *testing.T) {
	t.Parallel()
	for level, want := range map[string]string{"DEBUG": "too fine", "TRACE": "too fine", "": "a line of", "nonsense": "a line of"} {
		api := newRuntimeAPI(t)
		p := startChild(t, api, "work", "AWS_LAMBDA_LOG_LEVEL="+level)
		pong(t, api, "log")
		p.logged(t, want)
	}
	api := newRuntimeAPI(t)
	p := startChild(t, api, "work", "AWS_LAMBDA_LOG_LEVEL=ERROR")
	pong(t, api, "log")
	api.await(t, "next", 2)
	if p.output.String() != "" {
		t.Errorf("logged at level error:\n%s", p.output)
	}
}

func TestTermination(t *testing.T) {
	t.Parallel()
	api := newRuntimeAPI(t)
	p := startChild(t, api, "work")
	pong(t, api, "work")
	api.await(t, "next", 2)
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	// Lambda kills half a second after SIGTERM; the machine of a test may be busier than Lambda's.
	p.wait(t, 2*time.Second)
	if status := p.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGTERM {
		t.Errorf("ended with %v", p.ProcessState)
	}
}

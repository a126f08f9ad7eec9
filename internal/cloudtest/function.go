package cloudtest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Function is an AWS Lambda function: a built program that runs in as many execution environments
// as there are invocations at once. Each environment is a process with its own Runtime API, which
// sends it one invocation after the other. If an environment's process has ended, the next
// invocation gets a new environment.
//
// Limits: an environment is never frozen. The program gets the time-out, but it is not enforced.
// The Runtime API checks only the paths to which the program posts.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
type Function struct {
	// Program is the path of the built program. Environment has its variables besides Lambda's own.
	Program     string
	Environment []string
	// Timeout is the function's time-out: 30 seconds unless set.
	Timeout time.Duration
	// Log is where the program's output goes; it may be nil.
	Log io.Writer

	mu   sync.Mutex
	all  []*environment
	idle []*environment
	// started counts the environments so far.
	started int
}

// ErrEnded means that the process has ended before it answered.
var ErrEnded = errors.New("cloudtest: the function's process ended before it answered")

// environment is one execution environment.
type environment struct {
	command *exec.Cmd
	api     *httptest.Server
	ended   chan struct{}
	in      chan *invocation

	mu      sync.Mutex
	current *invocation
}

type invocation struct {
	id       string
	event    []byte
	deadline time.Time
	// answered is closed when the answer has come. next is closed when the program asks for the
	// next event.
	answered, next chan struct{}
	body           []byte
	failed         bool
}

// Invocation is an invocation that the function has answered.
type Invocation struct {
	Answer []byte
	// Over is closed when the program asks for its next event, which it does after its work after
	// the answer, or when its process ends.
	Over <-chan struct{}
}

// Invoke passes an event to the function and waits for the answer. The environment is busy until
// the invocation is over.
func (f *Function) Invoke(ctx context.Context, event []byte) (*Invocation, error) {
	e, err := f.take()
	if err != nil {
		return nil, err
	}
	one := &invocation{event: event, deadline: time.Now().Add(cmp.Or(f.Timeout, 30*time.Second)), answered: make(chan struct{}), next: make(chan struct{})}
	select {
	case e.in <- one:
	case <-e.ended:
		return nil, ErrEnded
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	over := make(chan struct{})
	go f.release(e, one, over)
	select {
	case <-one.answered:
	case <-e.ended:
		return nil, ErrEnded
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if one.failed {
		return nil, fmt.Errorf("cloudtest: the function failed: %s", one.body)
	}
	return &Invocation{one.body, over}, nil
}

// take returns an idle environment, or starts one.
func (f *Function) take() (*environment, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.idle) > 0 {
		e := f.idle[len(f.idle)-1]
		f.idle = f.idle[:len(f.idle)-1]
		select {
		case <-e.ended:
		default:
			return e, nil
		}
	}
	f.started++
	e := &environment{in: make(chan *invocation), ended: make(chan struct{})}
	e.api = httptest.NewServer(e)
	e.command = exec.Command(f.Program)
	e.command.Env = append([]string{
		"AWS_LAMBDA_RUNTIME_API=" + strings.TrimPrefix(e.api.URL, "http://"), "AWS_LAMBDA_FUNCTION_NAME=bot",
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256", "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand", "TZ=:UTC",
	}, f.Environment...)
	e.command.Stdout, e.command.Stderr = f.Log, f.Log
	if err := e.command.Start(); err != nil {
		e.api.Close()
		return nil, err
	}
	go func() {
		_ = e.command.Wait() // it was killed
		close(e.ended)
		e.api.CloseClientConnections()
		e.api.Close()
	}()
	f.all = append(f.all, e)
	return e, nil
}

func (f *Function) release(e *environment, one *invocation, over chan<- struct{}) {
	defer close(over)
	select {
	case <-one.next:
		f.mu.Lock()
		defer f.mu.Unlock()
		f.idle = append(f.idle, e)
	case <-e.ended:
	}
}

// Kill ends every process at once with SIGKILL, as Lambda may at any time, and returns how many it
// ended.
func (f *Function) Kill() (killed int) {
	f.mu.Lock()
	all := f.all
	f.all, f.idle = nil, nil
	f.mu.Unlock()
	for _, e := range all {
		select {
		case <-e.ended:
		default:
			_ = e.command.Process.Kill()
			<-e.ended
			killed++
		}
	}
	return killed
}

// Started returns how many environments the function has had so far.
func (f *Function) Started() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.started
}

const runtimePath = "/2018-06-01/runtime/"

// ServeHTTP is the Runtime API.
func (e *environment) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, ok := strings.CutPrefix(r.URL.Path, runtimePath)
	parts := strings.Split(path, "/")
	switch {
	case ok && r.Method == http.MethodGet && path == "invocation/next":
		e.next(w, r)
	case ok && r.Method == http.MethodPost && len(parts) == 3 && parts[0] == "invocation" && (parts[2] == "response" || parts[2] == "error"):
		e.post(w, r, parts[1], parts[2] == "error")
	default:
		http.Error(w, "no such call", http.StatusNotFound)
	}
}

func (e *environment) next(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	if e.current != nil {
		close(e.current.next)
		e.current = nil
	}
	e.mu.Unlock()
	select {
	case <-r.Context().Done():
	case one := <-e.in:
		one.id = fmt.Sprintf("8476a536-e9f4-11e8-9739-%012d", time.Now().UnixNano()%1e12)
		e.mu.Lock()
		e.current = one
		e.mu.Unlock()
		h := w.Header()
		h.Set("Content-Type", "application/json")
		h.Set("Lambda-Runtime-Aws-Request-Id", one.id)
		h.Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(one.deadline.UnixMilli(), 10))
		h.Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:"+Region+":123456789012:function:bot")
		_, _ = w.Write(one.event)
	}
}

func (e *environment) post(w http.ResponseWriter, r *http.Request, id string, failed bool) {
	body, err := io.ReadAll(r.Body)
	e.mu.Lock()
	defer e.mu.Unlock()
	if err != nil || e.current == nil || e.current.id != id || e.current.body != nil {
		http.Error(w, "no such invocation", http.StatusBadRequest)
		return
	}
	e.current.body, e.current.failed = append([]byte{}, body...), failed
	close(e.current.answered)
	w.WriteHeader(http.StatusAccepted)
}

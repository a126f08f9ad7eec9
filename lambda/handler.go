package lambda

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync/atomic"

	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/internal/pasted"
)

// Handler is the function that aws-lambda-go calls for each invocation. [Start] and [Main] are all
// that most programs need. Give a Handler to aws-lambda-go's Start, or to StartWithOptions for a
// base context or for SIGTERM. A middleware around it must return its Response, or one that passes
// Read, Close and ContentType on.
//
// It is a function, and not the interface lambda.Handler, because that one returns bytes. Work
// after the answer is done in the Response's Close, which the runtime loop calls after it has
// posted the answer and before it asks for the next invocation. The method Invoke of what
// lambda.NewHandler returns calls Close before it returns the bytes. A Handler that is called
// through Invoke, as some instrumentation does, drops the work and logs it. The price of a function
// is that the library calls it by reflection.
//
// Close takes the place of the clean-up step of a custom runtime:
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-build.
//
// The error is an [*EventError], what a file of an answer failed with, or a [*core.PanicError] when
// its reader panicked. The invocation fails then, the client gets 502, and the log has one ERROR
// line. A Handler is safe for concurrent use, as on Lambda Managed Instances.
type Handler func(ctx context.Context, event Event) (*Response, error)

// ModeVariable names the environment variable for the response mode of the Function URL or REST
// API: BUFFERED, also when it is empty, or RESPONSE_STREAM. It must be the InvokeMode of the
// Function URL, or the response transfer mode of the REST API: a URL of the other mode shows the
// client what is meant for Lambda. HTTP APIs and load balancers take no streams; they get buffered
// answers in either mode.
//
// A buffered answer has at most 6 MB in its encoded form, in which files take a third more than
// their size. A streamed answer's files are read while they are sent, up to 200 MB. Answers without
// files gain nothing by streaming.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html.
const ModeVariable = "HOTARU_INVOKE_MODE"

// NewHandler makes a Handler of a server; nil is [core.Default]. It reads [ModeVariable]. The error
// is that of [core.Server.Check], or says what is wrong with the variable.
func NewHandler(server *core.Server) (Handler, error) {
	f, err := newFunction(server)
	if err != nil {
		return nil, err
	}
	return f.handle, nil
}

// function is a server and what is kept between its invocations.
type function struct {
	server *core.Server
	stream bool
	warm   atomic.Bool
	// loop is nil where the runtime loop is not ours to watch.
	loop *loop
}

func newFunction(server *core.Server) (*function, error) {
	if server == nil {
		server = core.Default
	}
	if err := server.Check(); err != nil {
		return nil, fmt.Errorf("lambda: %w", err)
	}
	f := &function{server: server}
	switch mode := pasted.Or("", ModeVariable); mode {
	case "", "BUFFERED":
	case "RESPONSE_STREAM":
		f.stream = true
	default:
		return nil, fmt.Errorf("lambda: %s is %q; set it to BUFFERED or RESPONSE_STREAM, like the Function URL's InvokeMode", ModeVariable, mode)
	}
	return f, nil
}

func (f *function) handle(ctx context.Context, event Event) (response *Response, err error) {
	one := &invocation{Context: ctx, cold: !f.warm.Swap(true)}
	// Core recovers listeners. What else a program brings along, such as a file's reader, must not
	// end the process either, as the runtime loop makes a panic do.
	var answer core.Response
	defer func() {
		if value := recover(); value != nil {
			err = &core.PanicError{Value: value, Stack: debug.Stack()}
		}
		if err != nil {
			response = nil
			f.fail(one, &answer, err)
		}
	}()
	if outside, ok := f.server.Outside.Get(); ok && outside.Invoke != nil && event.batch != nil {
		return f.invoke(ctx, outside.Invoke, event.batch)
	}
	if event.failure != nil {
		return nil, event.failure
	}
	stream := event.streams(f.stream)
	request := event.request(stream)
	request.ID = one.requestID()
	answer = f.server.Serve(one, &request)
	response, err = newResponse(one, answer, &event, stream)
	if err == nil && f.loop != nil {
		f.loop.remember(request.ID, response)
	}
	return response, err
}

// fail logs a failed invocation, once.
func (f *function) fail(ctx context.Context, answer *core.Response, err error) {
	if f.loop != nil {
		f.loop.told(err)
	}
	if answer.NotSent(err) {
		return
	}
	attrs := []slog.Attr{slog.String("error", err.Error())}
	if p, ok := err.(*core.PanicError); ok {
		attrs = append(attrs, slog.String("stack", string(p.Stack)))
	}
	slog.Default().LogAttrs(ctx, slog.LevelError, "invocation failed", attrs...)
}

// invocation is the context of one invocation. It carries what log lines show of it.
type invocation struct {
	context.Context
	cold bool
}

type invocationKey struct{}

// Value finds the invocation itself without another context around it.
func (i *invocation) Value(key any) any {
	if key == (invocationKey{}) {
		return i
	}
	return i.Context.Value(key)
}

func (i *invocation) requestID() string {
	if lc, ok := lambdacontext.FromContext(i.Context); ok {
		return lc.AwsRequestID
	}
	return ""
}

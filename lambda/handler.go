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
// base context or for SIGTERM. Middleware around it must return its Response, or a value that
// passes Read, Close and ContentType on to it.
//
// Handler is a function, and does not implement the interface lambda.Handler, because that
// interface returns bytes. Work after the answer is done in the Response's Close. The runtime loop
// calls Close after it has posted the answer and before it asks for the next invocation. The Invoke
// method of the value that lambda.NewHandler returns calls Close before it returns the bytes. If a
// Handler is called through Invoke, as some instrumentation does, it drops the work and logs that.
// The cost of a function is that aws-lambda-go calls it by reflection.
//
// Close replaces the clean-up step of a custom runtime:
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-build.
//
// The error is an [*EventError], the error of reading an answer's file, or a [*core.PanicError] if
// the file's reader panicked. The invocation then fails, the client gets 502, and the log has one
// ERROR line. A Handler is safe for concurrent use, as on Lambda Managed Instances.
type Handler func(ctx context.Context, event Event) (*Response, error)

// ModeVariable names the environment variable for the response mode of the Function URL or REST
// API: BUFFERED or RESPONSE_STREAM. If it is empty, the mode is BUFFERED. It must match the
// InvokeMode of the Function URL, or the response transfer mode of the REST API. Otherwise the
// client gets the data that is meant for Lambda. HTTP APIs and load balancers do not accept
// streams; they get buffered answers in either mode.
//
// A buffered answer has at most 6 MB in its encoded form, where files are a third larger than their
// size. A streamed answer's files are read while they are sent, up to 200 MB. Answers without files
// do not benefit from streaming.
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

// function is a server and the state that is kept between its invocations.
type function struct {
	server *core.Server
	stream bool
	warm   atomic.Bool
	// loop is nil if this package does not watch the runtime loop.
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
	// Package core recovers panics of listeners. Other code of the program, such as a file's
	// reader, can panic too. The runtime loop would end the process then.
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

// Value returns the invocation itself, so no other context has to wrap it.
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

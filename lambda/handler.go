package lambda

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"

	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/hotaru-go/hotaru/core"
)

// Handler is the function that aws-lambda-go calls for each invocation. Give it to its lambda.Start, or to
// lambda.StartWithOptions for a base context or for SIGTERM; a middleware around it must return its Response, or one
// that passes Read, Close and ContentType on.
//
// Why a function, and not the interface lambda.Handler, which takes and returns bytes: work after the answer is done
// in the Response's Close, which the runtime loop calls after it has posted the response and before it asks for the
// next invocation. Bytes have no Close, and the method Invoke of what lambda.NewHandler returns calls Close before it
// returns them, so a Handler that is called through Invoke, as some instrumentation does, drops the work and logs it.
// The price of a function is that the library calls it by reflection, and passes the event through encoding/json,
// which twice looks for its end before it hands the bytes to [Event.UnmarshalJSON], the one place where they are
// decoded. The answer it tries to encode as JSON, which a Response refuses at once, and then reads.
//
// The clean-up that Close stands for is a step of the runtime's life:
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-build.
//
// The error tells what a file of an answer failed with, or is a [*core.PanicError] where its reader panicked. Lambda
// answers 502 then. What an event is not decoded with, an [*EventError], the library tells Lambda itself.
// A Handler is safe for concurrent use, which Lambda Managed Instances make of it.
type Handler func(ctx context.Context, event Event) (*Response, error)

// ModeVariable names the environment variable that says how the Function URL is configured: BUFFERED, as it is where
// the variable is empty, or RESPONSE_STREAM, which the Function URL's InvokeMode must then be too: a URL of the other
// mode shows the person what is meant for Lambda. It is a matter of the deployment, hence not an option in the code.
//
// Buffered, an answer is at most 6 MB in its encoded form, where files take a third more than their size. Streamed, an
// answer's files are read while they are sent, up to 200 MB. Answers without files gain nothing by it.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html.
const ModeVariable = "HOTARU_INVOKE_MODE"

// NewHandler makes a Handler of a server; nil is [core.Default]. It reads [ModeVariable]. The error is that of
// [core.Server.Check], or tells what the variable holds.
//
// [Start] is all that most programs need.
func NewHandler(server *core.Server) (Handler, error) {
	if server == nil {
		server = core.Default
	}
	if err := server.Check(); err != nil {
		return nil, fmt.Errorf("lambda: %w", err)
	}
	stream := false
	switch mode := os.Getenv(ModeVariable); mode {
	case "", "BUFFERED":
	case "RESPONSE_STREAM":
		stream = true
	default:
		return nil, fmt.Errorf("lambda: %s is %q; it takes BUFFERED or RESPONSE_STREAM, as the Function URL's InvokeMode is", ModeVariable, mode)
	}
	f := &function{server: server, stream: stream}
	return f.handle, nil
}

type function struct {
	server *core.Server
	stream bool
	warm   atomic.Bool
}

func (f *function) handle(ctx context.Context, event Event) (response *Response, err error) {
	// Listeners are recovered in core. What else a program brings along, such as a file's reader, must not end the
	// process either, which is what the runtime loop makes of a panic.
	var answer core.Response
	defer func() {
		if value := recover(); value != nil {
			response, err = nil, &core.PanicError{Value: value, Stack: debug.Stack()}
			answer.NotSent(err)
		}
	}()
	one := &invocation{Context: ctx, cold: !f.warm.Swap(true)}
	ctx = one
	request := event.request()
	request.ID = one.requestID()
	answer = f.server.Serve(ctx, &request)
	return newResponse(ctx, answer, &event, f.stream)
}

// invocation is the context of one invocation. It carries what log records tell of it.
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

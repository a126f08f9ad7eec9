package lambda

import (
	"context"
	"errors"
	"os"
	"runtime"
	"time"

	awslambda "github.com/aws/aws-lambda-go/lambda"
	"github.com/hotaru-go/hotaru/core"
)

// ErrNotLambda says that the program was not started by Lambda.
var ErrNotLambda = errors.New("lambda: AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda; " +
	"to serve on this machine, use adapters.ListenAndServe")

const (
	runtimeVariable = "AWS_LAMBDA_RUNTIME_API"
	// initVariable says how the environment came up. Only on demand does an invocation wait for it.
	initVariable = "AWS_LAMBDA_INITIALIZATION_TYPE"
	onDemand     = "on-demand"
)

// warmLimit bounds the fetch of the public key where the program waits for it. Lambda gives a start
// 10 seconds.
const warmLimit = 5 * time.Second

// Start serves the server's listeners; nil serves [core.Default]. It returns only when it cannot
// start: outside of Lambda with [ErrNotLambda], otherwise with the error of [NewHandler], which it
// has reported to Lambda. [Main] also reports a server that could not be made, logs the error, and
// ends the process.
//
// If the public key must be fetched, the fetch begins here, and the first invocation waits for what
// is left of it. With provisioned concurrency the environment may be frozen between its start and
// the first invocation; there Start waits for the key, 5 seconds at most.
//
// Unless the program has set slog's default logger, Start sets one that writes JSON to standard
// output, with each invocation's ID and whether it is a cold start; see [LogHandler]. It respects
// the function's log level (AWS_LAMBDA_LOG_LEVEL). What the runtime library prints through package
// log goes to slog's default logger at level ERROR, and so do the lines of log.Fatal and log.Panic.
// An invocation that fails has one line, with its ID.
//
// SIGTERM ends the process. Lambda sends it only between invocations, when there is nothing to
// clean up.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html.
func Start(server *core.Server) error {
	api := os.Getenv(runtimeVariable)
	if api == "" {
		return ErrNotLambda
	}
	setDefaultLogger(os.Stdout)
	watched := watchLoop()
	f, err := newFunction(server)
	if err != nil {
		return reportInit(api, err)
	}
	f.loop = watched
	warm(f.server)
	awslambda.Start(Handler(f.handle))
	return nil
}

// warm fetches the key, and does what hotaru does once at its first use, while the runtime loop
// connects to Lambda. With one processor and a given key it does nothing: then it would only delay
// the first call for an invocation. The server logs what fails, and tries again with the first
// request.
func warm(server *core.Server) {
	warming := func() {
		ctx, cancel := context.WithTimeout(context.Background(), warmLimit)
		defer cancel()
		_ = server.Warm(ctx)
	}
	if kind := os.Getenv(initVariable); kind == "" || kind == onDemand {
		if runtime.GOMAXPROCS(0) > 1 || !server.HasKey() {
			go warming()
		}
		return
	}
	warming()
}

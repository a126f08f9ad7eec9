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

// ErrNotLambda means that the program was not started by Lambda.
var ErrNotLambda = errors.New("lambda: AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda; " +
	"to serve on this machine, use adapters.ListenAndServe")

const (
	runtimeVariable = "AWS_LAMBDA_RUNTIME_API"
	// initVariable names the variable that says how the environment was started. Only an on-demand
	// start has an invocation waiting for it.
	initVariable = "AWS_LAMBDA_INITIALIZATION_TYPE"
	onDemand     = "on-demand"
)

// warmLimit bounds the fetch of the public key if the program waits for it. Lambda allows 10
// seconds for a start.
const warmLimit = 5 * time.Second

// Start serves the server's listeners; nil means [core.Default]. It returns only if it cannot
// start. Outside Lambda the error is [ErrNotLambda]. Otherwise it is the error of [NewHandler],
// which Start has reported to Lambda. [Main] also reports a server that could not be made, logs the
// error, and ends the process.
//
// If the public key must be fetched, Start begins the fetch, and the first invocation waits for the
// rest of it. With provisioned concurrency the environment may be frozen between its start and the
// first invocation. Start then waits for the key, 5 seconds at most.
//
// Unless the program has set slog's default logger, Start sets one that writes JSON to standard
// output, with each invocation's ID and whether it is a cold start; see [LogHandler]. It respects
// the function's log level (AWS_LAMBDA_LOG_LEVEL). The lines that the runtime library prints
// through package log, and those of log.Fatal and log.Panic, go to slog's default logger at level
// ERROR. A failed invocation has one line, with its ID.
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

// warm fetches the key, and does hotaru's one-time work of the first use, while the runtime loop
// connects to Lambda. If there is only one processor and the key is given, it does nothing, because
// it would only delay the first call for an invocation. The server logs failures, and tries again
// with the first request.
func warm(server *core.Server) {
	warming := func() {
		growStack(false)
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

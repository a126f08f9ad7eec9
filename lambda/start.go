package lambda

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"time"

	awslambda "github.com/aws/aws-lambda-go/lambda"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/internal/wire"
)

// ErrNotLambda says that the program was not started by Lambda.
var ErrNotLambda = errors.New("lambda: AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda; " +
	"to serve on this machine, use adapters.ListenAndServe")

const (
	runtimeVariable = "AWS_LAMBDA_RUNTIME_API"
	// initVariable tells how the environment came up. Only on demand does an invocation wait for it.
	initVariable = "AWS_LAMBDA_INITIALIZATION_TYPE"
	onDemand     = "on-demand"
)

// warmLimit bounds the fetch of the public key where the program waits for it. Lambda gives a start 10 seconds.
const warmLimit = 5 * time.Second

// Start serves the server's listeners; nil serves [core.Default]. It returns only where it cannot start: outside of
// Lambda with [ErrNotLambda], else with the error of [NewHandler], which Lambda is told too, so that it stands in the
// function's log and in the answer to whoever invoked it.
//
// Where the public key must be fetched, that begins here, and the first invocation waits only for what is left of it.
// With provisioned concurrency, where the environment may be frozen between its start and the first invocation, Start
// waits for the key, 5 seconds at most.
//
// Logs: where slog's default logger is still the one that the process began with, Start sets one that writes JSON to
// standard output, with each invocation's ID and whether it is a cold start; see [LogHandler]. It respects the
// function's log level (AWS_LAMBDA_LOG_LEVEL).
//
// SIGTERM ends the process, which has nothing to clean up: Lambda sends it only between invocations.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html.
func Start(server *core.Server) error {
	api := os.Getenv(runtimeVariable)
	if api == "" {
		return ErrNotLambda
	}
	setDefaultLogger(os.Stdout)
	if server == nil {
		server = core.Default
	}
	handler, err := NewHandler(server)
	if err != nil {
		return reportInit(api, err)
	}
	warm(server)
	awslambda.Start(handler)
	return nil
}

// warm fetches the key, and does what hotaru does once at its first use, while the runtime loop connects to Lambda. With
// one processor and a given key it does nothing: then it would only delay the first call for an invocation. The server
// logs what fails, and tries again with the first request.
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

// reportInit tells Lambda why the function does not start.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-initerror.
func reportInit(api string, failure error) error {
	body := wire.AppendQuoted([]byte(`{"errorType":"Runtime.InitError","errorMessage":`), failure.Error())
	body = append(body, '}')
	url := "http://" + api + "/2018-06-01/runtime/init/error"
	request, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return errors.Join(failure, err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Lambda-Runtime-Function-Error-Type", "Runtime.InitError")
	// Lambda's own address is never behind a proxy that the environment names.
	client := http.Client{Transport: &http.Transport{}, Timeout: warmLimit}
	response, err := client.Do(request)
	if err != nil {
		return errors.Join(failure, fmt.Errorf("lambda: telling Lambda: %w", err))
	}
	response.Body.Close()
	return failure
}

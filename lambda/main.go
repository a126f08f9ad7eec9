package lambda

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/internal/wire"
)

// Main makes a server and serves it, as [Start] does. It is the whole main function of a bot:
//
//	func main() {
//		lambda.Main(func() (*core.Server, error) { return bot.New(core.Options{}) })
//	}
//
// If newServer fails or panics, or the server cannot start, Main reports it to Lambda by POST
// /runtime/init/error, logs one ERROR line, "function not started", and ends the process with
// status 1. Outside of Lambda it logs [ErrNotLambda] without calling newServer, and ends with
// status 1 too. It never returns.
//
// See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-initerror.
func Main(newServer func() (*core.Server, error)) {
	err := run(newServer)
	attrs := []any{"error", err}
	if p, ok := errors.AsType[*startPanic](err); ok {
		attrs = append(attrs, "stack", string(p.stack))
	}
	slog.Error("function not started", attrs...)
	os.Exit(1)
}

// run returns why the function does not start.
func run(newServer func() (*core.Server, error)) error {
	api := os.Getenv(runtimeVariable)
	if api == "" {
		return ErrNotLambda
	}
	// Before newServer, which may log.
	setDefaultLogger(os.Stdout)
	server, err := construct(newServer)
	if err != nil {
		return reportInit(api, err)
	}
	return Start(server)
}

// startPanic is what a program's own start panicked with. Unlike a listener's panic it cannot hold
// what a person wrote, so that its text is shown.
type startPanic struct {
	value any
	stack []byte
}

func (p *startPanic) Error() string { return fmt.Sprintf("panic: %v", p.value) }

func construct(newServer func() (*core.Server, error)) (server *core.Server, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &startPanic{value, debug.Stack()}
		}
	}()
	return newServer()
}

// reportInit tells Lambda why the function does not start, and returns it.
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
		return errors.Join(failure, fmt.Errorf("lambda: reporting to Lambda: %w", err))
	}
	response.Body.Close()
	return failure
}

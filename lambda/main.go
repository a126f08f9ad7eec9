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
// status 1. Outside Lambda it logs [ErrNotLambda] without calling newServer, and also ends the
// process with status 1. It never returns.
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

// run starts the function. It returns only if the function does not start, with the reason.
func run(newServer func() (*core.Server, error)) error {
	api := os.Getenv(runtimeVariable)
	if api == "" {
		return ErrNotLambda
	}
	// This comes before newServer, because newServer may log.
	setDefaultLogger(os.Stdout)
	server, err := construct(newServer)
	if err != nil {
		return reportInit(api, err)
	}
	return Start(server)
}

// startPanic is the value of a panic in newServer. Unlike a listener's panic it cannot contain text
// from a user, so its text is shown.
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
	// The transport ignores proxies from the environment, because Lambda's own address is never
	// behind one.
	client := http.Client{Transport: &http.Transport{}, Timeout: warmLimit}
	response, err := client.Do(request)
	if err != nil {
		return errors.Join(failure, fmt.Errorf("lambda: reporting to Lambda: %w", err))
	}
	response.Body.Close()
	return failure
}

package gcf

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/hotaru-go/hotaru/core"
)

// Init makes a server and registers it as the function called name. Call it from an init function
// of the package that is deployed:
//
//	func init() {
//		gcf.Init("Interactions", func() (*core.Server, error) { return bot.New(core.Options{}) })
//	}
//
// If newServer fails or panics, or the function cannot be registered, Init logs one line at ERROR,
// "function not registered", and ends the process with status 1. A deploy then fails with that line
// in the log. The errors are those of newServer and of [Function.Register].
func Init(name string, newServer func() (*core.Server, error)) {
	err := register(name, newServer)
	if err == nil {
		return
	}
	attrs := []any{"function", name, "error", err}
	if p, ok := errors.AsType[*initPanic](err); ok {
		attrs = append(attrs, "stack", string(p.stack))
	}
	slog.Error("function not registered", attrs...)
	os.Exit(1)
}

func register(name string, newServer func() (*core.Server, error)) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &initPanic{value, debug.Stack()}
		}
	}()
	server, err := newServer()
	if err != nil {
		return err
	}
	return HTTP(name, server)
}

// initPanic is the value of a panic in newServer. It cannot contain text from a user, so its text
// is shown.
type initPanic struct {
	value any
	stack []byte
}

func (p *initPanic) Error() string { return fmt.Sprintf("panic: %v", p.value) }

package core

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// PanicError means that a listener, or work after an answer, panicked.
type PanicError struct {
	// Value is the argument of panic.
	Value any
	// Stack is the stack of the panic, as debug.Stack prints it.
	Stack []byte
}

// misuse is the value of this package's own panics, for calls that are always wrong.
type misuse string

func (m misuse) Error() string { return string(m) }

// Error returns the text of a runtime error or of this package's own panic. For any other value it
// returns only the type, because the value may contain text from a user.
func (e *PanicError) Error() string {
	switch err := e.Value.(type) {
	case runtime.Error:
		return "panic: " + err.Error()
	case misuse:
		return "panic: " + err.Error()
	}
	return fmt.Sprintf("panic with a %T", e.Value)
}

// Unwrap returns the value if it is an error, or else nil.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// recovered turns a panic into an error. Call it with defer.
func recovered(err *error) {
	if value := recover(); value != nil {
		*err = &PanicError{Value: value, Stack: debug.Stack()}
	}
}

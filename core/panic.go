package core

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// PanicError is what a listener, or work after an answer, panicked with.
type PanicError struct {
	// Value is what was given to panic.
	Value any
	// Stack is where, as debug.Stack prints it.
	Stack []byte
}

// misuse is what this package panics with where it is called as it must not be.
type misuse string

func (m misuse) Error() string { return string(m) }

// Error tells the text of a runtime error, or of this package's own; and only the type of any other value, which may
// hold what a person wrote.
func (e *PanicError) Error() string {
	switch err := e.Value.(type) {
	case runtime.Error:
		return "panic: " + err.Error()
	case misuse:
		return "panic: " + err.Error()
	}
	return fmt.Sprintf("panic with a %T", e.Value)
}

// Unwrap returns the value where it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// recovered turns a panic into an error. Call it deferred.
func recovered(err *error) {
	if value := recover(); value != nil {
		*err = &PanicError{Value: value, Stack: debug.Stack()}
	}
}

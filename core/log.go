package core

import (
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

const (
	levelInfo  = slog.LevelInfo
	levelWarn  = slog.LevelWarn
	levelError = slog.LevelError
)

func errorAttr(err error) slog.Attr { return slog.String("error", err.Error()) }

// logger is asked for each line, since slog's default can be set after the server was made.
func (s *Server) logger() *slog.Logger {
	if s.options.Logger != nil {
		return s.options.Logger
	}
	return slog.Default()
}

// interactionAttrs are what a line about an interaction tells of it: its ID, its type and its route, never its token or
// what a person wrote.
func interactionAttrs(i discord.Interaction) []slog.Attr {
	common := i.Common()
	return []slog.Attr{
		slog.String("interaction_id", common.ID.String()),
		slog.Int("type", int(common.Type)),
		slog.String("route", RouteOf(i)),
	}
}

// PanicError is what a listener, or work after an answer, panicked with.
type PanicError struct {
	// Value is what was given to panic.
	Value any
	// Stack is where, as debug.Stack prints it.
	Stack []byte
}

// Error tells a runtime error's text, and only the type of any other value, which may hold what a person wrote.
func (e *PanicError) Error() string {
	if err, ok := e.Value.(runtime.Error); ok {
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

// failureAttrs describe an error: with the stack where it was a panic.
func failureAttrs(err error) []slog.Attr {
	attrs := []slog.Attr{errorAttr(err)}
	if p, ok := err.(*PanicError); ok {
		attrs = append(attrs, slog.String("stack", string(p.Stack)))
	}
	return attrs
}

// RouteOf names what an interaction is for: the command's path, or the custom ID up to its first colon, since what
// stands behind it is the app's state. It is for logs and metrics.
func RouteOf(i discord.Interaction) string {
	switch i := i.(type) {
	case *discord.CommandInteraction:
		return commandPath(&i.Data)
	case *discord.AutocompleteInteraction:
		return commandPath(&i.Data)
	case *discord.ComponentInteraction:
		return customIDPrefix(i.Data.CustomID)
	case *discord.ModalInteraction:
		return customIDPrefix(i.Data.CustomID)
	}
	return ""
}

func commandPath(d *discord.CommandData) string { return keyOf(d).String() }

func customIDPrefix(id string) string {
	prefix, _, _ := strings.Cut(id, ":")
	return prefix
}

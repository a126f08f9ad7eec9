package core

import (
	"log/slog"

	"github.com/hotaru-go/hotaru/discord"
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

// failureAttrs describe an error: with the stack where it was a panic.
func failureAttrs(err error) []slog.Attr {
	attrs := []slog.Attr{errorAttr(err)}
	if p, ok := err.(*PanicError); ok {
		attrs = append(attrs, slog.String("stack", string(p.Stack)))
	}
	return attrs
}

package rest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// Registration is the input of [Client.Register].
type Registration struct {
	CommandScope
	// Commands are all the commands that the scope will have. A registered command that is not
	// among them is removed, unless it is an entry-point command. In a guild, the fields that only
	// global commands have are left out: contexts, integration types and dm_permission.
	Commands []discord.Command
	// Report is called with the changes before they are made. If it returns an error, nothing is
	// changed. It may be nil.
	Report func(*Changes) error
	// DryRun stops after the report. A client without credentials then assumes that nothing is
	// registered; see [Changes.NotCompared].
	DryRun bool
}

// ErrNotAsDeclared means that Discord accepted the commands, but stores them differently than
// declared.
var ErrNotAsDeclared = errors.New("rest: Discord stores the commands differently than they are declared")

// Register makes the commands of a scope match the declared commands, and returns the changes. It
// checks the declared commands, reads the registered ones and reports the difference. If there is a
// difference, it replaces all commands in one call, which Discord does completely or not at all.
// Registering the same commands again changes nothing and writes nothing.
//
// Every error says what state Discord is in. It is a [*DeclarationError] (nothing was changed),
// [ErrUncertain] if a call's outcome is unknown and could not be read back, [ErrNotAsDeclared], or
// the error of a call that changed nothing. The changes are returned with the error if they are
// known.
//
// See https://docs.discord.com/developers/interactions/application-commands#bulk-overwrite-global-application-commands.
func (c *Client) Register(ctx context.Context, r Registration) (*Changes, error) {
	if err := discord.CheckCommands(r.GuildID, r.Commands); err != nil {
		return nil, declarationError(err, r.Commands)
	}
	var registered []discord.Command
	var err error
	compared := !r.DryRun || c.credential() != noCredentials
	if compared {
		if r.CommandScope, err = c.resolve(ctx, r.CommandScope); err != nil {
			return nil, err
		}
		if registered, err = c.Commands(ctx, r.CommandScope); err != nil {
			return nil, fmt.Errorf("rest: reading the registered commands, before any change: %w", err)
		}
	}
	var fields undeclared
	if r.GuildID != 0 {
		r.Commands = forGuild(r.Commands)
	} else if registered != nil {
		fields = c.defaultsFor(ctx, registered, r.Commands)
	}
	changes := diff(registered, r.Commands, fields)
	changes.NotCompared = !compared
	if r.Report != nil {
		if err := r.Report(&changes); err != nil {
			return &changes, fmt.Errorf("rest: the report stopped the registration, before any change: %w", err)
		}
	}
	if r.DryRun || !changes.Any() {
		return &changes, nil
	}
	return &changes, c.replace(ctx, r.CommandScope, registered, withEntryPoint(registered, r.Commands, changes.Kept))
}

// withEntryPoint adds the entry point that is kept. If the entry point is declared, it adds the
// registered ID, because Discord would otherwise treat the entry point as removed.
func withEntryPoint(registered, declared, kept []discord.Command) []discord.Command {
	list := slices.Clone(declared)
	for i, at := range match(registered, list) {
		if at >= 0 && list[i].Type == discord.CommandEntryPoint {
			list[i].ID = registered[at].ID
		}
	}
	return append(list, kept...)
}

// replace overwrites the commands. If the answer does not show the result, it reads what is
// registered.
func (c *Client) replace(ctx context.Context, scope CommandScope, before, declared []discord.Command) error {
	now, err := c.OverwriteCommands(ctx, scope, declared)
	if errors.Is(err, ErrUncertain) {
		failure := err
		if now, err = c.Commands(ctx, scope); err != nil {
			return fmt.Errorf("%w; and what is registered now could not be read: %w", failure, err)
		}
		if sameCommands(before, now) {
			return fmt.Errorf("%w; nothing was changed", failure)
		}
	}
	if err != nil {
		if named := declarationError(err, declared); named != err {
			return named
		}
		return fmt.Errorf("%w; nothing was changed", err)
	}
	if left := diff(now, declared, undeclared{settled: true}); left.Any() {
		return fmt.Errorf("%w: %s", ErrNotAsDeclared, left.String())
	}
	return nil
}

// sameCommands reports whether two lists hold the same commands, unchanged.
func sameCommands(a, b []discord.Command) bool {
	changes := Diff(a, b)
	return !changes.Any() && len(changes.Kept) == 0
}

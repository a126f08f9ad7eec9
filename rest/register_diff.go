package rest

import (
	"github.com/hotaru-go/hotaru/discord"
)

// Changes is what a registration changes, or would change.
type Changes struct {
	Created   []discord.Command
	Changed   []CommandChange
	Removed   []discord.Command
	Unchanged []discord.Command
	// Kept is the entry-point command if it is registered and not declared. Discord creates it for
	// an app with Activities and refuses a bulk overwrite without it, so [Client.Register] sends it
	// unchanged.
	//
	// See https://docs.discord.com/developers/interactions/application-commands#default-entry-point-command.
	Kept []discord.Command
	// NotCompared is true for a dry run of a client without credentials. It cannot read what is
	// registered, and all declared commands are in Created.
	NotCompared bool
}

// Any reports whether anything changes.
func (c *Changes) Any() bool { return len(c.Created)+len(c.Changed)+len(c.Removed) > 0 }

// CommandChange is a command whose declaration differs from what is registered.
type CommandChange struct {
	// Before is the registered command, and After is the declared command.
	Before, After discord.Command
	Fields        []FieldChange
}

// FieldChange is a changed field of a command, or of one of its options or choices.
type FieldChange struct {
	// Path is the field's path with the declared names: "options[1] (card) → description".
	Path string
	// Before and After are JSON. They are empty if the field is missing.
	Before, After string
}

// Diff returns what changes when the declared commands replace the registered commands. Two
// commands are the same if they have the same ID, or else the same type and name. The order of
// declaration does not matter. There is only one entry point, so its name does not matter.
//
// Values that Discord fills in are not changes: IDs and versions, fields at their default, and
// fields that a declaration leaves to Discord. If a field was removed from the declaration and so
// returns to Discord's default, that is a change. For integration types only [Client.Register] can
// detect this, because their default is a setting of the app.
//
// Discord writes file types in lower case and may drop a localization that equals the default text.
// Such a difference is not a change. Contexts, integration types, channel types and file types are
// sets, so their order does not matter. The order of options and choices does matter.
func Diff(registered, declared []discord.Command) Changes {
	return diff(registered, declared, undeclared{})
}

func diff(registered, declared []discord.Command, fields undeclared) Changes {
	var changes Changes
	taken := make([]bool, len(registered))
	for i, at := range match(registered, declared) {
		after := declared[i]
		if at < 0 {
			changes.Created = append(changes.Created, after)
			continue
		}
		taken[at] = true
		if differences := compareCommands(registered[at], after, fields); len(differences) > 0 {
			changes.Changed = append(changes.Changed, CommandChange{registered[at], after, differences})
		} else {
			changes.Unchanged = append(changes.Unchanged, registered[at])
		}
	}
	for i, before := range registered {
		switch {
		case taken[i]:
		case before.Type == discord.CommandEntryPoint:
			changes.Kept = append(changes.Kept, before)
		default:
			changes.Removed = append(changes.Removed, before)
		}
	}
	return changes
}

// match returns, for each declared command, the index of the registered command that it replaces,
// or -1. All IDs are matched before any name, so the order of the declaration does not matter.
func match(registered, declared []discord.Command) []int {
	at := make([]int, len(declared))
	taken := make([]bool, len(registered))
	pair := func(same func(registered, declared *discord.Command) bool) {
		for i := range declared {
			for j := range registered {
				if at[i] < 0 && !taken[j] && same(&registered[j], &declared[i]) {
					at[i], taken[j] = j, true
				}
			}
		}
	}
	for i := range at {
		at[i] = -1
	}
	pair(func(r, d *discord.Command) bool { return d.ID != 0 && r.ID == d.ID })
	pair(func(r, d *discord.Command) bool {
		return commandType(r) == commandType(d) && (r.Name == d.Name || r.Type == discord.CommandEntryPoint)
	})
	return at
}

func commandType(c *discord.Command) discord.CommandType {
	if c.Type == 0 {
		return discord.CommandChatInput
	}
	return c.Type
}

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
	// Kept is the entry-point command if it is registered and not declared. Discord creates it for an app with
	// Activities and refuses a bulk overwrite without it, so [Client.Register] sends it unchanged.
	//
	// See https://docs.discord.com/developers/interactions/application-commands#default-entry-point-command.
	Kept []discord.Command
}

// Any says whether anything changes.
func (c *Changes) Any() bool { return len(c.Created)+len(c.Changed)+len(c.Removed) > 0 }

// CommandChange is a command whose declaration differs from what is registered.
type CommandChange struct {
	// Before is the registered command, After the declared one.
	Before, After discord.Command
	Fields        []FieldChange
}

// FieldChange is a changed field of a command, or of one of its options or choices.
type FieldChange struct {
	// Path is the field's path with the declared names: "options[1] (card) → description".
	Path string
	// Before and After are JSON; empty if the field is missing.
	Before, After string
}

// Diff tells what it would change to replace the commands registered by those declared. Commands are the same where
// they have the same type and name, or the same ID; there is only one entry point, so that its name does not matter.
//
// What Discord fills in by itself is no change: IDs and versions, fields at their default, and, where the declaration
// leaves them nil, the contexts, integration types, handler and deprecated permissions. Contexts, integration types,
// channel types and file types are sets: their order does not matter. That of options and choices does.
func Diff(registered, declared []discord.Command) Changes {
	var changes Changes
	taken := make([]bool, len(registered))
	for _, after := range declared {
		at := find(registered, taken, &after)
		if at < 0 {
			changes.Created = append(changes.Created, after)
			continue
		}
		taken[at] = true
		if fields := compareCommands(registered[at], after); len(fields) > 0 {
			changes.Changed = append(changes.Changed, CommandChange{registered[at], after, fields})
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

// find returns the index of the registered command that matches the declared one, or -1. An ID takes precedence over a
// name.
func find(registered []discord.Command, taken []bool, declared *discord.Command) int {
	byName := -1
	for i := range registered {
		switch r := &registered[i]; {
		case taken[i]:
		case declared.ID != 0 && r.ID == declared.ID:
			return i
		case commandType(r) == commandType(declared) && (r.Name == declared.Name || r.Type == discord.CommandEntryPoint):
			byName = i
		}
	}
	return byName
}

func commandType(c *discord.Command) discord.CommandType {
	if c.Type == 0 {
		return discord.CommandChatInput
	}
	return c.Type
}

package discordtest

import (
	"context"

	"github.com/hotaru-go/hotaru/discord"
)

// Channel finds a channel or a thread by its name or its ID. See [Discord.Channel].
func (a *App) Channel(name string) *Channel {
	a.t.Helper()
	c, err := a.Discord.Channel(name)
	a.must(err)
	return c
}

// WaitDone waits until all of the app's work on an interaction is over, for 30 seconds at most. See
// [Discord.WaitDone].
func (a *App) WaitDone(r *Reply) {
	a.t.Helper()
	ctx, cancel := context.WithTimeout(a.t.Context(), waitTime)
	defer cancel()
	a.must(a.Discord.WaitDone(ctx, r))
}

// React adds the person's reaction to a message: an emoji or "name:id". See [Person.React].
func (a *App) React(m *discord.ReceivedMessage, emoji string) {
	a.t.Helper()
	a.must(a.person.React(m.ID, emoji))
}

// Roles returns the person's roles in the guild. See [Person.Roles].
func (a *App) Roles() []discord.Role { return a.person.Roles() }

// Stale returns the application with a client that uses messages as they are given, without later
// edits. See [Person.Stale].
func (a *App) Stale() *App { return a.by(a.person.Stale()) }

// Unchecked returns the application with a client that also uses commands that a client would not
// show. See [Person.Unchecked].
func (a *App) Unchecked() *App { return a.by(a.person.Unchecked()) }

package rest

import (
	"context"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// undeclared says how to compare the fields of a registered command that the declaration leaves to
// Discord.
type undeclared struct {
	// types are the integration types that the app is configured for, which is their default. Nil
	// means that they are not known. A declaration without integration types then matches any.
	types []discord.IntegrationType
	// settled is true if Discord has just filled in its defaults. A declaration without a field
	// then matches any value.
	settled bool
}

// leave removes the fields that Discord fills in from two commands, unless they differ from
// Discord's default.
func (u undeclared) leave(before, after *discord.Command) {
	for _, c := range []*discord.Command{before, after} {
		c.Type = commandType(c)
		c.ID, c.ApplicationID, c.GuildID, c.Version = 0, 0, 0, 0
	}
	if after.Handler == 0 {
		before.Handler = 0
	}
	if after.DefaultPermission == nil {
		before.DefaultPermission = nil
	}
	// Discord derives dm_permission from contexts, so it matters only if there are no contexts.
	if after.DMPermission == nil && (u.settled || after.Contexts != nil || before.Contexts != nil || before.DMPermission == nil || *before.DMPermission) {
		before.DMPermission = nil
	}
	if after.Contexts == nil && (u.settled || isDefaultContexts(before, after)) {
		before.Contexts = nil
	}
	if after.IntegrationTypes == nil && (u.settled || u.types == nil || sameSet(before.IntegrationTypes, u.types)) {
		before.IntegrationTypes = nil
	}
}

// isDefaultContexts reports whether the contexts may be those that Discord fills in: all of them,
// or those that the integration types or the declared dm_permission allow.
func isDefaultContexts(before, after *discord.Command) bool {
	contexts := []discord.InteractionContext{discord.ContextGuild}
	if after.DMPermission == nil || *after.DMPermission {
		contexts = append(contexts, discord.ContextBotDM)
		if sameSet(before.Contexts, contexts) && !slices.Contains(before.IntegrationTypes, discord.IntegrationUser) {
			return true
		}
		contexts = append(contexts, discord.ContextPrivateChannel)
	}
	return before.Contexts == nil || sameSet(before.Contexts, contexts)
}

func sameSet[T ~int](a, b []T) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// defaultsFor finds the default of the integration types, if it is needed and Discord returns it.
func (c *Client) defaultsFor(ctx context.Context, registered, declared []discord.Command) undeclared {
	needed := false
	for i, at := range match(registered, declared) {
		needed = needed || at >= 0 && declared[i].IntegrationTypes == nil && registered[at].IntegrationTypes != nil
	}
	if !needed {
		return undeclared{}
	}
	app, err := c.Application(ctx)
	if err != nil || app.InstallConfigs == nil {
		return undeclared{} // The report is then less exact, but the registration does not fail.
	}
	types := []discord.IntegrationType{}
	if app.InstallConfigs.Guild != nil {
		types = append(types, discord.IntegrationGuild)
	}
	if app.InstallConfigs.User != nil {
		types = append(types, discord.IntegrationUser)
	}
	return undeclared{types: types}
}

// forGuild returns the commands without the fields that only global commands have. Discord ignores
// them in a guild and does not send them back.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object.
func forGuild(commands []discord.Command) []discord.Command {
	list := slices.Clone(commands)
	for i := range list {
		list[i].Contexts, list[i].IntegrationTypes, list[i].DMPermission = nil, nil, nil
	}
	return list
}

package discordtest

import (
	"maps"
	"net/http"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// scope authorizes a call on commands. It returns the call's guild, or zero for global commands.
func (a *API) scope(r *http.Request) (discord.Snowflake, *Refusal) {
	if !a.authorized(r, scopeCommands) {
		return 0, refusedUnauthorized
	}
	if r.PathValue("application") != a.options.ApplicationID.String() {
		return 0, refuse(http.StatusNotFound, codeUnknownApplication, "Unknown Application", "")
	}
	if r.PathValue("guild") == "" {
		return 0, nil
	}
	guild, err := discord.ParseSnowflake(r.PathValue("guild"))
	if err != nil {
		return 0, refuse(http.StatusNotFound, codeUnknownGuild, "Unknown Guild", "")
	}
	if a.options.Guilds != nil && !slices.Contains(a.options.Guilds, guild) {
		return 0, refuse(http.StatusForbidden, rest.ErrMissingAccess, "Missing Access", "the application is not in this guild")
	}
	return guild, nil
}

// findCommand finds a command by the ID in the path. The lock is held.
func (a *API) findCommand(r *http.Request, guild discord.Snowflake) (int, *Refusal) {
	at := slices.IndexFunc(a.commands.lists[guild], func(c object) bool { return c["id"] == r.PathValue("command") })
	if at < 0 {
		return 0, refuse(http.StatusNotFound, codeUnknownCommand, "Unknown application command", "")
	}
	return at, nil
}

// getCommands lists commands. Localizations are left out unless the call asks for them.
func (a *API) getCommands(r *http.Request, call *Call) (apiReply, *Refusal) {
	guild, refused := a.scope(r)
	if refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	list := []any{}
	for _, c := range a.commands.lists[guild] {
		if !isTrue(call.Query.Get("with_localizations")) {
			c = maps.Clone(c)
			stripLocalizations(c)
		}
		list = append(list, c)
	}
	return okReply(encoded(list)), nil
}

func stripLocalizations(c object) {
	delete(c, "name_localizations")
	delete(c, "description_localizations")
	for _, key := range []string{"options", "choices"} {
		list, _ := c[key].([]any)
		if list == nil {
			continue
		}
		stripped := make([]any, len(list))
		for n, one := range list {
			inner, ok := one.(object)
			if !ok {
				inner, _ = one.(map[string]any)
			}
			inner = maps.Clone(inner)
			stripLocalizations(inner)
			stripped[n] = inner
		}
		c[key] = stripped
	}
}

func (a *API) putCommands(r *http.Request, call *Call) (apiReply, *Refusal) {
	guild, refused := a.scope(r)
	if refused != nil {
		return apiReply{}, refused
	}
	form, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	list, refused := a.overwrite(guild, form.json)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(list)), nil
}

// postCommand creates a command, or replaces the one with the same type and name.
func (a *API) postCommand(r *http.Request, call *Call) (apiReply, *Refusal) {
	guild, refused := a.scope(r)
	if refused != nil {
		return apiReply{}, refused
	}
	form, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	var sent object
	if refused := form.decode(&sent); refused != nil {
		return apiReply{}, refused
	}
	if refused := checkCommand(form.json); refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	list := a.commands.lists[guild]
	sent["type"] = kindOfCommand(sent)
	at := slices.IndexFunc(list, func(c object) bool { return kindAndName(c) == kindAndName(sent) })
	if at >= 0 {
		list[at] = a.fillCommand(guild, sent, list[at])
		a.publish(Event{Type: EventCommands})
		return okReply(encoded(list[at])), nil
	}
	if refused := a.mayCreate(guild, 1); refused != nil {
		return apiReply{}, refused
	}
	if refused := checkCommands(guild, encoded(append(slices.Clone(list), sent))); refused != nil {
		return apiReply{}, refuse(http.StatusBadRequest, rest.ErrTooManyCommands, "Maximum number of application commands reached", "")
	}
	created := a.fillCommand(guild, sent, nil)
	a.commands.lists[guild] = append(list, created)
	a.publish(Event{Type: EventCommands})
	return apiReply{http.StatusCreated, encoded(created)}, nil
}

func (a *API) getCommand(r *http.Request, _ *Call) (apiReply, *Refusal) {
	guild, refused := a.scope(r)
	if refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	at, refused := a.findCommand(r, guild)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(a.commands.lists[guild][at])), nil
}

// patchCommand changes the fields that are sent.
func (a *API) patchCommand(r *http.Request, call *Call) (apiReply, *Refusal) {
	guild, refused := a.scope(r)
	if refused != nil {
		return apiReply{}, refused
	}
	form, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	var sent object
	if refused := form.decode(&sent); refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	at, refused := a.findCommand(r, guild)
	if refused != nil {
		return apiReply{}, refused
	}
	old := a.commands.lists[guild][at]
	merged := old.copied()
	delete(sent, "type")
	maps.Copy(merged, sent)
	list := slices.Clone(a.commands.lists[guild])
	list[at] = merged
	if refused := checkCommand(encoded(merged)); refused != nil {
		return apiReply{}, refused
	}
	if refused := checkCommands(guild, encoded(list)); refused != nil {
		return apiReply{}, invalidField("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
	}
	list[at] = a.fillCommand(guild, merged, old)
	a.commands.lists[guild] = list
	a.publish(Event{Type: EventCommands})
	return okReply(encoded(list[at])), nil
}

func (a *API) deleteCommand(r *http.Request, _ *Call) (apiReply, *Refusal) {
	guild, refused := a.scope(r)
	if refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	at, refused := a.findCommand(r, guild)
	if refused != nil {
		return apiReply{}, refused
	}
	a.commands.lists[guild] = slices.Delete(slices.Clone(a.commands.lists[guild]), at, at+1)
	a.publish(Event{Type: EventCommands})
	return noContent, nil
}

package core

import (
	"fmt"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// Options adds options that you declare yourself to a command. On any other route it is an error.
func (r Route) Options(options ...discord.CommandOption) Route {
	r.want("Options", commandKind)
	r.declared.Options = append(slices.Clip(r.declared.Options), options...)
	return r
}

// Autocomplete sets the listener that suggests values for one option of the command while the user
// types. The option is declared with autocomplete. On any other route it is an error.
func (r Route) Autocomplete(option string, listener AutocompleteListener) Route {
	r.want("Autocomplete", commandKind)
	if r.completes(option) && r.err == nil {
		r.err = fmt.Errorf("core: command %q: the option %q has two autocomplete listeners", r.name, option)
	}
	r.completions = append(slices.Clip(r.completions), completion{option, listener})
	return r
}

// completes reports whether an option of the route has an autocomplete listener, which may be nil.
func (r *Route) completes(option string) bool {
	return slices.ContainsFunc(r.completions, func(c completion) bool { return c.option == option })
}

// Declare changes what is registered with Discord: localizations, contexts, permissions and the
// other fields of a [discord.Command], but not the name or the type, because the route is found by
// them. change is called at once. It can also localize the options that come from a struct. Discord
// knows only names, descriptions and options of a subcommand; permissions, contexts, integration
// types and NSFW are an error there. The options of a group are its routes, so they are empty here
// and cannot be declared. On a route that is neither a command nor a group, Declare is an error.
func (r Route) Declare(change func(*discord.Command)) Route {
	r.want("Declare", commandKind, groupKind)
	name, kind := r.declared.Name, r.declared.Type
	r.declared.Options = slices.Clone(r.declared.Options)
	change(&r.declared)
	if r.err == nil && (r.declared.Name != name || r.declared.Type != kind) {
		r.err = fmt.Errorf("core: command %q: Declare changes its name or type; give the route that name, or make a route of that type", name)
	}
	return r
}

// want records the call of a method that does not fit the route's kind. NewRouter reports it.
func (r *Route) want(method string, kinds ...routeKind) {
	if r.err == nil && !slices.Contains(kinds, r.kind) {
		r.err = fmt.Errorf("core: %s is for commands; on %s it would do nothing", method, r.describe())
	}
}

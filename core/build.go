package core

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// builder adds routes to a router and collects what is wrong with them.
type builder struct {
	*Router
	errs []error
}

// add adds routes. If it returns an error, the router is unchanged.
func (r *Router) add(routes []Route) error {
	r.adds++
	b := builder{Router: r}
	declared, fallback := len(r.declared), r.fallback
	b.addAll(routes, nil)
	b.check(r.declared[declared:])
	if len(b.errs) == 0 {
		return nil
	}
	r.removeLast()
	r.declared, r.fallback = r.declared[:declared], fallback
	return errors.Join(b.errs...)
}

// removeLast removes what the last call of add put into the maps. It looks at every route, but it
// only runs after a mistake.
func (r *Router) removeLast() {
	maps.DeleteFunc(r.commands, func(_ commandKey, a added) bool { return a.by == r.adds })
	maps.DeleteFunc(r.completes, func(_ completeKey, a added) bool { return a.by == r.adds })
	maps.DeleteFunc(r.groups, func(_ string, by int) bool { return by == r.adds })
	r.components.removeBy(r.adds)
	r.modals.removeBy(r.adds)
}

func (b *builder) fail(format string, args ...any) {
	b.errs = append(b.errs, fmt.Errorf("core: "+format, args...))
}

// wrap puts middleware around a handler. The first middleware is the outermost.
func wrap(handler Handler, middleware []Middleware) Handler {
	for _, m := range slices.Backward(middleware) {
		handler = m(handler)
	}
	return handler
}

func (b *builder) addAll(routes []Route, outer []Middleware) {
	for n := range routes {
		r := routes[n] // a copy, which addCommand changes
		if r.err != nil {
			b.errs = append(b.errs, r.err)
			continue
		}
		middleware := append(slices.Clip(outer), r.middleware...)
		switch r.kind {
		case bundleKind:
			b.addAll(r.children, middleware)
		case commandKind:
			key := commandKey{kind: r.declared.Type, command: r.name}
			if b.addCommand(key, &r, middleware) {
				b.declared = append(b.declared, r.declared)
			}
		case groupKind:
			b.addGroup(&r, middleware)
		case componentKind:
			b.addCustomID(&b.components, "component", &r, middleware)
		case modalKind:
			b.addCustomID(&b.modals, "modal", &r, middleware)
		case fallbackKind:
			if b.fallback != nil {
				b.fail("there are two fallbacks")
			}
			b.fallback = wrap(r.handler, middleware)
		}
	}
}

func (b *builder) addCustomID(to *customIDs, what string, r *Route, middleware []Middleware) {
	p := r.pattern
	if conflict := to.add(customIDRoute{p, added{wrap(r.handler, middleware), b.adds}}); conflict != nil {
		b.fail("the %s routes %q and %q match the same custom IDs", what, conflict.text, p.text)
	}
}

// addCommand adds a command. In the route's declaration it also marks the options with
// autocomplete.
func (b *builder) addCommand(key commandKey, r *Route, middleware []Middleware) bool {
	if _, taken := b.commands[key]; taken || b.isGroup(key) {
		b.fail("the command %q is routed twice", key)
		return false
	}
	b.commands[key] = added{wrap(r.handler, middleware), b.adds}
	if slices.ContainsFunc(r.declared.Options, isSubcommand) {
		b.fail("the command %q declares subcommands, which it would not be called for; make them routes of a Group", key)
	}
	if len(r.completions) > 0 {
		r.declared.Options = slices.Clone(r.declared.Options)
	}
	for _, c := range r.completions {
		n := slices.IndexFunc(r.declared.Options, func(o discord.CommandOption) bool { return o.Name == c.option })
		switch {
		case n < 0:
			b.fail("the command %q has an autocomplete listener for %q, but no such option", key, c.option)
		case c.listener == nil:
			b.fail("the command %q: the autocomplete listener of %q is nil", key, c.option)
		default:
			r.declared.Options[n].Autocomplete = true
			b.completes[completeKey{key, c.option}] = added{wrap(completing(c.listener), middleware), b.adds}
		}
	}
	for n := range r.declared.Options {
		if o := &r.declared.Options[n]; o.Autocomplete && !r.completes(o.Name) {
			b.fail("the command %q: the option %q has autocomplete but no listener; add Autocomplete(%q, …)", key, o.Name, o.Name)
		}
	}
	return true
}

func (b *builder) isGroup(key commandKey) bool {
	_, taken := b.groups[key.command]
	return taken && key == commandKey{kind: discord.CommandChatInput, command: key.command}
}

// addGroup adds a group's routes and declares the group, with its subcommands as options.
func (b *builder) addGroup(group *Route, middleware []Middleware) {
	key := commandKey{kind: discord.CommandChatInput, command: group.name}
	if _, taken := b.commands[key]; taken || b.isGroup(key) {
		b.fail("the command %q is routed twice", key)
		return
	}
	b.groups[group.name] = b.adds
	declared := group.declared
	declared.Options = b.groupOptions(key, group, middleware, true)
	b.declared = append(b.declared, declared)
}

func (b *builder) groupOptions(at commandKey, group *Route, middleware []Middleware, groups bool) []discord.CommandOption {
	if len(group.declared.Options) > 0 {
		b.fail("the group %q declares options; the options of a group are its routes", at)
	}
	return b.subcommands(at, group.children, middleware, groups)
}

func (b *builder) subcommands(at commandKey, routes []Route, middleware []Middleware, groups bool) []discord.CommandOption {
	var options []discord.CommandOption
	for _, r := range routes {
		inner := append(slices.Clip(middleware), r.middleware...)
		switch {
		case r.err != nil:
			b.errs = append(b.errs, fmt.Errorf("in the group %q: %w", at, r.err))
		case r.kind == bundleKind:
			options = append(options, b.subcommands(at, r.children, inner, groups)...)
		case r.kind == commandKind && r.declared.Type == discord.CommandChatInput:
			key := at
			key.subcommand = r.name
			if d := &r.declared; d.DefaultMemberPermissions != nil || d.IntegrationTypes != nil || d.Contexts != nil || d.NSFW {
				b.fail("the subcommand %q declares permissions, contexts, integration types or NSFW, which Discord knows for the whole command only; "+
					"declare them on its group, or guard its listener, for example with RequirePermissions", key)
			}
			if !b.addCommand(key, &r, inner) {
				continue
			}
			options = append(options, suboption(discord.OptionSubcommand, &r.declared))
		case r.kind == groupKind && groups:
			key := at
			key.group = r.name
			option := suboption(discord.OptionSubcommandGroup, &r.declared)
			option.Options = b.groupOptions(key, &r, inner, false)
			options = append(options, option)
		default:
			b.fail("the group %q holds %q, which is not a slash command; a group holds slash commands and, at the first level, groups", at, r.name)
		}
	}
	return options
}

func isSubcommand(o discord.CommandOption) bool {
	return o.Type == discord.OptionSubcommand || o.Type == discord.OptionSubcommandGroup
}

func suboption(kind discord.OptionType, declared *discord.Command) discord.CommandOption {
	return discord.CommandOption{
		Type: kind, Name: declared.Name, NameLocalizations: declared.NameLocalizations,
		Description: declared.Description, DescriptionLocalizations: declared.DescriptionLocalizations,
		Options: declared.Options,
	}
}

// check reports declarations that Discord would reject.
func (b *builder) check(commands []discord.Command) {
	for n := range commands {
		declared := &commands[n]
		if err := declared.Check(); err != nil {
			b.fail("the command %q: %w", declared.Name, err)
		}
	}
}

// completing turns an autocomplete listener into a Handler.
func completing(listener AutocompleteListener) Handler {
	return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
		return asAnswer(listener(ctx, i.(*discord.AutocompleteInteraction)))
	}
}

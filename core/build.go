package core

import (
	"context"
	"fmt"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// builder makes a router out of routes and gathers what is wrong with them.
type builder struct {
	*Router
	errs []error
}

func (b *builder) fail(format string, args ...any) {
	b.errs = append(b.errs, fmt.Errorf("core: "+format, args...))
}

// wrap puts middleware around a handler; the first of it is the outermost.
func wrap(handler Handler, middleware []Middleware) Handler {
	for _, m := range slices.Backward(middleware) {
		handler = m(handler)
	}
	return handler
}

func (b *builder) addAll(routes []Route, outer []Middleware) {
	for _, r := range routes {
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
			b.declared = append(b.declared, b.addGroup(&r, middleware))
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
	if err := to.add(what, r.pattern, wrap(r.handler, middleware)); err != nil {
		b.errs = append(b.errs, err)
	}
}

// addCommand also marks the options that complete, in the route's own declaration.
func (b *builder) addCommand(key commandKey, r *Route, middleware []Middleware) bool {
	if _, taken := b.commands[key]; taken {
		b.fail("the command %q is routed twice", key)
		return false
	}
	b.commands[key] = wrap(r.handler, middleware)
	r.declared.Options = slices.Clone(r.declared.Options)
	for option, listener := range r.completes {
		n := slices.IndexFunc(r.declared.Options, func(o discord.CommandOption) bool { return o.Name == option })
		switch {
		case n < 0:
			b.fail("the command %q has an autocomplete listener for %q, but no such option", key, option)
		case listener == nil:
			b.fail("the command %q: the autocomplete listener of %q is nil", key, option)
		default:
			r.declared.Options[n].Autocomplete = true
			b.completes[completeKey{key, option}] = wrap(completes(listener), middleware)
		}
	}
	for _, option := range r.declared.Options {
		if option.Autocomplete && r.completes[option.Name] == nil {
			b.fail("the command %q: the option %q completes, but has no listener; add Autocomplete(%q, …)", key, option.Name, option.Name)
		}
	}
	return true
}

// addGroup returns the group's declaration, with its subcommands as options.
func (b *builder) addGroup(group *Route, middleware []Middleware) discord.Command {
	declared := group.declared
	declared.Options = b.groupOptions(commandKey{kind: discord.CommandChatInput, command: group.name}, group, middleware, true)
	return declared
}

func (b *builder) groupOptions(at commandKey, group *Route, middleware []Middleware, groups bool) []discord.CommandOption {
	if len(group.declared.Options) > 0 {
		b.fail("the group %q declares options; those of a group are its routes", at)
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
			b.fail("the group %q holds %q, which is no slash command; a group goes two levels deep and holds nothing else", at, r.name)
		}
	}
	return options
}

func suboption(kind discord.OptionType, declared *discord.Command) discord.CommandOption {
	return discord.CommandOption{
		Type: kind, Name: declared.Name, NameLocalizations: declared.NameLocalizations,
		Description: declared.Description, DescriptionLocalizations: declared.DescriptionLocalizations,
		Options: declared.Options,
	}
}

// check holds the declarations against Discord's limits.
func (b *builder) check() {
	seen := map[commandKey]bool{}
	for n := range b.declared {
		declared := &b.declared[n]
		key := commandKey{kind: declared.Type, command: declared.Name}
		if seen[key] {
			b.fail("the command %q is declared twice", key)
		}
		seen[key] = true
		if err := declared.Check(); err != nil {
			b.fail("the command %q: %w", key, err)
		}
	}
}

// completes makes a Handler of an autocomplete listener.
func completes(listener AutocompleteListener) Handler {
	return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
		return asAnswer(listener(ctx, i.(*discord.AutocompleteInteraction)))
	}
}

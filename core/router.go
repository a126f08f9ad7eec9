package core

import (
	"context"

	"github.com/hotaru-go/hotaru/discord"
)

// Router finds the route of an interaction. [Server.Handle] uses its own Router. Make another with
// NewRouter for a listener that you set yourself. Finding a route takes a few lookups, however many
// routes there are, and does not allocate. A Router does not change, and it is safe for concurrent
// use.
type Router struct {
	commands   map[commandKey]added
	completes  map[completeKey]added
	components customIDs
	modals     customIDs
	fallback   Handler
	declared   []discord.Command
	groups     map[string]int
	// adds counts the calls of add. Everything that a call adds holds the call's number, so a call
	// that finds a mistake can remove it again.
	adds int
}

// added is a handler and the number of the call that added it.
type added struct {
	handler Handler
	by      int
}

// NewRouter makes a router. It reports everything that is wrong with the routes, and each error
// names its route: two routes for the same command or custom ID, a malformed name or pattern, a
// missing listener, or a declaration that Discord would reject.
func NewRouter(routes ...Route) (*Router, error) {
	r := newRouter()
	if err := r.add(routes); err != nil {
		return nil, err
	}
	return r, nil
}

func newRouter() *Router {
	return &Router{
		commands:  map[commandKey]added{},
		completes: map[completeKey]added{},
		groups:    map[string]int{},
	}
}

// Commands returns the commands that the routes declare, in their order, for registration with
// Discord.
func (r *Router) Commands() []discord.Command { return r.declared[:len(r.declared):len(r.declared)] }

// Handle answers an interaction by its route, or by the fallback. If there is neither, it returns
// [ErrNoListener].
func (r *Router) Handle(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
	return r.find(ctx, i)(ctx, i)
}

// find returns the handler for an interaction. It is never nil.
func (r *Router) find(ctx context.Context, i discord.Interaction) Handler {
	if handler := r.route(ctx, i); handler != nil {
		return handler
	}
	if r.fallback != nil {
		return r.fallback
	}
	return noRoute
}

func noRoute(context.Context, discord.Interaction) (discord.Answer, error) { return nil, ErrNoListener }

func (r *Router) route(ctx context.Context, i discord.Interaction) Handler {
	switch i := i.(type) {
	case *discord.CommandInteraction:
		return r.commands[keyOf(&i.Data)].handler
	case *discord.AutocompleteInteraction:
		if option := i.Data.Focused(); option != nil {
			return r.completes[completeKey{keyOf(&i.Data), option.Name}].handler
		}
	case *discord.ComponentInteraction:
		return routeCustomID(ctx, &r.components, i.Data.CustomID)
	case *discord.ModalInteraction:
		return routeCustomID(ctx, &r.modals, i.Data.CustomID)
	}
	return nil
}

// routeCustomID returns the handler for a custom ID, and keeps the pattern for [Param].
func routeCustomID(ctx context.Context, index *customIDs, id string) Handler {
	route, ok := index.find(id)
	if !ok {
		return nil
	}
	if x := exchangeOf(ctx); x != nil {
		x.matched = route.idPattern
	}
	return route.handler
}

// commandKey is a command's path. The group and the subcommand are empty if there are none.
type commandKey struct {
	kind                       discord.CommandType
	command, group, subcommand string
}

type completeKey struct {
	commandKey
	option string
}

func (k commandKey) String() string {
	path := k.command
	for _, name := range []string{k.group, k.subcommand} {
		if name != "" {
			path += " " + name
		}
	}
	return path
}

func keyOf(d *discord.CommandData) commandKey {
	key := commandKey{kind: d.Type}
	// Payloads from the time when there was only one type have none.
	if key.kind == 0 {
		key.kind = discord.CommandChatInput
	}
	key.command, key.group, key.subcommand = d.Route()
	return key
}

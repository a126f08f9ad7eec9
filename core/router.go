package core

import (
	"context"
	"errors"
	"fmt"

	"github.com/hotaru-go/hotaru/discord"
)

// Router finds the route of an interaction. It is a listener itself: [Server.Handle] makes one and sets it for every
// kind of interaction. Everything is worked out by NewRouter, so that finding a route takes a lookup or two and, for
// commands and static custom IDs, no allocation. It is immutable, and safe for concurrent use.
type Router struct {
	commands   map[commandKey]Handler
	completes  map[completeKey]Handler
	components customIDs
	modals     customIDs
	fallback   Handler
	declared   []discord.Command
}

// commandKey is a command's path. Subcommands and their groups are empty where there are none.
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

// NewRouter makes a router. All that is wrong with the routes is returned at once, each error naming its route: two
// routes for the same command or custom ID, a malformed name or pattern, a missing listener, a declaration that
// Discord would refuse.
func NewRouter(routes ...Route) (*Router, error) {
	b := builder{Router: &Router{
		commands:  map[commandKey]Handler{},
		completes: map[completeKey]Handler{},
	}}
	b.addAll(routes, nil)
	b.check()
	if len(b.errs) > 0 {
		return nil, errors.Join(b.errs...)
	}
	return b.Router, nil
}

// Commands returns the commands that the routes declare, in their order, for registration with Discord.
func (r *Router) Commands() []discord.Command { return r.declared }

// Handle answers an interaction by its route, or by the fallback. Without either it returns [ErrNoListener].
func (r *Router) Handle(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
	if handler := r.find(ctx, i); handler != nil {
		return handler(ctx, i)
	}
	if r.fallback != nil {
		return r.fallback(ctx, i)
	}
	return nil, ErrNoListener
}

func (r *Router) find(ctx context.Context, i discord.Interaction) Handler {
	switch i := i.(type) {
	case *discord.CommandInteraction:
		return r.commands[keyOf(&i.Data)]
	case *discord.AutocompleteInteraction:
		if option := i.Data.Focused(); option != nil {
			return r.completes[completeKey{keyOf(&i.Data), option.Name}]
		}
	case *discord.ComponentInteraction:
		return r.components.find(ctx, i.Data.CustomID)
	case *discord.ModalInteraction:
		return r.modals.find(ctx, i.Data.CustomID)
	}
	return nil
}

func keyOf(d *discord.CommandData) commandKey {
	key := commandKey{kind: d.Type}
	// Payloads from before there were other types say none.
	if key.kind == 0 {
		key.kind = discord.CommandChatInput
	}
	key.command, key.group, key.subcommand = d.Route()
	return key
}

// asAnswer hides the kind of an answer. Middleware may bring one that does not fit; fitting puts the kind back.
func asAnswer[A discord.Answer](answer A, err error) (discord.Answer, error) { return answer, err }

func fitting[A discord.Answer](answer discord.Answer, err error) (fits A, _ error) {
	if answer == nil || err != nil {
		return fits, err
	}
	fits, ok := answer.(A)
	if !ok {
		return fits, fmt.Errorf("%w: %T", discord.ErrAnswerKind, answer)
	}
	return fits, nil
}

// install sets the router as the listener of every kind of interaction.
func (r *Router) install(s *Server) {
	s.Commands.Replace(func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		return fitting[discord.CommandAnswer](r.Handle(ctx, i))
	})
	s.Autocompletes.Replace(func(ctx context.Context, i *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error) {
		return fitting[discord.AutocompleteAnswer](r.Handle(ctx, i))
	})
	s.Components.Replace(func(ctx context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
		return fitting[discord.ComponentAnswer](r.Handle(ctx, i))
	})
	s.Modals.Replace(func(ctx context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error) {
		return fitting[discord.ModalAnswer](r.Handle(ctx, i))
	})
}

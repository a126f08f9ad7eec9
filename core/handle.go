package core

import (
	"context"

	"github.com/hotaru-go/hotaru/discord"
)

// Handle adds routes to the Default server. Like http.Handle it panics where a route is wrong, naming it.
func Handle(routes ...Route) {
	if err := Default.Handle(routes...); err != nil {
		panic(err.Error())
	}
}

// Handle adds routes to the server, to those it has already. It sets the server's listeners for every kind of
// interaction; where one of them was set otherwise it returns [ErrListenerSet], and where a route is wrong, an error
// that names it (see [NewRouter]). After an error nothing has changed.
func (s *Server) Handle(routes ...Route) error {
	s.routing.Lock()
	defer s.routing.Unlock()
	if s.router == nil && s.hasListener() {
		return ErrListenerSet
	}
	all := append(s.routes[:len(s.routes):len(s.routes)], routes...)
	router, err := NewRouter(all...)
	if err != nil {
		return err
	}
	s.routes, s.router = all, router
	router.install(s)
	return nil
}

func (s *Server) hasListener() bool {
	return s.Commands.set() || s.Autocompletes.set() || s.Components.set() || s.Modals.set()
}

// Declared returns the commands that the server's routes declare, for registration with Discord.
func (s *Server) Declared() []discord.Command {
	s.routing.Lock()
	defer s.routing.Unlock()
	if s.router == nil {
		return nil
	}
	return s.router.Commands()
}

// completes makes a Handler of an autocomplete listener.
func completes(listener AutocompleteListener) Handler {
	return func(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
		return asAnswer(listener(ctx, i.(*discord.AutocompleteInteraction)))
	}
}

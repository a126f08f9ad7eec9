package core

import "github.com/hotaru-go/hotaru/discord"

// Handle adds routes to the Default server. Like http.Handle it panics where a route is wrong, naming it.
func Handle(routes ...Route) {
	if err := Default.Handle(routes...); err != nil {
		panic(err.Error())
	}
}

// Handle adds routes to the server, to those it has already. It sets the server's listeners for every kind of
// interaction, in place of any that were put there since the routes before. Where one was set before the first routes it
// returns [ErrListenerSet], and where a route is wrong, an error that names it (see [NewRouter]). After an error nothing
// has changed.
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

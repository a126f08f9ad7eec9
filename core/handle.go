package core

import (
	"context"
	"fmt"

	"github.com/hotaru-go/hotaru/discord"
)

// Handle adds routes to the Default server. Like http.Handle it panics if a route is wrong, and
// names the route.
func Handle(routes ...Route) {
	if err := Default.Handle(routes...); err != nil {
		panic(err.Error())
	}
}

// Handle adds routes to those that the server has. It sets the server's listeners for all four
// kinds of interaction, and replaces any that were set since the last call.
//
// It returns [ErrListenerSet] if a listener was set before the first routes, and an error that
// names the route if one is wrong (see [NewRouter]). After an error the server's routes are
// unchanged. Adding a route takes the same time however many routes there are. It is safe to call
// Handle while the server answers requests.
func (s *Server) Handle(routes ...Route) error {
	s.routing.Lock()
	defer s.routing.Unlock()
	if s.router == nil && s.hasListener() {
		return ErrListenerSet
	}
	router := s.router
	if router == nil {
		router = newRouter()
	}
	if err := router.add(routes); err != nil {
		return err
	}
	s.router = router
	if !(s.Commands.routed() && s.Autocompletes.routed() && s.Components.routed() && s.Modals.routed()) {
		s.installRouter()
	}
	return nil
}

func (s *Server) hasListener() bool {
	return s.Commands.set() || s.Autocompletes.set() || s.Components.set() || s.Modals.set()
}

// Declared returns the commands that the server's routes declare, for registration with Discord.
func (s *Server) Declared() []discord.Command {
	s.routing.RLock()
	defer s.routing.RUnlock()
	if s.router == nil {
		return nil
	}
	return s.router.Commands()
}

// route answers an interaction by its route. It does not hold the lock while the listener runs.
func (s *Server) route(ctx context.Context, i discord.Interaction) (discord.Answer, error) {
	s.routing.RLock()
	handler := s.router.find(ctx, i)
	s.routing.RUnlock()
	return handler(ctx, i)
}

// installRouter sets the slots to the router. The server calls the router directly, see [listen].
// The functions in the slots are for callers that get them with Get.
func (s *Server) installRouter() {
	s.Commands.route(func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		return fitting[discord.CommandAnswer](s.route(ctx, i))
	})
	s.Autocompletes.route(func(ctx context.Context, i *discord.AutocompleteInteraction) (discord.AutocompleteAnswer, error) {
		return fitting[discord.AutocompleteAnswer](s.route(ctx, i))
	})
	s.Components.route(func(ctx context.Context, i *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
		return fitting[discord.ComponentAnswer](s.route(ctx, i))
	})
	s.Modals.route(func(ctx context.Context, i *discord.ModalInteraction) (discord.ModalAnswer, error) {
		return fitting[discord.ModalAnswer](s.route(ctx, i))
	})
}

// asAnswer converts an answer to the type Answer. Middleware may replace it with an answer of
// another kind; the encoder then refuses it.
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

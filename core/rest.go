package core

import (
	"context"

	"github.com/hotaru-go/hotaru/rest"
)

type restKey struct{}

// REST returns the typed calls of Discord's API. The calls use the client of the server that the
// context belongs to. The context is a listener's, that of work after an answer, or one made by
// [Server.WithREST]. REST panics for any other context. Most calls need a bot token; see
// Options.BotToken.
//
//	thread, err := core.REST(ctx).StartThread(ctx, i.ChannelID, rest.ThreadCreate{Name: "ticket"})
func REST(ctx context.Context) rest.API {
	if x := exchangeOf(ctx); x != nil {
		return rest.API{Client: x.server.rest}
	}
	client, ok := ctx.Value(restKey{}).(*rest.Client)
	if !ok {
		panic(misuse("core.REST: the context is not one of a listener or of its work, nor made from one or by Server.WithREST"))
	}
	return rest.API{Client: client}
}

// WithREST returns a context in which [REST] finds the server's client. Its error is that of
// [Server.Check].
func (s *Server) WithREST(ctx context.Context) (context.Context, error) {
	client, err := s.REST()
	if err != nil {
		return nil, err
	}
	return context.WithValue(ctx, restKey{}, client), nil
}

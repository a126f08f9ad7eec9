// Package bot is one bot, written once; examples/local, examples/lambda and examples/gcf run it.
package bot

import (
	"context"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

// New makes a server with the bot's listeners.
func New(o core.Options) (*core.Server, error) {
	server, err := core.NewServer(o)
	if err != nil {
		return nil, err
	}
	return server, server.Commands.Set(command)
}

func command(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	return discord.Message{Content: "pong"}, nil
}

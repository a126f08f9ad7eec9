// Act is the bot of answers with one typed call, for the test of what a bot links.
package main

import (
	"context"
	"log"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/lambda"
)

func main() {
	core.Handle(core.Command("ping", "Says pong",
		func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			if _, err := core.REST(ctx).SendMessage(ctx, i.ChannelID, discord.Message{Content: "pong"}); err != nil {
				return nil, err
			}
			return discord.DeferredMessage{}, nil
		}))
	log.Fatal(lambda.Start(nil))
}

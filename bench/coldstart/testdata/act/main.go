// Act is the bot Answers with one typed call. It is for the test of what a bot links.
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

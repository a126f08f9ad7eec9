// Ping is the smallest program of hotaru's on Lambda: what its package says it is.
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
			return discord.Message{Content: "pong"}, nil
		}))
	log.Fatal(lambda.Start(nil))
}

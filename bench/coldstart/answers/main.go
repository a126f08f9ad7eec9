// Answers is a bot of hotaru's on Lambda that only answers: the program of package lambda's
// documentation.
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

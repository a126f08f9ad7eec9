// Answers is a hotaru bot on Lambda that only answers. It is the program from package lambda's
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

// Ping is a bot that only answers.
package main

import (
	"context"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/lambda"
)

func main() {
	core.Handle(core.Command("ping", "Asks whether the bot is there", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
		return discord.Message{Content: "pong"}, nil
	}))
	if err := lambda.Start(nil); err != nil {
		panic(err)
	}
}

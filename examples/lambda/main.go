// Lambda runs the example bot on AWS Lambda. template.yaml at the root of the repository deploys it.
package main

import (
	"log/slog"
	"os"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/lambda"
)

func main() {
	server, err := bot.New(core.Options{})
	if err == nil {
		err = lambda.Start(server)
	}
	slog.Error("not started", "error", err)
	os.Exit(1)
}

// Lambda runs the example bot on AWS Lambda. template.yaml at the root of the repository deploys it.
package main

import (
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/lambda"
)

func main() {
	lambda.Main(func() (*core.Server, error) { return bot.New(core.Options{}) })
}

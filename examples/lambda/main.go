// Lambda runs the example bot on AWS Lambda. template.yaml at the root of the repository deploys it.
package main

import (
	"os"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/jobs/sqs"
	"github.com/hotaru-go/hotaru/lambda"
	"github.com/hotaru-go/hotaru/store/dynamodb"
)

func main() {
	lambda.Main(newServer)
}

// newServer makes the bot, with jobs if template.jobs.yaml deploys it. The function that answers
// and the worker are the same program.
func newServer() (*core.Server, error) {
	server, err := bot.New(core.Options{})
	if err != nil || os.Getenv(sqs.QueueVariable) == "" {
		return server, err
	}
	state, err := dynamodb.New(dynamodb.Options{})
	if err != nil {
		return nil, err
	}
	engine, err := sqs.New(sqs.Options{Store: state})
	if err != nil {
		return nil, err
	}
	return server, bot.Jobs(server, engine, nil)
}

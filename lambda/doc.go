// Package lambda carries core over AWS Lambda: Function URLs, and API Gateway and Application Load Balancers too.
//
// The smallest working program, on whose environment DISCORD_PUBLIC_KEY is the application's public key:
//
//	package main
//
//	import (
//		"context"
//		"log"
//
//		"github.com/hotaru-go/hotaru/core"
//		"github.com/hotaru-go/hotaru/discord"
//		"github.com/hotaru-go/hotaru/lambda"
//	)
//
//	func main() {
//		core.Handle(core.Command("ping", "Says pong",
//			func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
//				return discord.Message{Content: "pong"}, nil
//			}))
//		log.Fatal(lambda.Start(nil))
//	}
//
// Build it for provided.al2023 with the tag lambda.norpc, which leaves out what only the go1.x runtime needed:
//
//	GOOS=linux GOARCH=arm64 CGO_ENABLED=0 go build -tags lambda.norpc -trimpath -ldflags "-s -w" -o bootstrap
//
// template.yaml at the root of the repository deploys examples/lambda with AWS SAM, and docs/lambda.md tells how, step
// by step.
//
// Work after the answer (core.After) is done in the invocation, between the posting of the answer and the asking for
// the next one: the person has the answer, and the environment runs on until the work is done. Its time is what is
// left of the function's time-out, less a quarter of a second; each second of it is billed as the function's.
//
// Limits: a body of 6 MB, an answer of 6 MB in its encoded form (200 MB where the function streams, see
// [ModeVariable]); behind a load balancer 1 MB each. Binary bodies arrive where the sender marks them as base64: a
// REST API does so only for the media types that it is configured for.
package lambda

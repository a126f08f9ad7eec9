// Package lambda runs package core on AWS Lambda, behind a Function URL, an API Gateway or an
// Application Load Balancer.
//
// The smallest working program. DISCORD_PUBLIC_KEY in its environment is the application's public
// key:
//
//	package main
//
//	import (
//		"context"
//
//		"github.com/hotaru-go/hotaru/core"
//		"github.com/hotaru-go/hotaru/discord"
//		"github.com/hotaru-go/hotaru/lambda"
//	)
//
//	func main() {
//		lambda.Main(func() (*core.Server, error) {
//			core.Handle(core.Command("ping", "Says pong", ping))
//			return core.Default, nil
//		})
//	}
//
//	func ping(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
//		return discord.Message{Content: "pong"}, nil
//	}
//
// Build it for provided.al2023 with the tag lambda.norpc, which leaves out code that only the go1.x
// runtime needed:
//
//	GOOS=linux GOARCH=arm64 CGO_ENABLED=0 go build -tags lambda.norpc -trimpath -ldflags "-s -w" -o bootstrap
//
// template.yaml at the root of the repository deploys examples/lambda with AWS SAM. docs/lambda.md
// describes the deployment step by step, and the limits of each carrier.
//
// Work after the answer (core.After) runs in the invocation, after the answer was posted and before
// the runtime asks for the next invocation. The user already has the answer, and the environment
// keeps running until the work is done. The work has the rest of the function's time-out, less a
// quarter of a second. Its time is billed as the function's time.
//
// Limits: a body of 6 MB; an answer of 6 MB in its encoded form, or 200 MB if the function streams,
// see [ModeVariable]; 1 MB each behind a load balancer. A body that is not text must arrive in
// base64; a REST API encodes only the media types that it is configured for. aws-lambda-go does not
// report whether Lambda has accepted an answer; see [Response.Close].
package lambda

package lambda_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	awslambda "github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest/vectors"
	"github.com/hotaru-go/hotaru/lambda"
)

func ExampleNewHandler() {
	server, err := core.NewServer(core.Options{PublicKey: vectors.PublicKey()})
	if err != nil {
		fmt.Println(err)
		return
	}
	handler, err := lambda.NewHandler(server)
	if err != nil {
		fmt.Println(err)
		return
	}
	// The request of a browser to the Function URL. A program calls
	// awslambda.StartWithOptions(handler, …).
	event := `{"version":"2.0","rawPath":"/","headers":{},"requestContext":{"http":{"method":"GET"}},"isBase64Encoded":false}`
	answer, err := awslambda.NewHandler(handler).Invoke(context.Background(), []byte(event))
	fmt.Println(string(answer), err)
	// Output:
	// {"statusCode":405,"headers":{"Content-Type":"text/plain; charset=UTF-8","Allow":"POST"},"body":"Method Not Allowed","isBase64Encoded":false} <nil>
}

// A handler that wraps hotaru's must return hotaru's Response, because the Response does the work
// after the answer.
func ExampleHandler() {
	var handler lambda.Handler // from lambda.NewHandler
	counted := func(ctx context.Context, event lambda.Event) (*lambda.Response, error) {
		slog.DebugContext(ctx, "invoked")
		return handler(ctx, event)
	}
	fmt.Printf("%T\n", counted)
	// Output:
	// func(context.Context, lambda.Event) (*lambda.Response, error)
}

// An event that is not an HTTP request fails its invocation. The log has a line about it.
func ExampleEventError() {
	server, err := core.NewServer(core.Options{PublicKey: vectors.PublicKey()})
	if err != nil {
		fmt.Println(err)
		return
	}
	handler, err := lambda.NewHandler(server)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = awslambda.NewHandler(handler).Invoke(context.Background(), []byte(`{"key1":"value1"}`))
	fmt.Println(err)
	// Output:
	// lambda: not an HTTP event: it has no requestContext; expected the event of a Function URL or an API Gateway HTTP API (payload format 2.0), of an API Gateway REST API (1.0), or of an Application Load Balancer
}

func ExampleLogHandler() {
	logger := slog.New(lambda.LogHandler(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime})))
	server, err := core.NewServer(core.Options{PublicKey: vectors.PublicKey(), Logger: logger})
	if err != nil {
		fmt.Println(err)
		return
	}
	server.Commands.Replace(func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
		logger.InfoContext(ctx, "asked", "command", i.Data.Name)
		return discord.Message{Content: "pong"}, nil
	})
	handler, err := lambda.NewHandler(server)
	if err != nil {
		fmt.Println(err)
		return
	}
	body := `{"type":2,"id":"1","application_id":"2","token":"t","data":{"id":"3","name":"ping","type":1}}`
	event := fmt.Sprintf(`{"version":"2.0","rawPath":"/","requestContext":{"http":{"method":"POST"}},"body":%q,
		"headers":{"content-type":"application/json","x-signature-timestamp":"1700000000","x-signature-ed25519":%q}}`,
		body, vectors.Sign("1700000000", []byte(body)))
	ctx := lambdacontext.NewContext(context.Background(), &lambdacontext.LambdaContext{AwsRequestID: "8476a536"})
	if _, err := awslambda.NewHandler(handler).Invoke(ctx, []byte(event)); err != nil {
		fmt.Println(err)
	}
	// Output:
	// level=INFO msg=asked command=ping requestId=8476a536 cold_start=true
}

func withoutTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

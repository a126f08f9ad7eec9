// Discordgo is a bot that only answers. It uses aws-lambda-go and discordgo, as a user of discordgo
// would write it for a Function URL.
package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/bwmarrin/discordgo"
)

func main() { lambda.Start(handle) }

func handle(_ context.Context, e events.LambdaFunctionURLRequest) (events.LambdaFunctionURLResponse, error) {
	key, err := hex.DecodeString(os.Getenv("DISCORD_PUBLIC_KEY"))
	if err != nil || len(key) != ed25519.PublicKeySize {
		return events.LambdaFunctionURLResponse{StatusCode: http.StatusInternalServerError}, err
	}
	body := []byte(e.Body)
	if e.IsBase64Encoded {
		if body, err = base64.StdEncoding.DecodeString(e.Body); err != nil {
			return events.LambdaFunctionURLResponse{StatusCode: http.StatusBadRequest}, nil
		}
	}
	r := &http.Request{Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body))}
	for name, value := range e.Headers {
		r.Header.Set(name, value)
	}
	if !discordgo.VerifyInteraction(r, key) {
		return events.LambdaFunctionURLResponse{StatusCode: http.StatusUnauthorized}, nil
	}
	var i discordgo.Interaction
	if err := json.Unmarshal(body, &i); err != nil {
		return events.LambdaFunctionURLResponse{StatusCode: http.StatusBadRequest}, nil
	}
	response := discordgo.InteractionResponse{Type: discordgo.InteractionResponsePong}
	if i.Type == discordgo.InteractionApplicationCommand && i.ApplicationCommandData().Name == "ping" {
		response = discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: "pong"},
		}
	}
	text, err := json.Marshal(response)
	if err != nil {
		return events.LambdaFunctionURLResponse{}, err
	}
	return events.LambdaFunctionURLResponse{
		StatusCode: http.StatusOK, Headers: map[string]string{"Content-Type": "application/json"}, Body: string(text),
	}, nil
}

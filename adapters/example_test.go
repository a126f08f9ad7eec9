package adapters_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

func exampleBot(key discordtest.Key) *core.Server {
	server, err := core.NewServer(core.Options{PublicKey: key.PublicKey()})
	if err != nil {
		panic(err)
	}
	err = server.Handle(core.Command("ping", "Asks whether the bot is there",
		func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "pong"}, nil
		}))
	if err != nil {
		panic(err)
	}
	return server
}

// An endpoint beside the other paths of an existing server.
func ExampleHandler() {
	key := discordtest.NewKey() // Discord's half; an app has the public key alone.
	endpoint := adapters.Handler(exampleBot(key))
	mux := http.NewServeMux()
	mux.Handle("POST /interactions", endpoint)

	server := httptest.NewServer(mux)
	response, err := server.Client().Do(key.Request(context.Background(), server.URL+"/interactions", []byte(`{"type":1}`)))
	if err != nil {
		panic(err)
	}
	body, _ := io.ReadAll(response.Body)
	response.Body.Close()
	fmt.Println(response.Status, string(body))

	// At the end: first the requests, then the work after their answers.
	server.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	fmt.Println("left:", endpoint.Wait(ctx))
	// Output:
	// 200 OK {"type":1}
	// left: <nil>
}

// A server of its own on two addresses, started and stopped by the program.
func ExampleServer() {
	key := discordtest.NewKey()
	server := &adapters.Server{
		Server:    exampleBot(key),
		Addresses: []string{"127.0.0.1:0", "127.0.0.1:0"},
	}
	ctx := context.Background()
	if err := server.Start(ctx); err != nil {
		panic(err)
	}
	for _, address := range server.Bound() {
		response, err := http.DefaultClient.Do(key.Request(ctx, "http://"+address.String()+"/interactions", []byte(`{"type":1}`)))
		if err != nil {
			panic(err)
		}
		response.Body.Close()
		fmt.Println(response.Status)
	}
	fmt.Println("stopped:", server.Shutdown(ctx), server.Alive())
	// Output:
	// 200 OK
	// 200 OK
	// stopped: <nil> false
}

package discordtest_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// exampleT represents the *testing.T of a test.
type exampleT struct{ cleanups []func() }

func (t *exampleT) Helper()                  {}
func (t *exampleT) Context() context.Context { return context.Background() }
func (t *exampleT) Cleanup(f func())         { t.cleanups = append(t.cleanups, f) }
func (t *exampleT) Errorf(format string, args ...any) {
	fmt.Printf(format+"\n", args...)
}
func (t *exampleT) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }
func (t *exampleT) end() {
	for n := len(t.cleanups) - 1; n >= 0; n-- {
		t.cleanups[n]()
	}
}

// A test uses a bot as a person does.
func Example() {
	t := &exampleT{} // in a test: t *testing.T
	defer t.end()
	app := discordtest.New(t)
	server, _ := core.NewServer(app.Options())
	_ = server.Handle(
		core.Command("ping", "Asks whether the bot is there", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
			return discord.Message{Content: "pong", Flags: discord.Ephemeral}, nil
		}))
	app.Serve(server)

	reply := app.Slash("ping")
	fmt.Println(reply.Message.Content, reply.Ephemeral)
	// Output: pong true
}

// A button opens a modal, and the modal's answer is a message.
func ExampleApp_Submit() {
	t := &exampleT{}
	defer t.end()
	app := discordtest.New(t)
	server, _ := core.NewServer(app.Options())
	_ = server.Handle(routes()...)
	app.Serve(server)

	message := app.Slash("buttons").Message
	modal := app.Click(message, "ask").Modal
	reply := app.Submit(modal, discordtest.Values{"name": "Ami", "colour": "green"})
	fmt.Println(reply.Message.Content)
	// Output: Ami green resolved=false
}

// Wait waits for a deferred answer.
func ExampleApp_Wait() {
	t := &exampleT{}
	defer t.end()
	app := discordtest.New(t)
	server, _ := core.NewServer(app.Options())
	_ = server.Handle(core.Command("later", "Answers later",
		func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, func(ctx context.Context, followUp *rest.Interaction) error {
				_, err := followUp.EditOriginal(ctx, discord.Update{Content: new("here it is")})
				return err
			})
			return discord.DeferredMessage{}, nil
		}))
	app.Serve(server)

	reply := app.Slash("later")
	fmt.Println(reply.Deferred, app.Wait(reply).Message.Content)
	// Output: true here it is
}

// The API fails on request, as the real one does.
func ExampleAPI_Fail() {
	api := discordtest.NewAPI(discordtest.APIOptions{})
	api.Start()
	defer api.Close()
	client := rest.New(api.RESTOptions())
	defer client.CloseIdleConnections()

	api.Fail(discordtest.Fault{Route: discordtest.RouteApplication, Status: 429, RetryAfter: 20 * time.Millisecond})
	key, err := client.PublicKey(context.Background())
	fmt.Println(key == api.Options().Key.PublicKey(), err, len(api.CallsOf(discordtest.RouteApplication)))
	// Output: true <nil> 2
}

// Check detects an endpoint that accepts every request.
func ExampleCheck() {
	careless := httptest.NewServer(answering(200, "application/json", `{"type":1}`))
	defer careless.Close()
	for _, r := range discordtest.Check(context.Background(), discordtest.CheckOptions{Endpoint: discordtest.URL(careless.URL)})[2:3] {
		fmt.Println(r.Step, r.OK)
		fmt.Println(r.Cure)
	}
	// Output:
	// a forged signature is refused false
	// anyone can send this endpoint interactions: verify the signature of every request, PINGs too, and answer 401
}

package rest_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// A handle on an interaction fills in a deferred answer and sends one more message.
func ExampleInteraction() {
	api := discordtest.NewAPI(discordtest.APIOptions{ApplicationID: 2})
	api.Start()
	defer api.Close()
	// An interaction as Discord would send it.
	_ = api.Begin([]byte(`{"id":"1","application_id":"2","type":2,"token":"a-token","user":{"id":"5","username":"ami"},
		"channel_id":"7","data":{"id":"9","name":"report","type":1}}`))

	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	client := rest.New(rest.Options{BaseURL: api.URL()})
	defer client.CloseIdleConnections()
	interaction := client.Interaction(2, 1, "a-token")

	_, err := interaction.FollowUp(ctx, discord.Message{Content: "too early"})
	fmt.Println("before the answer:", errors.Is(err, rest.ErrUnknownWebhook))

	deferral, _ := discord.EncodeAnswer(&discord.CommandInteraction{}, discord.DeferredMessage{})
	if err := interaction.Answer(ctx, deferral); err != nil {
		fmt.Println(err)
	}
	original, err := interaction.EditOriginal(ctx, discord.Update{Content: new("the report is ready")})
	if err != nil {
		fmt.Println(err)
		return
	}
	more, err := interaction.FollowUp(ctx, discord.Message{Content: "and this is for you", Flags: discord.Ephemeral})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(original.Content)
	fmt.Println(more.Content)
	// Output:
	// before the answer: true
	// the report is ready
	// and this is for you
}

func ExampleDiff() {
	registered := []discord.Command{
		{ID: 1, Name: "ping", Description: "Says pong", IntegrationTypes: []discord.IntegrationType{0}},
		{ID: 2, Name: "old", Description: "Goes away"},
	}
	declared := []discord.Command{
		{Name: "ping", Description: "Asks whether the bot is there"},
		{Name: "new", Description: "Comes"},
	}
	changes := rest.Diff(registered, declared)
	fmt.Print(changes.String())
	// Output:
	// 1 created, 1 changed, 1 removed, 0 unchanged
	// + created    /new
	// ~ changed    /ping
	//     description: "Says pong" → "Asks whether the bot is there"
	// - removed    /old
}

// A dry run needs no credentials. It checks the declaration and says where it is wrong.
func ExampleClient_Register() {
	client := rest.New(rest.Options{})
	_, err := client.Register(context.Background(), rest.Registration{DryRun: true, Commands: []discord.Command{
		{Name: "search", Description: "Searches cards", Options: []discord.CommandOption{
			{Type: discord.OptionString, Name: "card", Description: "Which", MinLength: 9, MaxLength: 5},
		}},
	}})
	fmt.Println(err)
	// Output:
	// rest: Discord would refuse the commands; nothing was changed
	// 	commands[0] (search) → options[0] (card) → min_length: 9, at most 5, which is max_length
}

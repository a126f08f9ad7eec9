package core_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// TestDefault uses the functions of the package, which call the methods of Default.
func TestDefault(t *testing.T) {
	key := discordtest.NewKey()
	t.Setenv("DISCORD_PUBLIC_KEY", key.PublicKey())
	before := core.Default
	core.Default = &core.Server{}
	t.Cleanup(func() { core.Default = before })
	ping := core.Command("ping", "Asks whether the bot is there", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
		return discord.Message{Content: "pong"}, nil
	})
	core.Handle(ping)
	heard := ""
	core.Default.Events.Replace(func(_ context.Context, e *discord.Event) error {
		heard = string(e.Name)
		return nil
	})
	command := []byte(`{"type":2,"id":"1","application_id":"2","token":"t","data":{"id":"4","name":"ping","type":1}}`)
	event := []byte(`{"version":1,"application_id":"1","type":1,"event":{"type":"APPLICATION_DEAUTHORIZED","timestamp":"2024-10-18T14:42:53","data":{"user":{"id":"7","username":"mira"}}}}`)
	if r := core.OnInteraction(command, key.Sign("1764000000", command), "1764000000"); r.Status != 200 || !strings.Contains(string(r.Body), "pong") {
		t.Errorf("OnInteraction answers %d %s", r.Status, r.Body)
	}
	if r := core.OnEvent(event, key.Sign("1764000000", event), "1764000000"); r.Status != 204 || heard != "APPLICATION_DEAUTHORIZED" {
		t.Errorf("OnEvent answers %d %s, and the listener heard %q", r.Status, r.Body, heard)
	}
	defer func() {
		if text, _ := recover().(string); !strings.Contains(text, `"ping"`) {
			t.Errorf("Handle panics with %q, which does not name the route", text)
		}
	}()
	core.Handle(ping)
}

package bot_test

import (
	"bytes"
	"image/png"
	"log/slog"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
)

// newApp makes an application under test that runs the bot.
func newApp(t *testing.T) *discordtest.App {
	t.Helper()
	app := discordtest.New(t)
	server, err := bot.New(app.Options())
	if err != nil {
		t.Fatal(err)
	}
	app.Serve(server)
	return app
}

func TestPing(t *testing.T) {
	app := newApp(t)
	if got := app.Slash("ping").Message.Content; got != "pong" {
		t.Errorf("/ping answers %q", got)
	}
}

func TestShow(t *testing.T) {
	app := newApp(t)
	choices := app.Type("firefly show", "species", "gl")
	if len(choices) == 0 {
		t.Fatal("nothing is offered for \"gl\"")
	}
	values := discordtest.Values{"species": chosen(choices[0]), "private": true}
	reply := app.Slash("firefly show", values)
	if !reply.Ephemeral || len(reply.Message.Embeds) != 1 || reply.Message.Embeds[0].Title != choices[0].Name {
		t.Errorf("/firefly show answers %+v", reply.Message)
	}
}

func TestGlow(t *testing.T) {
	app := newApp(t)
	species := chosen(app.Type("firefly glow", "species", "")[0])
	reply := app.Slash("firefly glow", discordtest.Values{"species": species, "seconds": 3})
	if len(reply.Files) != 1 {
		t.Fatalf("%d files", len(reply.Files))
	}
	if _, err := png.Decode(bytes.NewReader(reply.Files[0].Data)); err != nil {
		t.Errorf("%s: %v", reply.Files[0].Name, err)
	}
}

func TestCompare(t *testing.T) {
	app := newApp(t)
	question := app.Slash("firefly compare").Message
	options := find[discord.StringSelect](t, question).Options
	answer := app.Choose(question, "compare", options[0].Value, options[1].Value)
	if answer.Message.ID != question.ID || !answer.Message.Flags.Has(discord.ComponentsV2) {
		t.Errorf("the question became %+v", answer.Message)
	}
}

// A button, a modal, a deferred answer, and a follow-up with a file.
func TestReport(t *testing.T) {
	app := newApp(t)
	species := chosen(app.Type("firefly show", "species", "")[0])
	shown := app.Slash("firefly show", discordtest.Values{"species": species}).Message
	modal := app.Click(shown, find[discord.Button](t, shown).CustomID).Modal
	reply := app.Submit(modal, discordtest.Values{"place": "By the stream", "count": "a few"})
	if !reply.Deferred {
		t.Errorf("the report is answered with %+v", reply.Message)
	}
	if done := app.Wait(reply); !strings.HasPrefix(done.Message.Content, "Thank you") {
		t.Errorf("then with %q", done.Message.Content)
	}
	files := app.API.Files(app.WaitFollowUps(reply, 1)[0].ID)
	if len(files) != 1 || !strings.Contains(string(files[0].Data), "By the stream") {
		t.Errorf("the follow-up has %q", files)
	}
}

// The listener takes longer than Discord waits, so it is deferred.
func TestWait(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	reply := app.Slash("wait", discordtest.Values{"seconds": 4})
	if !reply.Deferred {
		t.Errorf("answered at once with %q", reply.Message.Content)
	}
	if got := app.Wait(reply).Message.Content; !strings.HasPrefix(got, "That took 4 seconds") {
		t.Errorf("in the end: %q", got)
	}
}

func TestMenus(t *testing.T) {
	app := newApp(t)
	reed := *app.World.Members[1].User
	if got := app.UserCommand("Who is this", reed).Message.Content; !strings.Contains(got, reed.Mention()) {
		t.Errorf("Who is this: %q", got)
	}
	written := &discord.ReceivedMessage{ID: app.API.NewID(), Author: reed, Content: "two words"}
	if got := app.MessageCommand("Count the words", written).Message.Content; got != "2 words." {
		t.Errorf("Count the words: %q", got)
	}
}

func TestInstalled(t *testing.T) {
	app := newApp(t)
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	app.PingEvents("")
	app.SendEvent("", discord.EventApplicationAuthorized, map[string]any{
		"user": app.World.Members[0].User, "scopes": []string{"applications.commands"}, "guild": map[string]any{"id": "1187204534420766700"},
	})
	if !strings.Contains(log.String(), "msg=installed guild=1187204534420766700") {
		t.Errorf("the log: %s", &log)
	}
}

func chosen(c discord.Choice) string {
	text, _ := c.Value.(discord.String)
	return string(text)
}

// find returns the first component of a type.
func find[C discord.Component](t *testing.T, m *discord.ReceivedMessage) C {
	t.Helper()
	for c := range m.Components.All() {
		if found, ok := c.(C); ok {
			return found
		}
	}
	t.Fatal("the message has no such component")
	panic("unreachable")
}

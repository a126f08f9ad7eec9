package discordtest_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// connections are the ways to reach a bot.
var connections = map[string]func(t *testing.T, app *discordtest.App, server *core.Server){
	"server": func(_ *testing.T, app *discordtest.App, server *core.Server) { app.Serve(server) },
	"handler": func(_ *testing.T, app *discordtest.App, server *core.Server) {
		app.Connect(discordtest.Handler(overHTTP(server)))
		app.Register(server)
	},
	"url": func(t *testing.T, app *discordtest.App, server *core.Server) {
		bot := httptest.NewServer(overHTTP(server))
		t.Cleanup(bot.Close)
		app.Connect(discordtest.URL(bot.URL + "/interactions"))
		app.Register(server)
	},
	"function": func(_ *testing.T, app *discordtest.App, server *core.Server) {
		app.Connect(discordtest.Func(asLambda(server)))
		app.Register(server)
	},
}

func overAll(t *testing.T, test func(t *testing.T, app *discordtest.App)) {
	for name, connect := range connections {
		t.Run(name, func(t *testing.T) {
			app := discordtest.New(t)
			connect(t, app, newServer(t, app))
			test(t, app)
		})
	}
}

func TestPersonUsesABot(t *testing.T) {
	overAll(t, func(t *testing.T, app *discordtest.App) {
		if got := app.Slash("ping"); got.Message.Content != "pong" || !got.Ephemeral || got.Deferred {
			t.Errorf("/ping: %+v", got)
		}
		if got := app.Slash("config set"); got.Message.Content != "set config set" || got.Ephemeral {
			t.Errorf("/config set: %+v", got.Message)
		}
		choices := app.Type("search", "query", "fi")
		if len(choices) != 1 || choices[0].Value != discord.String("firefly") {
			t.Errorf("choices %+v", choices)
		}
		found := app.As(*app.World.Members[1].User).Slash("search", discordtest.Values{"query": "x", "limit": 3})
		if len(found.Message.Mentions) != 1 || found.Message.Mentions[0].Username != "reed.warbler" {
			t.Errorf("/search mentions %+v in %q", found.Message.Mentions, found.Message.Content)
		}
		if got := app.UserCommand("Who", *app.World.Members[2].User); got.Message.Content != "old.oak" {
			t.Errorf("Who: %q", got.Message.Content)
		}
		if got := app.MessageCommand("Quote", found.Message); !strings.HasPrefix(got.Message.Content, "> x 3") {
			t.Errorf("Quote: %q", got.Message.Content)
		}
	})
}

func TestPersonClicksAndSubmits(t *testing.T) {
	overAll(t, func(t *testing.T, app *discordtest.App) {
		message := app.Slash("buttons").Message
		for range 2 {
			if got := app.Click(message, "count"); got.Type != discord.CallbackUpdate || got.Message.ID != message.ID {
				t.Errorf("count: %+v", got)
			}
		}
		now, _ := app.API.Message(message.ID)
		if now.Content != "0+1+1" {
			t.Errorf("after two clicks: %q", now.Content)
		}
		modal := app.Click(message, "ask").Modal
		if modal == nil || modal.Title != "Asking" || len(modal.Components) != 5 {
			t.Fatalf("modal %+v", modal)
		}
		got := app.Submit(modal, discordtest.Values{
			"name": "Ami", "who": app.World.Members[1], "proof": discordtest.File{Name: "a.png", Data: []byte("picture")}, "sure": true,
		})
		if got.Message.Content != "Ami green resolved=true" {
			t.Errorf("submitted: %q", got.Message.Content)
		}
		by := got.Message.InteractionMetadata
		if by.Triggering == nil || by.Triggering.InteractedMessageID != message.ID {
			t.Errorf("interaction metadata %+v", by)
		}
	})
}

func TestPersonWaits(t *testing.T) {
	overAll(t, func(t *testing.T, app *discordtest.App) {
		reply := app.InDM().Slash("later")
		if reply.Type != discord.CallbackDeferredMessage || !reply.Ephemeral {
			t.Errorf("/later: %+v", reply)
		}
		if done := app.Wait(reply); done.Message.Content != "done" || done.Deferred {
			t.Errorf("after waiting: %+v", done.Message)
		}
		list := app.WaitFollowUps(reply, 1)
		if files := app.API.Files(list[0].ID); len(files) != 1 || string(files[0].Data) != "text" {
			t.Errorf("files %+v", files)
		}
		var routes []string
		for _, call := range app.API.Calls() {
			if call.Refusal != nil && call.Refusal.Code == rest.ErrUnknownWebhook {
				continue // it overtook the answer, and came again
			}
			routes = append(routes, call.Route)
		}
		want := []string{discordtest.RouteEditOriginal, discordtest.RouteFollowUp}
		if strings.Join(routes, " ") != strings.Join(want, " ") {
			t.Errorf("calls %q, want %q", routes, want)
		}
	})
}

func TestDiscordsReasonFailsTheTest(t *testing.T) {
	r := &recorder{T: t}
	app := discordtest.New(r)
	app.Serve(newServer(t, app))
	message := app.Slash("buttons").Message
	tests := []struct {
		name   string
		act    func()
		reason string
	}{
		{"listener fails", func() { app.Slash("fail") }, "500 Internal Server Error: Exception occurred"},
		{"no such command", func() { app.Slash("nothing") }, "no such command registered"},
		{"no such command, with a slash", func() { app.Slash("/nothing") }, "discordtest: /nothing: "},
		{"typing, with a slash", func() { app.Type("/nothing", "query", "x") }, "discordtest: /nothing: "},
		{"subcommand missing, with a slash", func() { app.Slash("/config") }, `as in "config set"`},
		{"no such subcommand", func() { app.Slash("config get") }, `has no subcommand "get"`},
		{"subcommand missing", func() { app.Slash("config") }, "it has subcommands"},
		{"required option missing", func() { app.Slash("search") }, `"query" is required`},
		{"over the bounds", func() { app.Slash("search", discordtest.Values{"query": "x", "limit": 9}) }, "more than 5"},
		{"wrong type", func() { app.Slash("search", discordtest.Values{"query": 1}) }, "it takes a string"},
		{"unknown option", func() { app.Slash("search", discordtest.Values{"query": "x", "q": 1}) }, `no option "q"; there is ["query" "limit"]`},
		{"misspelt option", func() { app.Slash("search", discordtest.Values{"qery": "x"}) }, `no option "qery"`},
		{"typing without autocomplete", func() { app.Type("search", "limit", "1") }, "without autocomplete"},
		{"disabled button", func() { app.Click(message, "no") }, "disabled"},
		{"no such button", func() { app.Click(message, "other") },
			`no such component; it has "ask" (labelled "Ask"), "count" (labelled "Count"), "no" (labelled "No")`},
		{"no button at all", func() { app.Click(app.Slash("ping").Message, "other") }, "no such component; it has nothing to use"},
		{"link", func() { app.Click(app.Slash("buttons").Message, "Elsewhere") }, "sends no interaction"},
		{"required field empty", func() { app.Submit(app.Click(message, "ask").Modal) }, `"name": it is required`},
		{"misspelt field", func() { app.Submit(app.Click(message, "ask").Modal, discordtest.Values{"nmae": "Ami"}) },
			`no field "nmae"; there is ["name" "colour" "who" "proof" "sure"]`},
	}
	for _, test := range tests {
		if got := r.failure(t, test.act); !strings.Contains(got, test.reason) {
			t.Errorf("%s: %q, want %q in it", test.name, got, test.reason)
		}
	}
}

// A bot that starts before its test has the key and the address of the API.
func TestNewWith(t *testing.T) {
	first := discordtest.New(t)
	address := strings.TrimPrefix(strings.TrimSuffix(first.API.URL(), "/api/v10"), "http://")
	o := discordtest.APIOptions{Key: discordtest.KeyFromSeed("a bot that runs"), Address: address}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("an address that another API listens on is taken")
			}
		}()
		discordtest.NewAPI(o).Start()
	}()
	first.API.Close()
	app := discordtest.NewWith(t, o)
	if got := app.API.URL(); got != first.API.URL() {
		t.Errorf("the API is at %s, want %s", got, first.API.URL())
	}
	if got := app.Options().PublicKey; got != o.Key.PublicKey() {
		t.Errorf("the public key is %s, want %s", got, o.Key.PublicKey())
	}
	app.Serve(newServer(t, app))
	if got := app.Slash("ping").Message.Content; got != "pong" {
		t.Errorf("/ping answers %q", got)
	}
}

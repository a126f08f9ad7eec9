package browser

import (
	"cmp"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/playground"
)

// fireflies serves a playground for the example bot, which runs as its own server, and returns the
// page's address.
func fireflies(t *testing.T) string {
	t.Helper()
	return play(t, func(d *discordtest.Discord) http.Handler {
		d.World.Grant(bot.Rights)
		o := d.API.CoreOptions()
		o.Logger = slog.New(slog.NewTextHandler(t.Output(), nil))
		server, err := bot.New(o)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Register(server); err != nil {
			t.Fatal(err)
		}
		return adapters.Handler(server)
	})
}

// answering serves a playground for a bot that gives one answer to everything. The bot does not
// verify signatures, as every real bot must.
func answering(t *testing.T, body string) string {
	t.Helper()
	return play(t, func(d *discordtest.Discord) http.Handler {
		ask(t, d)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			io.WriteString(w, body)
		})
	})
}

// silent serves a playground for a bot that takes too long.
func silent(t *testing.T) string {
	t.Helper()
	return play(t, func(d *discordtest.Discord) http.Handler {
		ask(t, d)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			io.Copy(io.Discard, r.Body) // the server notices a closed connection only after the body was read
			select {
			case <-time.After(patience):
			case <-r.Context().Done():
			}
		})
	})
}

func ask(t *testing.T, d *discordtest.Discord) {
	t.Helper()
	if err := d.API.SetCommands(0, []discord.Command{{Name: "ask", Description: "Asks"}}); err != nil {
		t.Fatal(err)
	}
}

// play serves a bot and its playground.
func play(t *testing.T, bot func(*discordtest.Discord) http.Handler) string {
	t.Helper()
	site := stage{bot: func(d *discordtest.Discord, _ *playground.Playground) http.Handler { return bot(d) }}
	return site.serve(t)
}

// stage is a Discord with a bot and its playground.
type stage struct {
	// name and guild are the names of the app and of the guild, avatar is the app's picture; empty
	// ones are those of the example.
	name, guild, avatar string
	bot                 func(*discordtest.Discord, *playground.Playground) http.Handler
}

// serve returns the page's address.
func (s stage) serve(t *testing.T) string {
	t.Helper()
	d := discordtest.NewDiscord(discordtest.APIOptions{Name: s.name})
	t.Cleanup(func() { _ = d.Close() })
	d.World.GuildName = cmp.Or(s.guild, d.World.GuildName)
	var bot http.Handler // made below, and before anybody can call it
	endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { bot.ServeHTTP(w, r) }))
	t.Cleanup(endpoint.Close)
	url := endpoint.URL + "/interactions"
	d.Connect(discordtest.URL(url))
	page := playground.New(d, playground.Options{
		Endpoint: url, Package: "github.com/hotaru-go/hotaru/examples/bot", Constructor: "New",
		Avatar: cmp.Or(s.avatar, "assets/firefly.svg"),
	})
	bot = s.bot(d, page)
	site := httptest.NewServer(page)
	t.Cleanup(site.Close)
	t.Cleanup(page.Close)
	return site.URL
}

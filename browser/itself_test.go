package browser

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"testing"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/playground"
	"github.com/hotaru-go/hotaru/rest"
)

// pixel is a picture of one pixel.
const pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="

// TestItself checks that the names and the picture are the bot's own, and those that it gives itself
// while the page is open.
func TestItself(t *testing.T) {
	for name, l := range everywhere {
		t.Run(name, func(t *testing.T) {
			var discordAt *discordtest.Discord
			site := stage{name: "lantern", guild: "The harbour", avatar: pixel,
				bot: func(d *discordtest.Discord, _ *playground.Playground) http.Handler {
					discordAt = d
					ask(t, d)
					return &script{answers: []string{`{"type":4,"data":{"content":"lit"}}`}}
				}}
			p := open(t, site.serve(t), l)
			p.sidebar(true)
			p.see("#guild", "The harbour")
			p.see(".place:has(.avatar)", "lantern")
			p.sidebar(false)
			p.command("/ask")
			p.see(".message .author", "lantern")
			p.wait("the picture", `document.querySelector('.message .avatar img')?.src === %q`, pixel)

			botCalls(t, discordAt, "PATCH", "/users/@me", `{"username":"beacon","avatar":"data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs="}`)
			p.see(".message .author", "beacon")
			p.gone(".author", "lantern")
			p.wait("the new picture", `document.querySelector('.message .avatar img')?.src.startsWith('data:image/gif')`)
			p.sidebar(true)
			p.see(".place:has(.avatar)", "beacon")
			p.shot("itself-" + name)
			p.sidebar(false)
			p.panel("members")
			p.see(".member", "beacon")
		})
	}
}

// TestFailedCommand checks that what failed shows why: the exchange is marked in the list, and in it
// are the failed call, with Discord's reason, and the bot's log. A call that no interaction's token
// made is an entry of its own.
func TestFailedCommand(t *testing.T) {
	for name, l := range everywhere {
		t.Run(name, func(t *testing.T) {
			p := open(t, stage{bot: failing(t)}.serve(t), l)
			p.command("/light")
			p.see(".failure", "The application did not respond")
			p.command("/glow")
			p.see(".message .content", "glowing")
			p.panel("inspector")
			p.see(".exchange .status.bad", "500")
			p.see(".exchange .status.bad", "404")
			p.see(".exchange:has(.status.doubtful) .failed-calls", " failed")
			if cut := eval[bool](p, `(e => e.scrollWidth > e.clientWidth)(document.querySelector('.failed-calls').parentElement)`); cut {
				t.Error("the mark of failed calls is cut off")
			}
			p.shot("failed-in-the-list-" + name)
			p.click(".exchange", "/glow")
			p.see(".call.failed .call-reason", "Unknown Message")
			p.click("button.back", "")
			p.click(".exchange", "/light")
			p.see(".log-lines .level-warn", "the wick is wet")
			p.see(".log-lines .level-error", "no flame")
			eval[any](p, `document.querySelector('.log-lines').scrollIntoView()`)
			p.shot("failed-with-its-log-" + name)
		})
	}
}

// failing is a bot in this process. One command logs and fails, after a call to a channel that is not
// there. Another answers, and changes a follow-up that is not there.
func failing(t *testing.T) func(*discordtest.Discord, *playground.Playground) http.Handler {
	return func(d *discordtest.Discord, page *playground.Playground) http.Handler {
		o := d.API.CoreOptions()
		o.Logger = slog.New(page.LogHandler(slog.DiscardHandler))
		light := func(ctx context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
			o.Logger.WarnContext(ctx, "the wick is wet", "interaction_id", i.ID)
			err := core.REST(ctx).Do(ctx, "POST", "/channels/5/messages", discord.Message{Content: "lit"}, nil)
			return nil, errors.Join(errors.New("no flame"), err)
		}
		glow := func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
			core.After(ctx, func(ctx context.Context, i *rest.Interaction) error {
				_, err := i.EditFollowUp(ctx, 5, discord.Update{Content: new("brighter")})
				return err
			})
			return discord.Message{Content: "glowing"}, nil
		}
		server, err := core.NewServer(o)
		if err == nil {
			err = server.Handle(core.Command("light", "Lights the lamp", light), core.Command("glow", "Glows", glow))
		}
		if err = errors.Join(err, d.Register(server)); err != nil {
			t.Fatal(err)
		}
		return adapters.Handler(server)
	}
}

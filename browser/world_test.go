package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// acting serves a playground for a bot whose command makes a call.
func acting(t *testing.T, calls ...string) (url string, d *discordtest.Discord) {
	t.Helper()
	manage := discord.PermissionManageMessages
	url = play(t, func(made *discordtest.Discord) http.Handler {
		d = made
		d.World.Grant(discord.PermissionManageRoles | discord.PermissionManageThreads)
		server, err := core.NewServer(d.API.CoreOptions())
		if err == nil {
			err = server.Handle(
				core.Command("work", "Acts in the world", func(ctx context.Context, _ *discord.CommandInteraction) (discord.CommandAnswer, error) {
					for _, call := range calls {
						route, body, _ := strings.Cut(call, "\n")
						method, path, _ := strings.Cut(route, " ")
						botCalls(t, d, method, path, body)
					}
					return discord.Message{Content: "done", Components: []discord.MessageComponent{discord.ActionRow{
						Components: []discord.RowComponent{discord.Button{Style: discord.ButtonPrimary, Label: "Again", CustomID: "again:1"}}}}}, nil
				}),
				core.Component("again:{n}", func(context.Context, *discord.ComponentInteraction) (discord.ComponentAnswer, error) {
					return discord.Message{Content: "once more"}, nil
				}),
				core.CommandWith("maybe", "Has only optional options", func(_ context.Context, _ *discord.CommandInteraction, o struct {
					Note string `description:"A note"`
				}) (discord.CommandAnswer, error) {
					return discord.Message{Content: "note " + o.Note + "."}, nil
				}),
				core.Command("clear", "For moderators", func(context.Context, *discord.CommandInteraction) (discord.CommandAnswer, error) {
					return discord.Message{Content: "cleared"}, nil
				}).Declare(func(c *discord.Command) { c.DefaultMemberPermissions = &manage }),
			)
		}
		if err = errors.Join(err, d.Register(server)); err != nil {
			t.Fatal(err)
		}
		return adapters.Handler(server)
	})
	return url, d
}

// botCalls makes a call of the bot's, outside of any interaction, and returns the answer's object.
func botCalls(t *testing.T, d *discordtest.Discord, method, path, body string) (answer map[string]any) {
	request, err := http.NewRequestWithContext(t.Context(), method, d.API.URL()+path, strings.NewReader(body))
	if err != nil {
		t.Error(err)
		return nil
	}
	request.Header.Set("Authorization", "Bot "+d.API.Options().BotToken)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Error(err)
		return nil
	}
	defer response.Body.Close()
	_ = json.NewDecoder(response.Body).Decode(&answer) // 204 has no body
	return answer
}

const (
	general = "/channels/1187204534420766740"
	ami     = "218436509120135168"
)

// TestWorld checks that the page shows what the bot does besides its answers: a message in another
// channel, a thread, a role, a failed call.
func TestWorld(t *testing.T) {
	for name, l := range everywhere {
		t.Run(name, func(t *testing.T) {
			url, _ := acting(t,
				"POST /channels/1187204534420766741/messages\n"+`{"content":"read this"}`,
				"POST "+general+"/threads\n"+`{"name":"ticket 1","type":11}`,
				"PUT /guilds/1187204533208612864/members/"+ami+"/roles/1187210042112327771\n",
				"POST /channels/5/messages\n"+`{"content":"nowhere"}`,
			)
			p := open(t, url, l)
			p.command("/work")
			p.see(".message .content", "done")
			p.see(".system-line", "started a thread: ticket 1")
			p.sidebar(true)
			p.see(".place.unread", "news")
			p.see(".place.thread", "ticket 1")
			p.shot("world-" + name)
			p.sidebar(false)
			p.panel("inspector")
			p.see(".exchange", "POST /channels/{channel}/messages")
			p.see(".exchange .status.bad", "404")
			p.click(".exchange:has(.status.bad)", "")
			p.see(".call-reason", "Unknown Channel")
			p.shot("failed-call-" + name)
			p.panel("members")
			p.see(".member-roles", "Moderator")
			p.shot("member-roles-" + name)
			p.closePanel()
			p.place(".place", "news")
			p.see(".message .content", "read this")
			p.sidebar(true)
			p.gone(".place.unread", "news")
			p.place(".place.thread", "ticket 1")
			p.see("#channel-name", "ticket 1")
		})
	}
}

// TestWorldChanges checks that what the bot does in an open channel is on the page at once, without
// an interaction: it edits, reacts, pins, deletes, and writes a direct message.
func TestWorldChanges(t *testing.T) {
	for name, l := range everywhere {
		t.Run(name, func(t *testing.T) {
			url, d := acting(t)
			d.See(func(w *discordtest.World) { w.Grant(discord.PermissionManageMessages | discord.PermissionPinMessages) })
			p := open(t, url, l)
			said := botSays(t, d, general, "the lamp is lit")
			p.see(".message .content", "the lamp is lit")
			message := general + "/messages/" + said
			botCalls(t, d, "PATCH", message, `{"content":"the lamp is out"}`)
			p.see(".message .content", "the lamp is out")
			p.see(".message .edited", "(edited)")
			botCalls(t, d, "PUT", message+"/reactions/%F0%9F%94%A5/@me", "")
			p.see(".reaction", "1")
			botCalls(t, d, "PUT", general+"/messages/pins/"+said, "")
			p.see(".system-line", "pinned a message")
			p.shot("changed-" + name)
			botCalls(t, d, "DELETE", message, "")
			p.gone(".message .content", "the lamp is out")

			dm := botCalls(t, d, "POST", "/users/@me/channels", `{"recipient_id":"`+ami+`"}`)["id"].(string)
			botSays(t, d, "/channels/"+dm, "for you alone")
			p.sidebar(true)
			p.see(".place.unread:has(.avatar)", "firefly")
			p.shot("direct-message-" + name)
			p.place(".place:has(.avatar)", "firefly")
			p.see(".message .content", "for you alone")
		})
	}
}

// botSays posts a message of the bot's, and returns its ID.
func botSays(t *testing.T, d *discordtest.Discord, channel, text string) string {
	t.Helper()
	id, _ := botCalls(t, d, "POST", channel+"/messages", `{"content":"`+text+`"}`)["id"].(string)
	return id
}

// TestSavedExchange saves an exchange in a file, opens it again, and exports the conversation as a
// test.
func TestSavedExchange(t *testing.T) {
	for name, l := range everywhere {
		t.Run(name, func(t *testing.T) {
			url, _ := acting(t)
			p := open(t, url, l)
			p.command("/work")
			p.see(".message .content", "done")
			p.panel("inspector")
			p.click(".list-tools button", "Export all as a test")
			p.see("dialog pre", "func TestConversation")
			p.shot("conversation-" + name)
			p.click("dialog button", "Close")

			folder := t.TempDir()
			do(p, "downloads", cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
				Behavior: "allow", DownloadPath: folder,
			})
			p.click(".exchange", "/work")
			p.click(".exchange-tools button", "Save as file")
			saved := downloaded(t, folder)
			text, err := os.ReadFile(saved)
			if err == nil {
				text = bytes.Replace(text, []byte(`"name": "/work"`), []byte(`"name": "from a file"`), 1)
				text = regexp.MustCompile(`"id": "[0-9]+"`).ReplaceAll(text, []byte(`"id": "7"`))
				err = os.WriteFile(saved, text, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			p.click("button.back", "")
			p.must("file", chromedp.Do(p.ctx, chromedp.SetUploadFiles(".list-tools input[type=file]", []string{saved})))
			p.see(".exchange-detail h3", "from a file")
			p.see(".exchange-detail .json", "done")
			p.click("button.back", "")
			p.see(".exchange", "from a file")
		})
	}
}

// downloaded waits for a file in a folder, and returns its path.
func downloaded(t *testing.T, folder string) string {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if files, _ := filepath.Glob(filepath.Join(folder, "exchange-*.json")); len(files) == 1 {
			return files[0]
		}
	}
	t.Fatal("nothing was saved")
	return ""
}

package browser

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

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

// botCalls makes a call of the bot's, outside of any interaction.
func botCalls(t *testing.T, d *discordtest.Discord, method, path, body string) {
	request, err := http.NewRequestWithContext(t.Context(), method, d.API.URL()+path, strings.NewReader(body))
	if err != nil {
		t.Error(err)
		return
	}
	request.Header.Set("Authorization", "Bot "+d.API.Options().BotToken)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Error(err)
		return
	}
	response.Body.Close()
}

const (
	general = "/channels/1187204534420766740"
	ami     = "218436509120135168"
)

// TestWorld checks that the page shows what the bot does besides its answers: a message in another
// channel, a thread, a role, a failed call.
func TestWorld(t *testing.T) {
	url, _ := acting(t,
		"POST /channels/1187204534420766741/messages\n"+`{"content":"read this"}`,
		"POST "+general+"/threads\n"+`{"name":"ticket 1","type":11}`,
		"PUT /guilds/1187204533208612864/members/"+ami+"/roles/1187210042112327771\n",
		"POST /channels/5/messages\n"+`{"content":"nowhere"}`,
	)
	p := open(t, url, dark)
	p.click("#composer-input", "")
	p.write("/work")
	p.press(enter, enter)
	p.see(".message .content", "done")
	p.see(".place.unread", "news")
	p.see(".place.thread", "ticket 1")
	p.see(".system-line", "started a thread: ticket 1")
	p.see(".exchange", "POST /channels/{channel}/messages")
	p.see(".exchange .status.bad", "404")
	p.shot("world")
	p.click(".exchange:has(.status.bad)", "")
	p.see(".call-reason", "Unknown Channel")
	p.shot("failed-call")
	p.click("#tab-members", "")
	p.see(".member-roles", "Moderator")
	p.shot("member-roles")
	p.click(".place", "news")
	p.see(".message .content", "read this")
	p.gone(".place.unread", "news")
	p.click(".place.thread", "ticket 1")
	p.see("#channel-name", "ticket 1")
}

// TestLikeDiscordsClient checks that the page behaves as Discord's own client does.
func TestLikeDiscordsClient(t *testing.T) {
	url, _ := acting(t)
	p := open(t, url, dark)

	// A command that the person may not use is there, and says why.
	p.click("#composer-input", "")
	p.write("/clear")
	p.see("[role=option][aria-disabled]", "You lack Manage Messages")
	p.shot("locked-command")
	p.press(enter)
	p.see("[role=option][aria-disabled]", "/clear")
	p.click(".switch", "Switch to")
	p.see("button.me", "reed")
	p.see("[role=option]:not([aria-disabled])", "/clear")
	p.press(escape)
	eval[any](p, `(() => { const e = document.querySelector('#composer-input'); e.value = ''; })()`)

	// The second Enter sends; the first does not add an option.
	p.click("#composer-input", "")
	p.write("/may")
	p.press(enter)
	p.gone(".option-field", "")
	p.press(enter)
	p.see(".message .content", "note .")

	// An answer to a button names the message, and no custom ID.
	p.click("#composer-input", "")
	p.write("/work")
	p.press(enter, enter)
	p.click(".message button.button", "Again")
	p.see(".message .content", "once more")
	if text := eval[string](p, `[...document.querySelectorAll('.reference')].map(e => e.innerText).join()`); strings.Contains(text, "again:1") {
		t.Errorf("a header names a custom ID: %s", text)
	}
	p.see(".reference .reference-text", "done")

	// The same note is shown once.
	if n := eval[int](p, `import('./assets/js/toast.js').then(({toast}) => { toast('x'); toast('x'); return document.querySelectorAll('.toast').length; })`); n != 1 {
		t.Errorf("%d notes", n)
	}
	p.shot("like-discord")
}

// TestSavedExchange saves an exchange in a file, opens it again, and exports the conversation as a
// test.
func TestSavedExchange(t *testing.T) {
	url, _ := acting(t)
	p := open(t, url, dark)
	p.click("#composer-input", "")
	p.write("/work")
	p.press(enter, enter)
	p.see(".message .content", "done")
	p.click(".list-tools button", "Export all as a test")
	p.see("dialog pre", "func TestConversation")
	p.shot("conversation")
	p.click("dialog button", "Close")
	name := eval[string](p, `Promise.all([import('./assets/js/saved.js'), import('./assets/js/store.js')]).then(async ([saved, {store}]) => {
		const text = JSON.stringify({...[...store.exchanges.values()][0], id: '7', name: 'from a file'});
		const id = await saved.openSaved(new File([text], 'x.json'));
		return store.exchanges.get(id).name;
	})`)
	if name != "from a file" {
		t.Errorf("the file opens as %q", name)
	}
	p.see(".exchange", "from a file")
}

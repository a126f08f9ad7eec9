package playground

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// botCalls makes a call as the bot, and returns the status.
func (s *stage) botCalls(method, path, body string) int {
	s.Helper()
	request, err := http.NewRequestWithContext(s.Context(), method, s.discord.API.URL()+path, strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	request.Header.Set("Authorization", "Bot "+s.discord.API.Options().BotToken)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.Fatal(err)
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body)
	return response.StatusCode
}

// until waits until the state is as wanted, because the events come from a goroutine.
func (s *stage) until(what string, ok func(state) bool) state {
	s.Helper()
	for s.Context().Err() == nil {
		more := s.page.events.join()
		now := s.state()
		if ok(now) {
			s.page.events.leave(more)
			return now
		}
		<-more
		s.page.events.leave(more)
	}
	s.Fatalf("in vain: %s", what)
	return state{}
}

func TestWorldIsLive(t *testing.T) {
	d, server := newBot(t, discordtest.APIOptions{})
	if err := d.Serve(server); err != nil {
		t.Fatal(err)
	}
	d.World.Grant(discord.PermissionManageRoles)
	s := openPage(t, d, Options{})
	general, ami := s.state().Channels[0].ID, s.state().Members[0].User.ID
	if got := s.botCalls("POST", fmt.Sprintf("/channels/%d/threads", general), `{"name":"ticket 1","type":11}`); got != 201 {
		t.Fatalf("a thread: %d", got)
	}
	s.until("the thread", func(now state) bool { return now.Channels[len(d.World.Channels)-1].Name == "ticket 1" })
	role := s.state().Roles[0]
	if got := s.botCalls("PUT", fmt.Sprintf("/guilds/%d/members/%d/roles/%d", d.World.Guild.ID, ami, role.ID), ""); got != 204 {
		t.Fatalf("a role: %d", got)
	}
	s.until("the role", func(now state) bool { return len(now.Members[0].Roles) == 1 })

	// At first everybody has their own direct message.
	mine := 0
	for _, c := range s.state().Channels {
		if c.Type == discord.ChannelDM {
			mine++
		}
	}
	if people := len(s.state().Members) - 1; mine != people {
		t.Errorf("%d direct messages for %d people", mine, people)
	}
}

// The person who tries the bot sets its permissions.
func TestGrant(t *testing.T) {
	s := open(t)
	path, thread := fmt.Sprintf("/channels/%d/threads", s.discord.Person().Channel().ID), `{"name":"mine","type":12}`
	if got := s.botCalls("POST", path, thread); got != 403 {
		t.Errorf("a private thread without the permission: %d", got)
	}
	failed := s.until("the call", func(now state) bool { return len(now.Exchanges) > 0 }).Exchanges[0]
	if !strings.Contains(failed.Calls[0].Failure.Cure, "Setup") {
		t.Errorf("the call's failure does not say where to grant it: %+v", failed.Calls[0])
	}
	s.post("grant", object("permissions", fmt.Sprint(uint64(discord.PermissionCreatePrivateThreads))), nil)
	if now := s.state(); now.Granted != discord.PermissionCreatePrivateThreads || !now.BotPermissions.Has(now.Granted) {
		t.Errorf("the bot may %v, by its role %v", now.BotPermissions, now.Granted)
	}
	if got := s.botCalls("POST", path, thread); got != 201 {
		t.Errorf("a private thread with the permission: %d", got)
	}
	s.post("grant", object("permissions", "0"), nil)
	if got := s.botCalls("POST", path, thread); got != 403 {
		t.Errorf("a private thread when the permission is taken away: %d", got)
	}
}

func TestCallsOutsideAnInteractionAreShown(t *testing.T) {
	s := open(t)
	if got := s.botCalls("POST", "/channels/5/messages", `{"content":"x"}`); got != 404 {
		t.Fatalf("the call: %d", got)
	}
	now := s.until("the call", func(now state) bool { return len(now.Exchanges) > 0 })
	x := now.Exchanges[0]
	if x.Kind != "call" || x.Name != "POST /channels/{channel}/messages" || x.Failure == nil || x.Calls[0].Status != 404 {
		t.Errorf("the exchange is %+v", x)
	}
}

func TestLogStandsBesideItsExchange(t *testing.T) {
	s := open(t)
	used := s.act("command", object("path", "tea", "values", object("name", "sencha", "cups", 1)))
	logger := slog.New(s.page.LogHandler(slog.DiscardHandler)).With("bot", "tea")
	logger.Error("interaction failed", "interaction_id", used.Exchange)
	fmt.Fprintf(s.page.Output(), "level=WARN msg=hot interaction_id=%d\nhalf a ", used.Exchange)
	now := s.until("the log", func(now state) bool { return len(now.Exchanges[len(now.Exchanges)-1].Logs) == 2 })
	logs := now.Exchanges[len(now.Exchanges)-1].Logs
	if logs[0].Level != "ERROR" || !strings.HasPrefix(logs[0].Text, "interaction failed bot=tea") || logs[1].Level != "WARN" {
		t.Errorf("the log is %+v", logs)
	}
}

func TestPersonSpeaksAndReacts(t *testing.T) {
	s := open(t)
	me := s.discord.Person()
	who := object("user_id", me.User().ID, "channel_id", me.Channel().ID)
	s.post("say", with(who, "content", "hello there"), nil)
	said := s.message("hello there")
	if got := s.botCalls("PUT", fmt.Sprintf("/channels/%d/messages/%d/reactions/%%F0%%9F%%94%%A5/@me", me.Channel().ID, said.ID), ""); got != 204 {
		t.Fatalf("the bot reacts: %d", got)
	}
	s.post("react", with(who, "message", said.ID, "emoji", "🔥"), nil)
	m, _ := s.discord.API.Message(said.ID)
	if len(m.Reactions) != 1 || m.Reactions[0].Count != 2 {
		t.Errorf("the reactions are %+v", m.Reactions)
	}
}

func with(o map[string]any, more ...any) map[string]any {
	all := object(more...)
	for key, value := range o {
		all[key] = value
	}
	return all
}

func TestConversationAsATest(t *testing.T) {
	s := open(t)
	used := s.act("command", object("path", "tea", "values", object("name", "sencha", "cups", 1)))
	shown := s.message("1 cups of sencha")
	clicked := s.act("component", object("message_id", shown.ID, "custom_id", "rate"))
	s.act("modal", object("exchange", clicked.Exchange, "values", object("text", "fine")))
	var saved struct{ Name, Code string }
	s.post("test", object("exchange", 0), &saved)
	for _, want := range []string{"reply1 := app.Slash(", "reply2 := app.Click(reply1.Message", "reply3 := app.Submit(reply2.Modal"} {
		if !strings.Contains(saved.Code, want) {
			t.Errorf("no %s in\n%s", want, saved.Code)
		}
	}
	if saved.Name != "conversation_test.go" || used.Exchange == 0 {
		t.Errorf("it is called %s", saved.Name)
	}
}

// Changes that the bot makes to its user and its application's record are on the page at once.
func TestBotChangesItself(t *testing.T) {
	s := open(t)
	const icon, avatar = "data:image/png;base64,iVBORw0KGgo=", "data:image/gif;base64,R0lGODlh"
	if got := s.botCalls("PATCH", "/applications/@me", `{"icon":"`+icon+`"}`); got != 200 {
		t.Fatalf("the record: %d", got)
	}
	s.until("the icon", func(now state) bool { return now.Avatar == icon })
	if got := s.botCalls("PATCH", "/users/@me", `{"username":"glow","avatar":"`+avatar+`"}`); got != 200 {
		t.Fatalf("the user: %d", got)
	}
	now := s.until("the avatar", func(now state) bool { return now.Avatar == avatar })
	if now.Bot.Username != "glow" || now.Application.Name == "glow" {
		t.Errorf("the bot is %+v of %+v", now.Bot, now.Application)
	}
}

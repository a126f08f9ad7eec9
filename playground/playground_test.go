package playground

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

func TestPage(t *testing.T) {
	s := open(t)
	response, err := http.Get(s.url)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	csp := response.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("the policy has no %q: %s", want, csp)
		}
	}
	if strings.Contains(csp, "unsafe") {
		t.Errorf("the policy is unsafe: %s", csp)
	}
	for path, want := range map[string]string{
		"/assets/js/main.js": "text/javascript; charset=utf-8", "/assets/css/theme.css": "text/css; charset=utf-8", "/assets/firefly.svg": "image/svg+xml",
	} {
		response, err := http.Get(s.url + path)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != 200 || response.Header.Get("Content-Type") != want {
			t.Errorf("%s: %s as %s", path, response.Status, response.Header.Get("Content-Type"))
		}
	}
	for _, path := range []string{"/elsewhere", "/assets/", "/assets/js/", "/assets/js", "/assets/index.html"} {
		s.send("GET", path, nil, 404)
	}
	s.token = ""
	for _, path := range []string{"act", "say", "upload", "resend", "dismiss", "react", "test"} {
		s.send("POST", "/playground/"+path, []byte("{}"), 403)
	}
	s.send("GET", "/playground/state", nil, 403)
	s.send("GET", "/playground/events", nil, 403)
	s.send("GET", "/playground/events?token=x", nil, 403)
}

// A notice is sent to the open pages, and is in the state for pages that open later.
func TestNotice(t *testing.T) {
	s := open(t)
	events := s.page.events.join()
	defer s.page.events.leave(events)
	s.page.Notice("The bot does not build", "bot.go:3: undefined: x\nbot.go:4: <b>")
	if got, want := s.state().Notice, (notice{"The bot does not build", "bot.go:3: undefined: x\nbot.go:4: <b>"}); got != want {
		t.Errorf("the state has %+v", got)
	}
	for e := range events {
		if e.name == "notice" {
			break
		}
	}
	s.page.Notice("", "")
	if got := s.state().Notice; got != (notice{}) {
		t.Errorf("it stays: %+v", got)
	}
}

// TestPlay sends the requests that the page sends when a person uses it.
func TestPlay(t *testing.T) {
	s := open(t)
	me := s.discord.Person()

	offered := s.act("autocomplete", object("path", "tea", "option", "name", "typed", "se"))
	if len(offered.Choices) != 1 || offered.Choices[0].Name != "Sencha" {
		t.Errorf("choices %+v", offered)
	}
	var file struct{ ID string }
	if err := unmarshal(s.send("POST", "/playground/upload?name=leaf.png", []byte("\x89PNG"), 200), &file); err != nil {
		t.Fatal(err)
	}
	used := s.act("command", object("path", "tea", "values", object("name", "sencha", "cups", 2, "picture", object("upload", file.ID))))
	shown := s.message("2 cups of senchaleaf.png")
	if used.Failure != nil || shown.InteractionMetadata == nil || shown.InteractionMetadata.ID != used.Exchange {
		t.Errorf("outcome %+v, message %+v", used, shown)
	}
	clicked := s.act("component", object("message_id", shown.ID, "custom_id", "rate"))
	if !strings.Contains(string(clicked.Modal), `"Your rating"`) {
		t.Errorf("modal %s", clicked.Modal)
	}
	submitted := s.act("modal", object("exchange", clicked.Exchange, "values", object("text", "fine")))
	s.message("Thanks: fine")

	s.post("say", object("user_id", me.User().ID, "channel_id", me.Channel().ID, "content", "a quiet evening"), nil)
	said := s.message("a quiet evening")
	s.act("message", object("name", "Quote", "target_id", said.ID))
	s.message("> a quiet evening")
	s.act("user", object("name", "Wave", "target_id", s.state().Members[1].User.ID))
	waved := s.message("👋 " + discord.MentionUser(s.state().Members[1].User.ID))
	s.post("dismiss", object("message", waved.ID), nil)

	is := s.state()
	// A response is recorded after its last byte, so that a message can come first.
	for end := time.Now().Add(5 * time.Second); is.Exchanges[5].Answer == nil && time.Now().Before(end); is = s.state() {
		time.Sleep(10 * time.Millisecond)
	}
	if len(is.Exchanges) != 6 || len(is.Messages) != 4 {
		t.Errorf("%d exchanges and %d messages, want 6 and 4", len(is.Exchanges), len(is.Messages))
	}
	for _, x := range is.Exchanges {
		if x.Pending || x.Failure != nil || x.Answer == nil || x.Answer.Status != 200 || len(x.Request.Headers) < 4 || x.UserID != me.User().ID {
			t.Errorf("exchange %+v", x)
		}
	}
	for n, want := range []string{"/tea …", "/tea", "Button rate", "Modal rated", "Quote", "Wave"} {
		if got := is.Exchanges[n].Name; got != want {
			t.Errorf("exchange %d is called %q, want %q", n, got, want)
		}
	}
	edited := is.Exchanges[3]
	if len(edited.Calls) != 1 || edited.Calls[0].Method != "PATCH" || edited.Calls[0].Status != 200 || !strings.Contains(edited.Calls[0].Request, "Thanks") {
		t.Errorf("calls %+v", edited.Calls)
	}
	for id, golden := range map[discord.Snowflake]string{offered.Exchange: "autocomplete", used.Exchange: "command", submitted.Exchange: "modal"} {
		var saved struct{ Name, Code string }
		s.post("test", object("exchange", id), &saved)
		compare(t, golden+"_test.go.golden", saved.Code)
		if !strings.HasSuffix(saved.Name, "_test.go") {
			t.Errorf("%s is saved as %q", golden, saved.Name)
		}
	}
}

func TestResend(t *testing.T) {
	s := open(t)
	used := s.act("command", object("path", "tea", "values", object("name", "sencha", "cups", 1)))
	s.message("1 cups of sencha")
	sent, _ := s.page.history.find(used.Exchange)
	var again outcome
	s.post("resend", object("exchange", used.Exchange, "body", strings.Replace(sent.Request.Body, `"sencha"`, `"hojicha"`, 1)), &again)
	s.message("1 cups of hojicha")
	if again.Exchange == used.Exchange || again.Failure != nil {
		t.Errorf("sent again as %+v", again)
	}
	for _, body := range []string{"", "[]", "null", "{}", `{"type":2}`, `{"id":"1","token":"x","type":2,"data":{}`} {
		sent := string(mustMarshal(t, object("exchange", used.Exchange, "body", body)))
		s.send("POST", "/playground/resend", []byte(sent), 422)
	}
	s.send("POST", "/playground/resend", []byte(`{"exchange":"5","body":"{}"}`), 404)
}

func TestActionsThatCannotBe(t *testing.T) {
	s := open(t)
	me := s.discord.Person()
	body := func(pairs ...any) []byte {
		o := object("user_id", me.User().ID, "channel_id", me.Channel().ID)
		for n := 0; n < len(pairs); n += 2 {
			o[pairs[n].(string)] = pairs[n+1]
		}
		return mustMarshal(t, o)
	}
	for _, tt := range []struct {
		body   []byte
		status int
	}{
		{[]byte("no JSON"), 400},
		{[]byte(strings.Repeat(" ", maxBody+1)), 400},
		{body("kind", "command", "user_id", "5"), 400},
		{body("kind", "command", "channel_id", "5"), 400},
		{body("kind", "command", "permissions", "all"), 400},
		{body("kind", "command", "path", "tea", "values", object("picture", object("upload", "gone"))), 400},
		{body("kind", "dance"), 422},
		{body("kind", "command", "path", "coffee"), 422},
		{body("kind", "command", "path", "tea"), 422},
		{body("kind", "component", "message_id", "5", "custom_id", "rate"), 422},
		{body("kind", "message", "name", "Quote", "target_id", "5"), 422},
		{body("kind", "modal", "exchange", "5"), 422},
	} {
		s.send("POST", "/playground/act", tt.body, tt.status)
	}
	s.send("POST", "/playground/say", body(), 400)
	s.send("POST", "/playground/upload?name=large", make([]byte, maxUpload+1), 413)
	s.send("POST", "/playground/test", body("exchange", "5"), 404)
	if got := s.state().Exchanges; len(got) != 0 {
		t.Errorf("%d exchanges of nothing", len(got))
	}
}

// compare compares a text with a file in testdata. UPDATE_GOLDEN=1 writes the file.
func compare(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

package playground

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// TestSavedTestsOfAnEndpoint saves tests of a running bot, closes the playground, and runs the
// tests, as a person does.
func TestSavedTestsOfAnEndpoint(t *testing.T) {
	const seed = `a "text" of the test's own`
	d, server := newBot(t, discordtest.APIOptions{Key: discordtest.KeyFromSeed(seed)})
	endpoint := adapters.Handler(server)
	bot := httptest.NewServer(endpoint)
	defer func() {
		bot.Close()
		// Work that overtook its answer is still being retried.
		if err := endpoint.Wait(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	d.Connect(discordtest.URL(bot.URL))
	if err := d.Register(server); err != nil {
		t.Fatal(err)
	}
	s := openPage(t, d, Options{Endpoint: bot.URL, Seed: seed})

	used := s.act("command", object("path", "tea", "values", object("name", "sencha", "cups", 2)))
	clicked := s.act("component", object("message_id", s.message("2 cups of sencha").ID, "custom_id", "rate"))
	submitted := s.act("modal", object("exchange", clicked.Exchange, "values", object("text", "fine")))
	s.message("Thanks: fine")
	offered := s.act("autocomplete", object("path", "tea", "option", "name", "typed", "se"))
	waved := s.act("user", object("name", "Wave", "target_id", s.state().Members[1].User.ID))
	sent, _ := s.page.history.find(used.Exchange)
	var again outcome
	s.post("resend", object("exchange", used.Exchange, "body", strings.Replace(sent.Request.Body, `"sencha"`, `"hojicha"`, 1)), &again)
	s.message("2 cups of hojicha")

	dir := module(t)
	for name, id := range map[string]discord.Snowflake{
		"modal": submitted.Exchange, "autocomplete": offered.Exchange, "user": waved.Exchange, "again": again.Exchange,
	} {
		var saved struct{ Code string }
		s.post("test", object("exchange", id), &saved)
		// Several tests of one command have the same name.
		code := strings.Replace(saved.Code, "func Test", "func TestSaved_"+name, 1)
		if err := os.WriteFile(filepath.Join(dir, name+"_test.go"), []byte(code), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.page.Close()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "go", "test", "-mod=mod", "-v", ".")
	command.Dir = dir
	output, err := command.CombinedOutput()
	if passed := strings.Count(string(output), "--- PASS"); err != nil || passed != 4 {
		t.Errorf("%d of 4 saved tests pass: %v\n%s", passed, err, output)
	}
}

// module makes a module that requires this module in its current state.
func module(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	own, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	_, requirements, _ := strings.Cut(string(own), "\nrequire")
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.com/bot\n\ngo 1.26.0\n\nrequire github.com/hotaru-go/hotaru v0.0.0\n\n" +
			"replace github.com/hotaru-go/hotaru => " + root + "\n\nrequire" + requirements,
		"go.sum": string(sums),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestHowASavedTestGetsTheBot(t *testing.T) {
	const url, own = "http://127.0.0.1:3000/interactions", "server, err := "
	for _, tt := range []struct {
		name    string
		options Options
		want    string
	}{
		{"nothing", Options{}, own + "newServer(app.Options())"},
		{"a package", Options{Package: "example.com/tea/bot", Constructor: "New"}, own + "bot.New(app.Options())"},
		{"a package and an endpoint", Options{Endpoint: url, Package: "example.com/tea/bot", Constructor: "New", Seed: "x"},
			own + "bot.New(app.Options())"},
		{"an endpoint", Options{Endpoint: url, Seed: "x"}, `app.Connect(discordtest.URL("` + url + `"))`},
		{"an endpoint whose key is not known", Options{Endpoint: url}, own + "newServer(app.Options())"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			s.page.options = tt.options
			used := s.act("command", object("path", "tea", "values", object("name", "sencha", "cups", 1)))
			var saved struct{ Code string }
			s.post("test", object("exchange", used.Exchange), &saved)
			if !strings.Contains(saved.Code, tt.want) {
				t.Errorf("no %q in\n%s", tt.want, saved.Code)
			}
		})
	}
}

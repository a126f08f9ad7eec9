package bot_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/jobs"
	"github.com/hotaru-go/hotaru/jobs/memory"
	"github.com/hotaru-go/hotaru/lambda"
)

// A reminder comes when it is due: within 15 minutes as a follow-up, and later in the channel. The
// test moves the clock. It runs for each way to reach a server.
func TestRemind(t *testing.T) {
	t.Setenv(jobs.KeysVariable, jobs.NewKey())
	for name, connect := range map[string]func(*core.Server) discordtest.Endpoint{
		"core":     discordtest.Server,
		"net/http": func(s *core.Server) discordtest.Endpoint { return discordtest.Handler(adapters.Handler(s)) },
		"lambda": func(s *core.Server) discordtest.Endpoint {
			handler, err := lambda.NewHandler(s)
			if err != nil {
				t.Fatal(err)
			}
			return discordtest.Func(func(r *http.Request) (*http.Response, error) { return invoke(handler, r) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			app := discordtest.New(t)
			server, err := bot.New(app.Options())
			if err != nil {
				t.Fatal(err)
			}
			if err := bot.Jobs(server, memory.New(), nil); err != nil {
				t.Fatal(err)
			}
			app.Register(server)
			app.Connect(connect(server))
			reminded(t, app, app.Advance)
		})
	}
}

func reminded(t *testing.T, app *discordtest.App, advance func(time.Duration)) {
	t.Helper()
	soon := app.Slash("remind", discordtest.Values{"about": "the kettle", "minutes": 10})
	if got := soon.Message.Content; !strings.Contains(got, "10m") {
		t.Errorf("/remind answers %q", got)
	}
	app.Slash("remind", discordtest.Values{"about": "the night walk", "minutes": 120})
	advance(9 * time.Minute)
	if n := len(app.FollowUps(soon)); n != 0 {
		t.Errorf("after 9 minutes there are %d reminders", n)
	}
	advance(2 * time.Minute)
	if got := app.WaitFollowUps(soon, 1)[0].Content; !strings.Contains(got, "the kettle") {
		t.Errorf("the reminder is %q", got)
	}
	said := func() (n int) {
		for _, m := range app.Channel("general").Messages() {
			if strings.Contains(m.Content, "the night walk") {
				n++
			}
		}
		return n
	}
	advance(100 * time.Minute)
	if said() != 0 {
		t.Error("the reminder in the channel came early")
	}
	advance(10 * time.Minute)
	until(t, "the reminder in the channel", func() bool { return said() > 0 })
	if n := said(); n != 1 {
		t.Errorf("the reminder in the channel came %d times", n)
	}
}

// Without an engine, the command's answer says so.
func TestRemindWithoutJobs(t *testing.T) {
	app := newApp(t)
	if got := app.Slash("remind", discordtest.Values{"about": "x", "minutes": 1}).Message.Content; got != "Nothing carries reminders here." {
		t.Errorf("/remind answers %q", got)
	}
}

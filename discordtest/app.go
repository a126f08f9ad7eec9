package discordtest

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
)

// T is the part of [testing.T] that App needs.
type T interface {
	Helper()
	Context() context.Context
	Cleanup(func())
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// App is an application under test and a person who uses it. Its methods are those of [Person] and
// [Discord], but they fail the test instead of returning an error. If Discord would not accept the
// app's answer, the test fails with Discord's reason.
//
// As, In and similar methods return the same application with another person, channel or client.
type App struct {
	*Discord
	person *Person
	t      T
}

// New makes an application for a test, with a new key pair and an API that runs until the test
// ends. At the end of the test it waits for the app's work after its answers, and fails the test if
// the app did something wrong there, such as a second answer. If the T has Logf and Failed, as a
// [testing.T] has, it also logs which deferred answers never came. If the test failed, it logs
// which calls Discord refused and which deferred answers the test did not wait for.
//
// Make the app with [App.Options]. Then connect it: with [App.Serve] for a [core.Server], or with
// [App.Connect] for a handler, a URL or anything else.
func New(t T) *App {
	t.Helper()
	return NewWith(t, APIOptions{})
}

// NewWith is like New, with options such as the key and the address of a bot that is already
// running.
func NewWith(t T, o APIOptions) *App {
	t.Helper()
	d := NewDiscord(o)
	end := d.log.logTo(t)
	t.Cleanup(func() {
		defer end()
		if err := d.Close(); err != nil {
			t.Errorf("%v", err)
		}
		note(t, d.API)
	})
	return &App{d, d.Person(), t}
}

// note logs something that is not a failure by itself.
func note(t T, api *API) {
	logger, ok := t.(interface{ Logf(string, ...any) })
	if !ok {
		return
	}
	if names := api.thinking(); len(names) > 0 {
		logger.Logf("discordtest: note: the answer is still deferred at the end of the test, and the person sees the app thinking: %s",
			strings.Join(names, ", "))
	}
	if test, ok := t.(interface{ Failed() bool }); ok && test.Failed() {
		for _, hint := range api.hints() {
			logger.Logf("discordtest: note: %s", hint)
		}
	}
}

// Options returns options for a [core.Server] of this application: its public key, its bot token,
// the API, and a Logger. The server's connections to the API are closed at the end of the test.
//
// The Logger writes to the test's output, so go test shows the lines of a test that fails. It also
// keeps the errors, so a failing test can report them. If the T has no Output method, unlike a
// [testing.T], the Logger writes to [slog.Default]. If the app uses another Logger, a failing test
// reports only the response.
func (a *App) Options() core.Options {
	o := a.API.CoreOptions()
	o.Logger = newLogger(&a.log)
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	a.t.Cleanup(transport.CloseIdleConnections)
	o.HTTPClient = &http.Client{Transport: transport}
	return o
}

// Serve connects a server directly, without HTTP, and registers the commands of its routes.
func (a *App) Serve(server *core.Server) {
	a.t.Helper()
	a.must(a.Discord.Serve(server))
}

// Register registers the commands of a server's routes as global commands. Use it for an app that
// is connected in another way.
func (a *App) Register(server *core.Server) {
	a.t.Helper()
	a.must(a.Discord.Register(server))
}

// SetCommands registers commands in a guild, or globally if guild is zero.
func (a *App) SetCommands(guild discord.Snowflake, commands ...discord.Command) {
	a.t.Helper()
	a.must(a.API.SetCommands(guild, commands))
}

func (a *App) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatalf("%v", err)
	}
}

// Person returns the person. Its methods return errors, for tests of failures.
func (a *App) Person() *Person { return a.person }

func (a *App) by(p *Person) *App { return &App{a.Discord, p, a.t} }

// As returns the application with another user. See [Person.As].
func (a *App) As(user discord.User) *App { return a.by(a.person.As(user)) }

// In returns the application in another channel. See [Person.In].
func (a *App) In(channel discord.Channel) *App { return a.by(a.person.In(channel)) }

// InDM returns the application in the person's direct message with the bot.
func (a *App) InDM() *App { return a.by(a.person.InDM()) }

// InGroupDM returns the application in a group direct message, with the app installed to the
// person's account.
func (a *App) InGroupDM() *App { return a.by(a.person.InGroupDM()) }

// Speaking returns the application with a client in another language.
func (a *App) Speaking(locale discord.Locale) *App { return a.by(a.person.Speaking(locale)) }

// Allowed returns the application with a person who has these permissions, regardless of roles.
func (a *App) Allowed(permissions discord.Permissions) *App {
	return a.by(a.person.Allowed(permissions))
}

// Changing changes each payload before it is sent. See [Person.Changing].
func (a *App) Changing(change func(payload map[string]any)) *App {
	return a.by(a.person.Changing(change))
}

// Slash uses a slash command. See [Person.Slash].
func (a *App) Slash(path string, values ...Values) *Reply {
	a.t.Helper()
	reply, err := a.person.Slash(a.t.Context(), path, values...)
	a.must(err)
	return reply
}

// Type types a part of an option's value, and returns the choices that the app offers. See
// [Person.Type].
func (a *App) Type(path, option, typed string, values ...Values) []discord.Choice {
	a.t.Helper()
	choices, err := a.person.Type(a.t.Context(), path, option, typed, values...)
	a.must(err)
	return choices
}

// UserCommand uses a user command on a user. See [Person.UserCommand].
func (a *App) UserCommand(name string, on discord.User) *Reply {
	a.t.Helper()
	reply, err := a.person.UserCommand(a.t.Context(), name, on)
	a.must(err)
	return reply
}

// MessageCommand uses a message command on a message. See [Person.MessageCommand].
func (a *App) MessageCommand(name string, on *discord.ReceivedMessage) *Reply {
	a.t.Helper()
	reply, err := a.person.MessageCommand(a.t.Context(), name, on)
	a.must(err)
	return reply
}

// Launch uses the entry point command. See [Person.Launch].
func (a *App) Launch(name string) *Reply {
	a.t.Helper()
	reply, err := a.person.Launch(a.t.Context(), name)
	a.must(err)
	return reply
}

// Click clicks a button of a message. See [Person.Click].
func (a *App) Click(m *discord.ReceivedMessage, button string) *Reply {
	a.t.Helper()
	reply, err := a.person.Click(a.t.Context(), m, button)
	a.must(err)
	return reply
}

// Choose chooses in a select of a message. See [Person.Choose].
func (a *App) Choose(m *discord.ReceivedMessage, customID string, values ...any) *Reply {
	a.t.Helper()
	reply, err := a.person.Choose(a.t.Context(), m, customID, values...)
	a.must(err)
	return reply
}

// Submit fills in a modal and submits it. See [Person.Submit].
func (a *App) Submit(m *Modal, values ...Values) *Reply {
	a.t.Helper()
	reply, err := a.person.Submit(a.t.Context(), m, values...)
	a.must(err)
	return reply
}

// waitTime is how long the Wait methods wait.
const waitTime = 30 * time.Second

// Wait waits at most 30 seconds for a deferred answer, and returns it. See [Discord.Wait].
func (a *App) Wait(r *Reply) *Reply {
	a.t.Helper()
	ctx, cancel := context.WithTimeout(a.t.Context(), waitTime)
	defer cancel()
	now, err := a.Discord.Wait(ctx, r)
	a.must(err)
	return now
}

// WaitFollowUps waits at most 30 seconds for n follow-ups, and returns the follow-ups. See
// [Discord.WaitFollowUps].
func (a *App) WaitFollowUps(r *Reply, n int) []*discord.ReceivedMessage {
	a.t.Helper()
	ctx, cancel := context.WithTimeout(a.t.Context(), waitTime)
	defer cancel()
	list, err := a.Discord.WaitFollowUps(ctx, r, n)
	a.must(err)
	return list
}

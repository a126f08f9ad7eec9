// Package discordtest is a Discord for tests, as net/http/httptest is an HTTP server for tests. It
// plays the person who uses a bot, signs and sends what Discord would send, and serves the API that
// the bot calls. It refuses what Discord would refuse, with Discord's reason.
//
//	func TestPing(t *testing.T) {
//		app := discordtest.New(t)
//		server, err := bot.New(app.Options()) // a *core.Server
//		if err != nil {
//			t.Fatal(err)
//		}
//		app.Serve(server)
//		if reply := app.Slash("ping"); reply.Message.Content != "pong" {
//			t.Errorf("/ping answers %q", reply.Message.Content)
//		}
//	}
//
// # The parts
//
// [App] is the application under test and a person who uses it. [App.Slash], [App.Type],
// [App.Click], [App.Choose], [App.Submit], [App.UserCommand] and [App.MessageCommand] act and
// return what the person sees, a [Reply]. [App.Wait] waits for a deferred answer. App fails the
// test if something is wrong.
//
// [Person] and [Discord] are the same without a test: their methods return errors.
//
// A [World] is the guild with its channels, roles and people. The person, the app's interactions
// and the app's calls share it: a message that the bot posts can be clicked, a role that it gives
// changes the permissions of the next interaction, a direct message arrives. [App.Channel],
// [Discord.DMs] and [App.Roles] look at it. The bot has the rights of a new member until
// [World.Grant] gives it more; without a permission it gets code 50013.
//
// [API] is the API alone: an [http.Handler] with Discord's rules about order, time and form. It
// records every call, and fails on demand.
//
// [Endpoint] is the endpoint under test: a [core.Server] directly ([Server]), an http.Handler
// ([Handler]), a URL ([URL]), or anything else ([Func]). It can be written in any language.
//
// [Check] does what Discord does when an endpoint's URL is saved. [Key] makes keys and signatures.
//
// # Two sets of rules
//
// Package discord checks lengths, counts and combinations against Discord's documentation and
// OpenAPI description. A bot that uses core fails there, before anything is sent; the test reports
// the reason from the server's log, see [App.Options]. This package has rules of its own for the
// same, written independently, so that a mistake in one of them shows in the other. They judge
// every bot, also one that does not use core, and they judge what a RawAnswer or a RawComponent
// holds.
//
// # Limits
//
// Discord does not document everything. The words in 50035 errors, the users in a message's
// mentions, and the size at which an inline answer with files fails are guesses. There is one
// guild, no gateway, no vote in a poll, and no rate limit but those that [API.Limit] sets. Lists
// come in one page. An API remembers its last 10,000 calls and events at least, and all messages
// and files until it is gone. A call on a route that the API does not have fails the test:
// [API.Handle] adds the route.
//
// This package is for tests and tools. Nothing that serves a bot imports it.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding.
package discordtest

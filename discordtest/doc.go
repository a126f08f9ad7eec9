// Package discordtest provides a Discord for tests, as net/http/httptest provides an HTTP server.
// It acts as the person who uses a bot, signs and sends the requests that Discord would send, and
// serves the API that the bot calls. It refuses what Discord would refuse, with Discord's reason.
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
// [Person] and [Discord] have the same methods without a test. They return errors.
//
// A [World] is the guild with its channels, roles and people. The person, the app's interactions
// and the app's calls share the world. The person can click a message that the bot posts, a role
// that the bot gives changes the permissions of the next interaction, and a direct message arrives.
// [App.Channel], [Discord.DMs] and [App.Roles] read the world. The bot has the rights of a new
// member until [World.Grant] gives it more. If it lacks a permission, it gets code 50013.
//
// [API] is the API alone. It is an [http.Handler] that enforces Discord's rules about order, time
// and form. It records every call, and a test can make calls fail.
//
// [Endpoint] is the endpoint under test: a [core.Server] ([Server]), an http.Handler ([Handler]), a
// URL ([URL]), or anything else ([Func]). The bot behind it can be written in any language.
//
// [Check] does what Discord does when an endpoint's URL is saved. [Key] makes keys and signatures.
//
// # Two sets of rules
//
// Package discord checks lengths, counts and combinations against Discord's documentation and
// OpenAPI description. A bot that uses core fails there, before anything is sent. The test reports
// the reason from the server's log; see [App.Options]. This package has its own, independently
// written rules for the same things, so a mistake in one set shows in the other. The rules of this
// package apply to every bot, including one that does not use core, and to the content of a
// RawAnswer or a RawComponent.
//
// # Limits
//
// Discord does not document everything. The words in 50035 errors, the users in a message's
// mentions, and the size at which an inline answer with files fails are guesses. There is one
// guild. There is no gateway and no voting in polls. The only rate limits are those that
// [API.Limit] sets. Lists come in one page. An API keeps at least its last 10,000 calls and events,
// and all messages and files as long as it exists. A call on a route that the API does not have
// fails the test. [API.Handle] adds a route.
//
// This package is for tests and tools. No package that serves a bot imports it.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding.
package discordtest

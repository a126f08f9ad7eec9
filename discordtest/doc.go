// Package discordtest is a Discord for tests, as net/http/httptest is an HTTP server for tests. It plays the person who
// uses a bot, signs and sends what Discord would send, stands behind the API that the bot calls, and says no where
// Discord would, with Discord's reason.
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
// [App] is the application under test with a person in front of it: [App.Slash], [App.Type], [App.Click], [App.Choose],
// [App.Submit], [App.UserCommand] and [App.MessageCommand] act and return what the person sees, a [Reply]; [App.Wait]
// waits for what was deferred. App ends the test where something is wrong.
//
// [Person] and [Discord] are the same without a test: their methods return errors.
//
// A [World] is the guild with its channels, roles and people. The person, the app's interactions and the app's calls
// share it: a message that the bot posts can be clicked, a role that it gives changes the permissions of the next
// interaction, a direct message arrives. [App.Channel], [Discord.DMs] and [App.Roles] look at it. The bot has the rights
// of a new member until [World.Grant] gives it more; without a permission it gets code 50013.
//
// [API] is the API alone: an [http.Handler] with Discord's rules about order, time and form, which records every call
// and fails on request.
//
// [Endpoint] is what is tested: a [core.Server] directly ([Server]), an http.Handler ([Handler]), a URL ([URL]), or
// anything else ([Func]). The endpoint need not be written with hotaru.
//
// [Check] does what Discord does when an endpoint's URL is saved. [Key] makes keys and signatures.
//
// # Who decides what Discord refuses
//
// Lengths, counts and combinations are checked by package discord, whose limits are those of Discord's documentation
// and of its OpenAPI description; so a bot that goes through core is refused before anything is sent, and here only
// what goes around core. Why core refused, the test tells from what the server logs; see [App.Options]. Which answer
// fits which interaction, where components may stand, times, order, tokens and multipart are checked here, apart from
// the code that is tested.
//
// # Limits
//
// What Discord does not document is guessed, and may differ: the words in 50035 errors, who is listed in a message's
// mentions, the size at which an inline answer with files fails. There is one guild, no gateway, no vote in a poll, and no
// rate limit but those that [API.Limit] sets. Lists come in one page. An API remembers its last 10,000 calls and events at
// least, and all messages and files until it is gone. A call on a route that the API does not have fails the test:
// [API.Handle] adds the route.
//
// This package is for tests and tools. Nothing that serves a bot imports it.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding.
package discordtest

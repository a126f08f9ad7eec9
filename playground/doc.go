// Package playground is Discord's client as a page in the browser, over [discordtest]: for trying a
// bot by eye, on one's own machine, without an application, a tunnel or a network.
//
//	d := discordtest.NewDiscord(discordtest.APIOptions{})
//	defer d.Close()
//	server, err := bot.New(d.API.CoreOptions())
//	…
//	d.Serve(server)
//	page := playground.New(d, playground.Options{})
//	defer page.Close()
//	http.ListenAndServe("127.0.0.1:8642", page)
//
// The page has what a person has: slash commands with their options and autocomplete, messages with
// embeds, files, reactions and components of both versions, modals, the menus of people and
// messages, ephemeral and deferred answers, threads, pins, direct messages, the members with their
// roles. What the bot does by calls appears at once. Commands that the person may not use are
// listed with the missing permission, and a link to somebody who may.
//
// The inspector has what a developer needs: each signed request, its answer, the time it took of
// the 3 seconds, every call of the bot with Discord's reason where it failed, and the bot's log
// lines ([Playground.LogHandler] for a bot in this process, [Playground.Output] for one that runs
// as another). An interaction can be edited and sent again, copied as a curl command, and saved as
// a test or as a file that the page opens again. A whole conversation can be exported as one test.
//
// The command in playground/cmd does the same for any endpoint, in any language.
//
// # Limits
//
// It answers only connections from this machine that address it by a loopback name, and only its
// own page, which a token tells apart. It is for development: nothing in packages core, lambda or
// gcf reaches it. It keeps the newest 500 entries and messages, in memory. There is no voice, and a
// poll's votes count on the page only.
package playground

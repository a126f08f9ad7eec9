// Package playground is Discord's client as a page in the browser, over [discordtest]: for trying a bot by eye, on
// one's own machine, without an application, a tunnel or a network.
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
// The page has what a person has: slash commands with their options and autocomplete, messages with embeds, files and
// components of both versions, modals, the menus of people and messages, ephemeral and deferred answers. Beside it
// stands what a developer needs: each signed request, its answer, the time it took of the 3 seconds, the calls to the
// API, and for what Discord would not take, its reason and the place in the JSON. An interaction can be edited and sent
// again, copied as a curl command, and saved as a test.
//
// The command in playground/cmd does the same for any endpoint, in whatever language it is written.
//
// # Limits
//
// It answers only connections from this machine that address it by a loopback name, and only its own page. It is for
// development: nothing in packages core, lambda or gcf reaches it. What happened is kept in memory, the newest 500
// interactions and messages of it. There are no reactions, threads, voice, or messages that the bot sends without an
// interaction.
package playground

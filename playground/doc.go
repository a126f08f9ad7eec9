// Package playground shows Discord's client as a page in the browser. It uses [discordtest]. With
// it you can try a bot on your own machine without an application, a tunnel or a network.
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
// The page has the features of a person's client: slash commands with their options and
// autocomplete, messages with embeds, files, reactions and components of both versions, modals, the
// menus of people and messages, ephemeral and deferred answers, threads, pins, direct messages, and
// the members with their roles. The effects of the bot's calls appear at once. The page lists
// commands that the person may not use with the missing permission, and with a link to a member who
// may use them.
//
// The inspector shows each signed request, its answer and how much of the 3 seconds the answer
// took. It shows every call of the bot, with Discord's reason if it failed, and the bot's log
// lines. Use [Playground.LogHandler] for a bot in this process and [Playground.Output] for a bot in
// another process. You can edit an interaction and send it again, copy it as a curl command, and
// save it as a test or as a file that the page can open. You can export a whole conversation as one
// test.
//
// The command in playground/cmd does the same for any endpoint, in any language.
//
// # Limits
//
// The playground answers only connections from this machine that address it by a loopback name, and
// only its own page, which a token identifies. It is for development. No code in packages core,
// lambda or gcf uses it. It keeps the newest 500 entries and messages in memory. There is no voice,
// and a poll's votes count only on the page.
package playground

// Package clients has only tests. They show that other clients of Discord's API, disgo and
// discordgo, work over rest.Transport, with the rate limits and retries of a rest.Client. It is a
// module of its own, so that those clients are not in the module graph of hotaru's users.
package clients

// Package clients holds tests alone: they show that other clients of Discord's API, disgo and discordgo, work over
// rest.Transport, with the rate limits and retries of a rest.Client. It is a module of its own, so that those clients are
// in nobody's module graph.
package clients

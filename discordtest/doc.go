// Package discordtest is a Discord for tests.
package discordtest

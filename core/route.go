package core

import (
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

func commandRoute(d *discord.CommandData) string {
	command, group, subcommand := d.Route()
	if subcommand == "" {
		return command
	}
	if group == "" {
		return command + " " + subcommand
	}
	return command + " " + group + " " + subcommand
}

func customIDRoute(id string) string {
	prefix, _, _ := strings.Cut(id, ":")
	return prefix
}

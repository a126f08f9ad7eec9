package core

import (
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// RouteOf returns a name for what an interaction is for: the command's path, or the custom ID up to
// its first colon, because the app's state follows the colon. The name is for logs and metrics.
// Begin a pattern with a literal, such as "vote:{poll}", so no state comes before the colon.
func RouteOf(i discord.Interaction) string {
	switch i := i.(type) {
	case *discord.CommandInteraction:
		return commandPath(&i.Data)
	case *discord.AutocompleteInteraction:
		return commandPath(&i.Data)
	case *discord.ComponentInteraction:
		return customIDPrefix(i.Data.CustomID)
	case *discord.ModalInteraction:
		return customIDPrefix(i.Data.CustomID)
	}
	return ""
}

func commandPath(d *discord.CommandData) string { return keyOf(d).String() }

func customIDPrefix(id string) string {
	prefix, _, _ := strings.Cut(id, ":")
	return prefix
}

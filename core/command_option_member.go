package core

import (
	"errors"
	"reflect"

	"github.com/hotaru-go/hotaru/discord"
)

// notMember means that an option for a member holds a user who is not in the guild.
type notMember struct{ option string }

func (e *notMember) Error() string {
	return "core: option " + e.option + " names a user who is not in the guild"
}

// isStranger reports whether an option for a member holds a user whom Discord resolved, but who is
// not in the guild. Outside a guild, every user is a stranger.
func isStranger(t reflect.Type, name string, data *discord.CommandData) bool {
	if t != reflect.TypeFor[discord.Member]() {
		return false
	}
	_, member := data.Member(name)
	_, user := data.User(name)
	return user && !member
}

// explain returns the message for the user who caused the error. It returns false for an error that
// the user did not cause.
func explain(err error) (discord.Message, bool) {
	wrong, ok := errors.AsType[*notMember](err)
	if !ok {
		return discord.Message{}, false
	}
	return discord.Message{
		Content: "The user in `" + wrong.option + "` is not a member of this server. Choose somebody who is.",
		Flags:   discord.Ephemeral,
	}, true
}

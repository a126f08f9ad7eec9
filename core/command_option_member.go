package core

import (
	"errors"
	"reflect"

	"github.com/hotaru-go/hotaru/discord"
)

// notMember says that a person named a user who is not in the guild, in an option that holds a
// member.
type notMember struct{ option string }

func (e *notMember) Error() string {
	return "core: option " + e.option + " names a user who is not in the guild"
}

// isStranger reports whether an option for a member holds a user whom Discord resolved, but who is
// not in the guild, or there is no guild.
func isStranger(t reflect.Type, name string, data *discord.CommandData) bool {
	if t != reflect.TypeFor[discord.Member]() {
		return false
	}
	_, member := data.Member(name)
	_, user := data.User(name)
	return user && !member
}

// explain returns the message for the person who made the error. It returns false for an error that
// the person did not make.
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

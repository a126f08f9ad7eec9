package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// whoIsThis answers a user command, which is in the menu of a user.
func whoIsThis(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	user, ok := i.Data.TargetUser()
	if !ok {
		return nil, errors.New("a user command without a user")
	}
	return discord.Message{
		Content: fmt.Sprintf("%s has been on Discord since %s.", discord.MentionUser(user.ID), discord.Timestamp(user.ID.Time(), discord.TimestampLongDate)),
		Flags:   discord.Ephemeral,
	}, nil
}

// countTheWords answers a message command, which is in the menu of a message.
func countTheWords(_ context.Context, i *discord.CommandInteraction) (discord.CommandAnswer, error) {
	message, ok := i.Data.TargetMessage()
	if !ok {
		return nil, errors.New("a message command without a message")
	}
	return discord.Message{
		Content: fmt.Sprintf("%d words.", len(strings.Fields(message.Content))),
		Flags:   discord.Ephemeral,
	}, nil
}

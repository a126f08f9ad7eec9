package rest

import (
	"context"

	"github.com/hotaru-go/hotaru/discord"
)

// reactionPath returns a path below an emoji's reactions. A custom emoji is written "name:id".
func reactionPath(route string, channel, message discord.Snowflake, emoji discord.Emoji, more ...any) string {
	name := emoji.Name
	if emoji.ID != 0 {
		name += ":" + emoji.ID.String()
	}
	return Path("/channels/{channel.id}/messages/{message.id}/reactions/{emoji}"+route, append([]any{channel, message, name}, more...)...)
}

// AddReaction reacts to a message with a Unicode emoji, given by its name, or with a custom emoji,
// given by its name and ID. It needs READ_MESSAGE_HISTORY, and ADD_REACTIONS if no one has reacted
// with the emoji yet. Further codes: [ErrUnknownEmoji], [ErrUnknownMessage], [ErrTooManyReactions].
//
// See https://docs.discord.com/developers/resources/message#create-reaction.
func (a API) AddReaction(ctx context.Context, channel, message discord.Snowflake, emoji discord.Emoji) error {
	return a.put(ctx, reactionPath("/@me", channel, message, emoji), nil)
}

// RemoveReaction removes the bot's own reaction.
//
// See https://docs.discord.com/developers/resources/message#delete-own-reaction.
func (a API) RemoveReaction(ctx context.Context, channel, message discord.Snowflake, emoji discord.Emoji) error {
	return a.delete(ctx, reactionPath("/@me", channel, message, emoji))
}

// RemoveUserReaction removes a user's reaction. It needs MANAGE_MESSAGES.
//
// See https://docs.discord.com/developers/resources/message#delete-user-reaction.
func (a API) RemoveUserReaction(ctx context.Context, channel, message discord.Snowflake, emoji discord.Emoji, user discord.Snowflake) error {
	return a.delete(ctx, reactionPath("/{user.id}", channel, message, emoji, user))
}

// ListReactions returns the users who reacted with an emoji, in the order of their IDs. The default
// limit is 25, and the largest is 100. Only the page's After is used, not Before.
//
// See https://docs.discord.com/developers/resources/message#get-reactions.
func (a API) ListReactions(ctx context.Context, channel, message discord.Snowflake, emoji discord.Emoji, page Page) ([]discord.User, error) {
	return listAt[discord.User](ctx, a, withQuery(reactionPath("", channel, message, emoji), page.query()))
}

// RemoveEmojiReactions removes all reactions with an emoji. It needs MANAGE_MESSAGES.
//
// See https://docs.discord.com/developers/resources/message#delete-all-reactions-for-emoji.
func (a API) RemoveEmojiReactions(ctx context.Context, channel, message discord.Snowflake, emoji discord.Emoji) error {
	return a.delete(ctx, reactionPath("", channel, message, emoji))
}

// RemoveAllReactions removes all reactions to a message. It needs MANAGE_MESSAGES.
//
// See https://docs.discord.com/developers/resources/message#delete-all-reactions.
func (a API) RemoveAllReactions(ctx context.Context, channel, message discord.Snowflake) error {
	return a.delete(ctx, Path("/channels/{channel.id}/messages/{message.id}/reactions", channel, message))
}

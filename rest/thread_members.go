package rest

import (
	"context"
	"net/url"

	"github.com/hotaru-go/hotaru/discord"
)

const threadMember = "/channels/{channel.id}/thread-members/{user.id}"

// JoinThread adds the bot to a thread. The thread must not be archived ([ErrThreadArchived]).
//
// See https://docs.discord.com/developers/resources/channel#join-thread.
func (a API) JoinThread(ctx context.Context, thread discord.Snowflake) error {
	return a.put(ctx, Path(threadMember, thread, "@me"), nil)
}

// LeaveThread removes the bot from a thread. The thread must not be archived ([ErrThreadArchived]).
//
// See https://docs.discord.com/developers/resources/channel#leave-thread.
func (a API) LeaveThread(ctx context.Context, thread discord.Snowflake) error {
	return a.delete(ctx, Path(threadMember, thread, "@me"))
}

// AddThreadMember adds a member to a thread. The bot must be able to send messages in the thread.
// Further codes: [ErrThreadArchived].
//
// See https://docs.discord.com/developers/resources/channel#add-thread-member.
func (a API) AddThreadMember(ctx context.Context, thread, user discord.Snowflake) error {
	return a.put(ctx, Path(threadMember, thread, user), nil)
}

// RemoveThreadMember removes a member from a thread. It needs MANAGE_THREADS, unless the bot
// created the thread and the thread is private. Further codes: [ErrThreadArchived].
//
// See https://docs.discord.com/developers/resources/channel#remove-thread-member.
func (a API) RemoveThreadMember(ctx context.Context, thread, user discord.Snowflake) error {
	return a.delete(ctx, Path(threadMember, thread, user))
}

// GetThreadMember returns a user's membership in a thread, with the guild's member. Further codes:
// [ErrUnknownMember].
//
// See https://docs.discord.com/developers/resources/channel#get-thread-member.
func (a API) GetThreadMember(ctx context.Context, thread, user discord.Snowflake) (*discord.ThreadMember, error) {
	return get[discord.ThreadMember](ctx, a, withQuery(Path(threadMember, thread, user), url.Values{"with_member": {"true"}}))
}

// ListThreadMembers returns the members of a thread, with the guild's members, in the order of
// their IDs. The default and the largest limit is 100. Only the page's After is used, not Before.
// It needs the privileged intent for guild members.
//
// See https://docs.discord.com/developers/resources/channel#list-thread-members.
func (a API) ListThreadMembers(ctx context.Context, thread discord.Snowflake, page Page) ([]discord.ThreadMember, error) {
	query := page.query()
	query.Set("with_member", "true")
	return listAt[discord.ThreadMember](ctx, a, withQuery(Path("/channels/{channel.id}/thread-members", thread), query))
}

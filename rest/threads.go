package rest

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// ThreadCreate is a new thread.
//
// See https://docs.discord.com/developers/resources/channel#start-thread-without-message.
type ThreadCreate struct {
	// Name is 1 to 100 characters.
	Name string `json:"name"`
	// AutoArchiveDuration is in minutes: 60, 1440, 4320 or 10080. Zero means the channel's default.
	AutoArchiveDuration int `json:"auto_archive_duration,omitzero"`
	// RateLimitPerUser is slow mode, in seconds: at most 21600.
	RateLimitPerUser int `json:"rate_limit_per_user,omitzero"`
	// Type is a public, private or announcement thread. Zero means private. A thread that starts
	// from a message has no type.
	Type discord.ChannelType `json:"type,omitzero"`
	// Invitable says whether members who are not moderators may add others to a private thread. Nil
	// means yes.
	Invitable *bool `json:"invitable,omitzero"`
}

// ThreadEdit changes a thread. A nil field is not changed; see [API] for how to clear a field.
//
// See https://docs.discord.com/developers/resources/channel#modify-channel-json-params-thread.
type ThreadEdit struct {
	Name     string `json:"name"`
	Archived *bool  `json:"archived"`
	// Locked is true if only members with MANAGE_THREADS may unarchive the thread.
	Locked              *bool                 `json:"locked"`
	Invitable           *bool                 `json:"invitable"`
	AutoArchiveDuration *int                  `json:"auto_archive_duration"`
	RateLimitPerUser    *int                  `json:"rate_limit_per_user"`
	Flags               *discord.ChannelFlags `json:"flags"`
	// AppliedTags are tags of the forum: at most 5. An empty list removes all.
	AppliedTags []discord.Snowflake `json:"applied_tags"`
}

// MarshalJSON writes the fields that are set.
func (e ThreadEdit) MarshalJSON() ([]byte, error) { return encodeEdit(e) }

// ForumPost is a new thread in a forum or media channel, with its first message.
//
// See https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel.
type ForumPost struct {
	// Name is 1 to 100 characters.
	Name string
	// AutoArchiveDuration is in minutes: 60, 1440, 4320 or 10080. Zero means the channel's default.
	AutoArchiveDuration int
	// RateLimitPerUser is slow mode, in seconds: at most 21600.
	RateLimitPerUser int
	// AppliedTags are tags of the forum: at most 5.
	AppliedTags []discord.Snowflake
	// Message is the first message. Its Poll and TTS must not be set. Its Flags may hold only
	// SuppressEmbeds and SuppressNotifications.
	Message discord.Message
	// StickerIDs are stickers of the guild: at most 3.
	StickerIDs []discord.Snowflake
}

func (p ForumPost) payload() (discord.Payload, error) {
	message, err := encodeWith(p.Message, struct {
		StickerIDs []discord.Snowflake `json:"sticker_ids,omitzero"`
	}{p.StickerIDs}, len(p.StickerIDs) > 0)
	if err != nil {
		return message, err
	}
	head, err := encodeJSON(struct {
		Name                string              `json:"name"`
		AutoArchiveDuration int                 `json:"auto_archive_duration,omitzero"`
		RateLimitPerUser    int                 `json:"rate_limit_per_user,omitzero"`
		AppliedTags         []discord.Snowflake `json:"applied_tags,omitzero"`
	}{p.Name, p.AutoArchiveDuration, p.RateLimitPerUser, p.AppliedTags})
	if err != nil {
		_ = message.Close()
		return message, err
	}
	message.JSON = bytes.Join([][]byte{head[:len(head)-1], []byte(`,"message":`), message.JSON, []byte("}")}, nil)
	return message, nil
}

// StartThread starts a thread without a message. It needs CREATE_PUBLIC_THREADS or
// CREATE_PRIVATE_THREADS, depending on the type. Further codes: [ErrTooManyThreads].
//
// See https://docs.discord.com/developers/resources/channel#start-thread-without-message.
func (a API) StartThread(ctx context.Context, channel discord.Snowflake, t ThreadCreate) (*discord.Channel, error) {
	return send[discord.Channel](ctx, a, http.MethodPost, Path("/channels/{channel.id}/threads", channel), t)
}

// StartThreadFromMessage starts a thread from a message. The thread has the message's ID. Type and
// Invitable must be zero. It needs CREATE_PUBLIC_THREADS. Further codes: [ErrThreadExists],
// [ErrTooManyThreads].
//
// See https://docs.discord.com/developers/resources/channel#start-thread-from-message.
func (a API) StartThreadFromMessage(ctx context.Context, channel, message discord.Snowflake, t ThreadCreate) (*discord.Channel, error) {
	return send[discord.Channel](ctx, a, http.MethodPost, Path("/channels/{channel.id}/messages/{message.id}/threads", channel, message), t)
}

// CreateForumPost starts a thread in a forum or media channel. It needs SEND_MESSAGES. Files are
// closed in every case. Further codes: [ErrTooManyThreads].
//
// See https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel.
func (a API) CreateForumPost(ctx context.Context, channel discord.Snowflake, p ForumPost) (*discord.Channel, error) {
	return send[discord.Channel](ctx, a, http.MethodPost, Path("/channels/{channel.id}/threads", channel), p)
}

// EditThread changes, archives or locks a thread. It needs MANAGE_THREADS. To unarchive a thread
// that is not locked, SEND_MESSAGES is enough. Further codes: [ErrThreadArchived],
// [ErrUnknownChannel].
//
// See https://docs.discord.com/developers/resources/channel#modify-channel.
func (a API) EditThread(ctx context.Context, thread discord.Snowflake, e ThreadEdit) (*discord.Channel, error) {
	return send[discord.Channel](ctx, a, http.MethodPatch, Path("/channels/{channel.id}", thread), e)
}

// ArchiveThread archives a thread. It is [API.EditThread] with Archived set.
//
// See https://docs.discord.com/developers/resources/channel#modify-channel.
func (a API) ArchiveThread(ctx context.Context, thread discord.Snowflake) error {
	_, err := a.EditThread(ctx, thread, ThreadEdit{Archived: new(true)})
	return err
}

// Threads holds threads of a channel or a guild, and the bot's memberships in those that it has
// joined.
//
// See https://docs.discord.com/developers/resources/guild#list-active-guild-threads.
type Threads struct {
	Threads []discord.Channel      `json:"threads"`
	Members []discord.ThreadMember `json:"members"`
	// HasMore is true if more archived threads follow.
	HasMore bool `json:"has_more"`
}

// ListActiveThreads returns the threads of a guild that are not archived and that the bot can see.
//
// See https://docs.discord.com/developers/resources/guild#list-active-guild-threads.
func (a API) ListActiveThreads(ctx context.Context, guild discord.Snowflake) (*Threads, error) {
	return get[Threads](ctx, a, Path("/guilds/{guild.id}/threads/active", guild))
}

// ListArchivedThreads returns the archived public threads of a channel, last archived first. Only
// threads archived earlier than before are returned; the zero time means now. limit is the largest
// number of threads, 2 to 100; zero leaves it to Discord. It needs READ_MESSAGE_HISTORY.
//
// See https://docs.discord.com/developers/resources/channel#list-public-archived-threads.
func (a API) ListArchivedThreads(ctx context.Context, channel discord.Snowflake, before time.Time, limit int) (*Threads, error) {
	return a.archived(ctx, Path("/channels/{channel.id}/threads/archived/public", channel), before, limit)
}

// ListArchivedPrivateThreads is [API.ListArchivedThreads] for private threads. It needs
// MANAGE_THREADS too.
//
// See https://docs.discord.com/developers/resources/channel#list-private-archived-threads.
func (a API) ListArchivedPrivateThreads(ctx context.Context, channel discord.Snowflake, before time.Time, limit int) (*Threads, error) {
	return a.archived(ctx, Path("/channels/{channel.id}/threads/archived/private", channel), before, limit)
}

// ListJoinedArchivedThreads returns the archived private threads of a channel that the bot is in,
// newest first. Only threads with an ID less than before are returned, or all if it is zero. limit
// is as in [API.ListArchivedThreads]. It needs READ_MESSAGE_HISTORY.
//
// See https://docs.discord.com/developers/resources/channel#list-joined-private-archived-threads.
func (a API) ListJoinedArchivedThreads(ctx context.Context, channel, before discord.Snowflake, limit int) (*Threads, error) {
	path := Path("/channels/{channel.id}/users/@me/threads/archived/private", channel)
	return get[Threads](ctx, a, withQuery(path, Page{Before: before, Limit: limit}.query()))
}

func (a API) archived(ctx context.Context, path string, before time.Time, limit int) (*Threads, error) {
	query := url.Values{}
	if !before.IsZero() {
		query.Set("before", before.UTC().Format(time.RFC3339Nano))
	}
	addInt(query, "limit", limit)
	return get[Threads](ctx, a, withQuery(path, query))
}

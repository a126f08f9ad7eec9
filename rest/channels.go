package rest

import (
	"context"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// ChannelCreate is a new channel of a guild. Only Name is required. Discord's table shows which
// other fields each type of channel accepts.
//
// See https://docs.discord.com/developers/resources/guild#create-guild-channel.
type ChannelCreate struct {
	// Name is 1 to 100 characters.
	Name string              `json:"name"`
	Type discord.ChannelType `json:"type,omitzero"`
	// Topic is at most 1024 characters, or 4096 in a forum or media channel.
	Topic string `json:"topic,omitzero"`
	// ParentID is the category.
	ParentID   discord.Snowflake             `json:"parent_id,omitzero"`
	Position   int                           `json:"position,omitzero"`
	Overwrites []discord.PermissionOverwrite `json:"permission_overwrites,omitzero"`
	NSFW       bool                          `json:"nsfw,omitzero"`
	// RateLimitPerUser is slow mode, in seconds: at most 21600.
	RateLimitPerUser int `json:"rate_limit_per_user,omitzero"`
	// Bitrate is in bits per second: at least 8000.
	Bitrate          int                      `json:"bitrate,omitzero"`
	UserLimit        int                      `json:"user_limit,omitzero"`
	RTCRegion        string                   `json:"rtc_region,omitzero"`
	VideoQualityMode discord.VideoQualityMode `json:"video_quality_mode,omitzero"`
	// DefaultAutoArchiveDuration is in minutes: 60, 1440, 4320 or 10080.
	DefaultAutoArchiveDuration    int                      `json:"default_auto_archive_duration,omitzero"`
	DefaultThreadRateLimitPerUser int                      `json:"default_thread_rate_limit_per_user,omitzero"`
	AvailableTags                 []ForumTag               `json:"available_tags,omitzero"`
	DefaultReaction               *discord.DefaultReaction `json:"default_reaction_emoji,omitzero"`
	DefaultSortOrder              *discord.SortOrder       `json:"default_sort_order,omitzero"`
	DefaultForumLayout            discord.ForumLayout      `json:"default_forum_layout,omitzero"`
}

// ForumTag is a tag of a forum. With an ID it changes that tag; without one it creates a tag.
//
// See https://docs.discord.com/developers/resources/channel#forum-tag-object.
type ForumTag struct {
	ID discord.Snowflake `json:"id,omitzero"`
	// Name is 1 to 20 characters.
	Name string `json:"name"`
	// Moderated reserves the tag for members with MANAGE_THREADS.
	Moderated bool `json:"moderated,omitzero"`
	// EmojiID is a custom emoji, and EmojiName is a Unicode emoji. A tag has at most one of them.
	EmojiID   discord.Snowflake `json:"emoji_id,omitzero"`
	EmojiName string            `json:"emoji_name,omitzero"`
}

// ChannelEdit changes a channel of a guild. A nil field is not changed; see [API] for how to clear
// a field.
//
// See https://docs.discord.com/developers/resources/channel#modify-channel-json-params-guild-channel.
type ChannelEdit struct {
	// Name is 1 to 100 characters.
	Name string `json:"name"`
	// Type changes a text channel to an announcement channel, or back.
	Type       *discord.ChannelType          `json:"type"`
	Topic      *string                       `json:"topic"`
	ParentID   *discord.Snowflake            `json:"parent_id"`
	Position   *int                          `json:"position"`
	Overwrites []discord.PermissionOverwrite `json:"permission_overwrites"`
	NSFW       *bool                         `json:"nsfw"`
	// RateLimitPerUser is slow mode, in seconds: 0 to 21600.
	RateLimitPerUser *int `json:"rate_limit_per_user"`
	// Bitrate is in bits per second. A UserLimit of 0 means no limit. An empty RTCRegion means
	// automatic.
	Bitrate                       *int                      `json:"bitrate"`
	UserLimit                     *int                      `json:"user_limit"`
	RTCRegion                     *string                   `json:"rtc_region"`
	VideoQualityMode              *discord.VideoQualityMode `json:"video_quality_mode"`
	DefaultAutoArchiveDuration    *int                      `json:"default_auto_archive_duration"`
	DefaultThreadRateLimitPerUser *int                      `json:"default_thread_rate_limit_per_user"`
	AvailableTags                 []ForumTag                `json:"available_tags"`
	DefaultReaction               *discord.DefaultReaction  `json:"default_reaction_emoji"`
	DefaultSortOrder              *discord.SortOrder        `json:"default_sort_order"`
	DefaultForumLayout            *discord.ForumLayout      `json:"default_forum_layout"`
	Flags                         *discord.ChannelFlags     `json:"flags"`
}

// MarshalJSON writes the fields that are set.
func (e ChannelEdit) MarshalJSON() ([]byte, error) { return encodeEdit(e) }

// GetChannel returns a channel, a direct message or a thread. It needs VIEW_CHANNEL. Further codes:
// [ErrUnknownChannel].
//
// See https://docs.discord.com/developers/resources/channel#get-channel.
func (a API) GetChannel(ctx context.Context, channel discord.Snowflake) (*discord.Channel, error) {
	return get[discord.Channel](ctx, a, Path("/channels/{channel.id}", channel))
}

// ListChannels returns the channels of a guild, without threads.
//
// See https://docs.discord.com/developers/resources/guild#get-guild-channels.
func (a API) ListChannels(ctx context.Context, guild discord.Snowflake) ([]discord.Channel, error) {
	return listAt[discord.Channel](ctx, a, Path("/guilds/{guild.id}/channels", guild))
}

// CreateChannel creates a channel in a guild. It needs MANAGE_CHANNELS. Overwrites can grant only
// permissions that the bot has. Further codes: [ErrTooManyChannels].
//
// See https://docs.discord.com/developers/resources/guild#create-guild-channel.
func (a API) CreateChannel(ctx context.Context, guild discord.Snowflake, c ChannelCreate) (*discord.Channel, error) {
	return send[discord.Channel](ctx, a, http.MethodPost, Path("/guilds/{guild.id}/channels", guild), c)
}

// EditChannel changes a channel of a guild. It needs MANAGE_CHANNELS, and MANAGE_ROLES for
// overwrites. To change a thread, use [API.EditThread]. Further codes: [ErrUnknownChannel].
//
// See https://docs.discord.com/developers/resources/channel#modify-channel.
func (a API) EditChannel(ctx context.Context, channel discord.Snowflake, e ChannelEdit) (*discord.Channel, error) {
	return send[discord.Channel](ctx, a, http.MethodPatch, Path("/channels/{channel.id}", channel), e)
}

// DeleteChannel deletes a channel or a thread, or closes a direct message. Deletion cannot be
// undone. It needs MANAGE_CHANNELS, or MANAGE_THREADS for a thread. Further codes:
// [ErrUnknownChannel].
//
// See https://docs.discord.com/developers/resources/channel#deleteclose-channel.
func (a API) DeleteChannel(ctx context.Context, channel discord.Snowflake) error {
	return a.delete(ctx, Path("/channels/{channel.id}", channel))
}

// SetPermissions sets what a role or a member may do in a channel. The overwrite's ID and type name
// the role or member. It needs MANAGE_ROLES, and can grant only permissions that the bot has.
//
// See https://docs.discord.com/developers/resources/channel#edit-channel-permissions.
func (a API) SetPermissions(ctx context.Context, channel discord.Snowflake, o discord.PermissionOverwrite) error {
	body := struct {
		Type  discord.OverwriteType `json:"type"`
		Allow discord.Permissions   `json:"allow"`
		Deny  discord.Permissions   `json:"deny"`
	}{o.Type, o.Allow, o.Deny}
	return a.put(ctx, Path("/channels/{channel.id}/permissions/{overwrite.id}", channel, o.ID), body)
}

// DeletePermissions removes the overwrite for a role or a member in a channel. It needs
// MANAGE_ROLES.
//
// See https://docs.discord.com/developers/resources/channel#delete-channel-permission.
func (a API) DeletePermissions(ctx context.Context, channel, overwrite discord.Snowflake) error {
	return a.delete(ctx, Path("/channels/{channel.id}/permissions/{overwrite.id}", channel, overwrite))
}

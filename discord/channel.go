package discord

// Channel is a channel, a direct message or a thread. Interactions contain a part of it. The
// channels in [Resolved] have the ID, type, name, permissions and few other fields, and Thread if
// they are threads.
//
// See https://docs.discord.com/developers/resources/channel#channel-object.
type Channel struct {
	ID      Snowflake   `json:"id"`
	Type    ChannelType `json:"type"`
	GuildID Snowflake   `json:"guild_id,omitzero"`
	// Name is empty for a direct message.
	Name  string `json:"name,omitzero"`
	Topic string `json:"topic,omitzero"`
	// ParentID is the category of a channel, or the channel of a thread.
	ParentID Snowflake `json:"parent_id,omitzero"`
	Position int       `json:"position,omitzero"`
	// NSFW marks an age-restricted channel.
	NSFW bool `json:"nsfw,omitzero"`
	// Permissions are the permissions in this channel of the user who acted. AppPermissions are
	// those of the app's bot user. Both include overwrites. Only resolved data of an interaction
	// has them.
	Permissions    Permissions  `json:"permissions,omitzero"`
	AppPermissions Permissions  `json:"app_permissions,omitzero"`
	Flags          ChannelFlags `json:"flags,omitzero"`
	// LastMessageID may be the ID of a deleted message. In a forum it is the ID of a thread.
	LastMessageID    Snowflake `json:"last_message_id,omitzero"`
	LastPinTimestamp Time      `json:"last_pin_timestamp,omitzero"`
	// RateLimitPerUser is slow mode, in seconds: 0 to 21600.
	RateLimitPerUser int                   `json:"rate_limit_per_user,omitzero"`
	Overwrites       []PermissionOverwrite `json:"permission_overwrites,omitzero"`

	// Bitrate is in bits per second.
	Bitrate   int `json:"bitrate,omitzero"`
	UserLimit int `json:"user_limit,omitzero"`
	// RTCRegion is the voice region, or empty if Discord chooses.
	RTCRegion        string           `json:"rtc_region,omitzero"`
	VideoQualityMode VideoQualityMode `json:"video_quality_mode,omitzero"`

	// Recipients are the other users in a direct message.
	Recipients []User `json:"recipients,omitzero"`
	// Icon is the hash of a group direct message's icon.
	Icon string `json:"icon,omitzero"`
	// OwnerID is the user who created the group direct message or the thread.
	OwnerID       Snowflake `json:"owner_id,omitzero"`
	ApplicationID Snowflake `json:"application_id,omitzero"`
	// Managed marks a group direct message that an app manages.
	Managed bool `json:"managed,omitzero"`

	// Thread is nil if the channel is not a thread.
	Thread *ThreadMetadata `json:"thread_metadata,omitzero"`
	// Member is the app's membership in a thread, if it has joined and Discord sends it.
	Member *ThreadMember `json:"member,omitzero"`
	// MessageCount counts neither the first message nor deleted messages. TotalMessageSent counts
	// deleted messages too.
	MessageCount     int `json:"message_count,omitzero"`
	TotalMessageSent int `json:"total_message_sent,omitzero"`
	// MemberCount stops at 50.
	MemberCount int         `json:"member_count,omitzero"`
	AppliedTags []Snowflake `json:"applied_tags,omitzero"`

	// DefaultAutoArchiveDuration is in minutes.
	DefaultAutoArchiveDuration    int              `json:"default_auto_archive_duration,omitzero"`
	DefaultThreadRateLimitPerUser int              `json:"default_thread_rate_limit_per_user,omitzero"`
	AvailableTags                 []ForumTag       `json:"available_tags,omitzero"`
	DefaultReaction               *DefaultReaction `json:"default_reaction_emoji,omitzero"`
	// DefaultSortOrder is nil if no order was chosen.
	DefaultSortOrder   *SortOrder  `json:"default_sort_order,omitzero"`
	DefaultForumLayout ForumLayout `json:"default_forum_layout,omitzero"`
}

// Mention returns the markdown that links to the channel: "<#ID>".
func (c *Channel) Mention() string { return MentionChannel(c.ID) }

// ChannelType is the kind of a channel.
//
// See https://docs.discord.com/developers/resources/channel#channel-object-channel-types.
type ChannelType int

// The channel types.
const (
	ChannelGuildText          ChannelType = 0
	ChannelDM                 ChannelType = 1
	ChannelGuildVoice         ChannelType = 2
	ChannelGroupDM            ChannelType = 3
	ChannelGuildCategory      ChannelType = 4
	ChannelGuildAnnouncement  ChannelType = 5
	ChannelAnnouncementThread ChannelType = 10
	ChannelPublicThread       ChannelType = 11
	ChannelPrivateThread      ChannelType = 12
	ChannelGuildStageVoice    ChannelType = 13
	ChannelGuildDirectory     ChannelType = 14
	ChannelGuildForum         ChannelType = 15
	ChannelGuildMedia         ChannelType = 16
)

// IsThread reports whether the type is one of the three kinds of thread.
func (t ChannelType) IsThread() bool {
	return t == ChannelAnnouncementThread || t == ChannelPublicThread || t == ChannelPrivateThread
}

// ChannelFlags are the flags of a channel.
//
// See https://docs.discord.com/developers/resources/channel#channel-object-channel-flags.
type ChannelFlags int

// The channel flags.
const (
	// ChannelPinned marks a thread that is pinned in its forum.
	ChannelPinned ChannelFlags = 1 << 1
	// ChannelRequireTag marks a forum whose threads need a tag.
	ChannelRequireTag               ChannelFlags = 1 << 4
	ChannelHideMediaDownloadOptions ChannelFlags = 1 << 15
	// ChannelSpoiler marks a channel whose contents users must ask to see.
	ChannelSpoiler ChannelFlags = 1 << 21
)

// Has reports whether all of the wanted flags are set.
func (f ChannelFlags) Has(want ChannelFlags) bool { return f&want == want }

// VideoQualityMode is the quality of the cameras in a voice channel. Zero means [VideoQualityAuto].
//
// See https://docs.discord.com/developers/resources/channel#channel-object-video-quality-modes.
type VideoQualityMode int

// The video quality modes.
const (
	VideoQualityAuto VideoQualityMode = 1
	VideoQualityFull VideoQualityMode = 2
)

// PermissionOverwrite allows and denies permissions in one channel to a role or a member.
//
// See https://docs.discord.com/developers/resources/channel#overwrite-object.
type PermissionOverwrite struct {
	ID    Snowflake     `json:"id"`
	Type  OverwriteType `json:"type"`
	Allow Permissions   `json:"allow"`
	Deny  Permissions   `json:"deny"`
}

// OverwriteType says whether a [PermissionOverwrite] is for a role or a member.
type OverwriteType int

// The overwrite types.
const (
	OverwriteRole   OverwriteType = 0
	OverwriteMember OverwriteType = 1
)

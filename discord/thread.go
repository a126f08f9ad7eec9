package discord

// ThreadMetadata holds the fields that only threads have.
//
// See https://docs.discord.com/developers/resources/channel#thread-metadata-object.
type ThreadMetadata struct {
	Archived bool `json:"archived"`
	// AutoArchiveDuration is in minutes: 60, 1440, 4320 or 10080.
	AutoArchiveDuration int `json:"auto_archive_duration"`
	// ArchiveTimestamp is when Archived last changed.
	ArchiveTimestamp Time `json:"archive_timestamp,omitzero"`
	// Locked is true if only users who may manage threads can unarchive the thread.
	Locked bool `json:"locked"`
	// Invitable allows users who are not moderators to add others. It is nil outside private
	// threads.
	Invitable *bool `json:"invitable,omitzero"`
	// CreateTimestamp is zero for threads made before 2022-01-09.
	CreateTimestamp Time `json:"create_timestamp,omitzero"`
}

// ThreadMember is a user's place in a thread.
//
// See https://docs.discord.com/developers/resources/channel#thread-member-object.
type ThreadMember struct {
	// ThreadID is the thread's ID, not the member's.
	ThreadID      Snowflake `json:"id,omitzero"`
	UserID        Snowflake `json:"user_id,omitzero"`
	JoinTimestamp Time      `json:"join_timestamp,omitzero"`
	// Flags are settings for notifications.
	Flags  int     `json:"flags"`
	Member *Member `json:"member,omitzero"`
}

// ForumTag is a tag that threads in a forum or media channel can have.
//
// See https://docs.discord.com/developers/resources/channel#forum-tag-object.
type ForumTag struct {
	ID   Snowflake `json:"id"`
	Name string    `json:"name"`
	// Moderated is true if only users who may manage threads can set the tag.
	Moderated bool `json:"moderated"`
	// EmojiID is a custom emoji, and EmojiName is a Unicode emoji. A tag has at most one of them.
	EmojiID   Snowflake `json:"emoji_id,omitzero"`
	EmojiName string    `json:"emoji_name,omitzero"`
}

// DefaultReaction is the emoji on the button that adds a reaction in a forum.
//
// See https://docs.discord.com/developers/resources/channel#default-reaction-object.
type DefaultReaction struct {
	// EmojiID is a custom emoji, EmojiName a Unicode one.
	EmojiID   Snowflake `json:"emoji_id,omitzero"`
	EmojiName string    `json:"emoji_name,omitzero"`
}

// SortOrder is how a forum's threads are ordered.
//
// See https://docs.discord.com/developers/resources/channel#channel-object-sort-order-types.
type SortOrder int

// The sort orders.
const (
	SortLatestActivity SortOrder = 0
	SortCreationDate   SortOrder = 1
)

// ForumLayout is how a forum's threads are shown.
//
// See https://docs.discord.com/developers/resources/channel#channel-object-forum-layout-types.
type ForumLayout int

// The forum layouts.
const (
	ForumLayoutNotSet  ForumLayout = 0
	ForumLayoutList    ForumLayout = 1
	ForumLayoutGallery ForumLayout = 2
)

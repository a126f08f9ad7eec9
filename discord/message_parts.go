package discord

// ChannelMention is a channel that a published message mentions.
//
// See https://docs.discord.com/developers/resources/message#channel-mention-object.
type ChannelMention struct {
	ID      Snowflake   `json:"id"`
	GuildID Snowflake   `json:"guild_id"`
	Type    ChannelType `json:"type"`
	Name    string      `json:"name"`
}

// Reaction is how often users reacted to a message with an emoji.
//
// See https://docs.discord.com/developers/resources/message#reaction-object.
type Reaction struct {
	// Count is the number of all reactions. CountDetails has the number of each kind.
	Count        int           `json:"count"`
	CountDetails ReactionCount `json:"count_details"`
	// Me and MeBurst say whether the app's bot user has reacted.
	Me      bool  `json:"me"`
	MeBurst bool  `json:"me_burst"`
	Emoji   Emoji `json:"emoji"`
	// BurstColors are "#RRGGBB".
	BurstColors []string `json:"burst_colors"`
}

// ReactionCount is the number of super reactions and of normal ones.
//
// See https://docs.discord.com/developers/resources/message#reaction-count-details-object.
type ReactionCount struct {
	Burst  int `json:"burst"`
	Normal int `json:"normal"`
}

// MessageActivity is a Rich Presence invite.
//
// See https://docs.discord.com/developers/resources/message#message-object-message-activity-structure.
type MessageActivity struct {
	Type    MessageActivityType `json:"type"`
	PartyID string              `json:"party_id,omitzero"`
}

// MessageActivityType says what a [MessageActivity] invites to.
type MessageActivityType int

// The message activity types.
const (
	ActivityJoin          MessageActivityType = 1
	ActivitySpectate      MessageActivityType = 2
	ActivityListen        MessageActivityType = 3
	ActivityJoinRequest   MessageActivityType = 5
	ActivityStreamRequest MessageActivityType = 6
)

// MessageCall is the call of a message about a call.
//
// See https://docs.discord.com/developers/resources/message#message-call-object.
type MessageCall struct {
	// Participants are IDs of users.
	Participants []Snowflake `json:"participants"`
	// EndedTimestamp is zero while the call lasts.
	EndedTimestamp Time `json:"ended_timestamp,omitzero"`
}

// RoleSubscription is the purchase or renewal that a message is about.
//
// See https://docs.discord.com/developers/resources/message#role-subscription-data-object.
type RoleSubscription struct {
	ListingID             Snowflake `json:"role_subscription_listing_id"`
	TierName              string    `json:"tier_name"`
	TotalMonthsSubscribed int       `json:"total_months_subscribed"`
	IsRenewal             bool      `json:"is_renewal"`
}

// ClientTheme is a theme of the client that a message shares.
//
// See https://docs.discord.com/developers/resources/message#shared-client-theme-object.
type ClientTheme struct {
	// Colors are hexadecimal, 5 at most.
	Colors []string `json:"colors"`
	// GradientAngle is in degrees, up to 360. BaseMix is in percent.
	GradientAngle int       `json:"gradient_angle"`
	BaseMix       int       `json:"base_mix"`
	BaseTheme     BaseTheme `json:"base_theme,omitzero"`
}

// BaseTheme is the theme that a [ClientTheme] is based on.
type BaseTheme int

// The base themes.
const (
	BaseThemeUnset    BaseTheme = 0
	BaseThemeDark     BaseTheme = 1
	BaseThemeLight    BaseTheme = 2
	BaseThemeDarker   BaseTheme = 3
	BaseThemeMidnight BaseTheme = 4
)

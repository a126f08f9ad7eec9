package discord

// Guild is a whole guild, as Discord sends it in [ApplicationAuthorized]. Interactions contain a
// [PartialGuild].
//
// See https://docs.discord.com/developers/resources/guild#guild-object.
type Guild struct {
	ID          Snowflake `json:"id"`
	Name        string    `json:"name"`
	Description string    `json:"description,omitzero"`
	// OwnerID is the owner of the guild. Owner and Permissions describe the user who made the
	// request, if Discord sends them.
	OwnerID     Snowflake      `json:"owner_id"`
	Owner       bool           `json:"owner,omitzero"`
	Permissions Permissions    `json:"permissions,omitzero"`
	Features    []GuildFeature `json:"features"`
	Roles       []Role         `json:"roles"`
	Emojis      []Emoji        `json:"emojis"`
	Stickers    []Sticker      `json:"stickers,omitzero"`
	// PreferredLocale is the language of the guild. The default is "en-US".
	PreferredLocale Locale `json:"preferred_locale"`
	// Region is deprecated by Discord.
	Region string `json:"region,omitzero"`

	// Icon, IconHash, Splash, DiscoverySplash and Banner are hashes.
	Icon            string `json:"icon,omitzero"`
	IconHash        string `json:"icon_hash,omitzero"`
	Splash          string `json:"splash,omitzero"`
	DiscoverySplash string `json:"discovery_splash,omitzero"`
	Banner          string `json:"banner,omitzero"`
	VanityURLCode   string `json:"vanity_url_code,omitzero"`

	// ApplicationID is the application that made the guild.
	ApplicationID          Snowflake `json:"application_id,omitzero"`
	AFKChannelID           Snowflake `json:"afk_channel_id,omitzero"`
	SystemChannelID        Snowflake `json:"system_channel_id,omitzero"`
	RulesChannelID         Snowflake `json:"rules_channel_id,omitzero"`
	PublicUpdatesChannelID Snowflake `json:"public_updates_channel_id,omitzero"`
	SafetyAlertsChannelID  Snowflake `json:"safety_alerts_channel_id,omitzero"`
	WidgetEnabled          bool      `json:"widget_enabled,omitzero"`
	WidgetChannelID        Snowflake `json:"widget_channel_id,omitzero"`

	// AFKTimeout is in seconds.
	AFKTimeout                  int `json:"afk_timeout"`
	VerificationLevel           int `json:"verification_level"`
	DefaultMessageNotifications int `json:"default_message_notifications"`
	ExplicitContentFilter       int `json:"explicit_content_filter"`
	MFALevel                    int `json:"mfa_level"`
	NSFWLevel                   int `json:"nsfw_level"`
	// PremiumTier is the boost level: 0 to 3.
	PremiumTier               int  `json:"premium_tier"`
	PremiumSubscriptionCount  int  `json:"premium_subscription_count,omitzero"`
	PremiumProgressBarEnabled bool `json:"premium_progress_bar_enabled"`
	SystemChannelFlags        int  `json:"system_channel_flags"`

	MaxPresences             int `json:"max_presences,omitzero"`
	MaxMembers               int `json:"max_members,omitzero"`
	MaxVideoChannelUsers     int `json:"max_video_channel_users,omitzero"`
	MaxStageVideoUsers       int `json:"max_stage_video_channel_users,omitzero"`
	ApproximateMemberCount   int `json:"approximate_member_count,omitzero"`
	ApproximatePresenceCount int `json:"approximate_presence_count,omitzero"`

	WelcomeScreen *WelcomeScreen `json:"welcome_screen,omitzero"`
	Incidents     *Incidents     `json:"incidents_data,omitzero"`
}

// WelcomeScreen is what a guild shows to a new member.
//
// See https://docs.discord.com/developers/resources/guild#welcome-screen-object.
type WelcomeScreen struct {
	Description string           `json:"description,omitzero"`
	Channels    []WelcomeChannel `json:"welcome_channels"`
}

// WelcomeChannel is one channel on a [WelcomeScreen].
type WelcomeChannel struct {
	ChannelID   Snowflake `json:"channel_id"`
	Description string    `json:"description"`
	// EmojiID is a custom emoji; EmojiName its name, or a Unicode emoji.
	EmojiID   Snowflake `json:"emoji_id,omitzero"`
	EmojiName string    `json:"emoji_name,omitzero"`
}

// Incidents describes raids and spam in a guild, and what was closed because of them. A time that
// does not apply is zero.
//
// See https://docs.discord.com/developers/resources/guild#incidents-data-object.
type Incidents struct {
	InvitesDisabledUntil Time `json:"invites_disabled_until,omitzero"`
	DMsDisabledUntil     Time `json:"dms_disabled_until,omitzero"`
	DMSpamDetectedAt     Time `json:"dm_spam_detected_at,omitzero"`
	RaidDetectedAt       Time `json:"raid_detected_at,omitzero"`
}

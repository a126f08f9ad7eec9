package discord

// PartialGuild is the part of a guild that an interaction contains. The whole object is [Guild].
//
// See https://docs.discord.com/developers/resources/guild#guild-object.
type PartialGuild struct {
	ID Snowflake `json:"id"`
	// Locale is the guild's preferred language.
	Locale   Locale         `json:"locale,omitzero"`
	Features []GuildFeature `json:"features,omitzero"`
}

// GuildFeature is the name of a feature that a guild has. Features without a constant are kept.
//
// See https://docs.discord.com/developers/resources/guild#guild-object-guild-features.
type GuildFeature string

// The guild features.
const (
	FeatureAnimatedBanner                        GuildFeature = "ANIMATED_BANNER"
	FeatureAnimatedIcon                          GuildFeature = "ANIMATED_ICON"
	FeatureApplicationCommandPermissionsV2       GuildFeature = "APPLICATION_COMMAND_PERMISSIONS_V2"
	FeatureAutoModeration                        GuildFeature = "AUTO_MODERATION"
	FeatureBanner                                GuildFeature = "BANNER"
	FeatureCommunity                             GuildFeature = "COMMUNITY"
	FeatureCreatorMonetizableProvisional         GuildFeature = "CREATOR_MONETIZABLE_PROVISIONAL"
	FeatureCreatorStorePage                      GuildFeature = "CREATOR_STORE_PAGE"
	FeatureDeveloperSupportServer                GuildFeature = "DEVELOPER_SUPPORT_SERVER"
	FeatureDiscoverable                          GuildFeature = "DISCOVERABLE"
	FeatureFeaturable                            GuildFeature = "FEATURABLE"
	FeatureInvitesDisabled                       GuildFeature = "INVITES_DISABLED"
	FeatureInviteSplash                          GuildFeature = "INVITE_SPLASH"
	FeatureMemberVerificationGateEnabled         GuildFeature = "MEMBER_VERIFICATION_GATE_ENABLED"
	FeatureMoreSoundboard                        GuildFeature = "MORE_SOUNDBOARD"
	FeatureMoreStickers                          GuildFeature = "MORE_STICKERS"
	FeatureNews                                  GuildFeature = "NEWS"
	FeaturePartnered                             GuildFeature = "PARTNERED"
	FeaturePreviewEnabled                        GuildFeature = "PREVIEW_ENABLED"
	FeatureRaidAlertsDisabled                    GuildFeature = "RAID_ALERTS_DISABLED"
	FeatureRoleIcons                             GuildFeature = "ROLE_ICONS"
	FeatureRoleSubscriptionsAvailableForPurchase GuildFeature = "ROLE_SUBSCRIPTIONS_AVAILABLE_FOR_PURCHASE"
	FeatureRoleSubscriptionsEnabled              GuildFeature = "ROLE_SUBSCRIPTIONS_ENABLED"
	FeatureSoundboard                            GuildFeature = "SOUNDBOARD"
	FeatureTicketedEventsEnabled                 GuildFeature = "TICKETED_EVENTS_ENABLED"
	FeatureVanityURL                             GuildFeature = "VANITY_URL"
	FeatureVerified                              GuildFeature = "VERIFIED"
	FeatureVIPRegions                            GuildFeature = "VIP_REGIONS"
	FeatureWelcomeScreenEnabled                  GuildFeature = "WELCOME_SCREEN_ENABLED"
	FeatureGuestsEnabled                         GuildFeature = "GUESTS_ENABLED"
	FeatureGuildTags                             GuildFeature = "GUILD_TAGS"
	FeatureEnhancedRoleColors                    GuildFeature = "ENHANCED_ROLE_COLORS"
	// The next two are only in Discord's description of the API.
	FeaturePruneRequiresAdmin GuildFeature = "PRUNE_REQUIRES_ADMIN"
	FeatureOfficialGameGuild  GuildFeature = "OFFICIAL_GAME_GUILD"
)

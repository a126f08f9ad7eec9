package rest

import (
	"context"
	"net/http"
	"net/url"

	"github.com/hotaru-go/hotaru/discord"
)

// GuildEdit changes a guild. A nil field is not changed; see [API] for how to clear a field.
//
// See https://docs.discord.com/developers/resources/guild#modify-guild.
type GuildEdit struct {
	// Name is 2 to 100 characters.
	Name        string  `json:"name"`
	Description *string `json:"description"`
	// VerificationLevel is 0 to 4, DefaultMessageNotifications is 0 or 1, and ExplicitContentFilter
	// is 0 to 2.
	VerificationLevel           *int           `json:"verification_level"`
	DefaultMessageNotifications *int           `json:"default_message_notifications"`
	ExplicitContentFilter       *int           `json:"explicit_content_filter"`
	PreferredLocale             discord.Locale `json:"preferred_locale"`
	// AFKTimeout is in seconds: 60, 300, 900, 1800 or 3600.
	AFKTimeout             *int               `json:"afk_timeout"`
	AFKChannelID           *discord.Snowflake `json:"afk_channel_id"`
	SystemChannelID        *discord.Snowflake `json:"system_channel_id"`
	SystemChannelFlags     *int               `json:"system_channel_flags"`
	RulesChannelID         *discord.Snowflake `json:"rules_channel_id"`
	PublicUpdatesChannelID *discord.Snowflake `json:"public_updates_channel_id"`
	SafetyAlertsChannelID  *discord.Snowflake `json:"safety_alerts_channel_id"`
	// Icon, Splash, DiscoverySplash and Banner are pictures made by [Image]. The last three need a
	// feature of the guild.
	Icon            *string `json:"icon"`
	Splash          *string `json:"splash"`
	DiscoverySplash *string `json:"discovery_splash"`
	Banner          *string `json:"banner"`
	// Features is the complete new list of the features that can be changed. COMMUNITY needs
	// ADMINISTRATOR.
	Features                  []discord.GuildFeature `json:"features"`
	PremiumProgressBarEnabled *bool                  `json:"premium_progress_bar_enabled"`
}

// MarshalJSON writes the fields that are set.
func (e GuildEdit) MarshalJSON() ([]byte, error) { return encodeEdit(e) }

// GetGuild returns a guild that the bot is in, with the approximate numbers of its members. Further
// codes: [ErrUnknownGuild].
//
// See https://docs.discord.com/developers/resources/guild#get-guild.
func (a API) GetGuild(ctx context.Context, guild discord.Snowflake) (*discord.Guild, error) {
	return get[discord.Guild](ctx, a, withQuery(Path("/guilds/{guild.id}", guild), url.Values{"with_counts": {"true"}}))
}

// EditGuild changes a guild. It needs MANAGE_GUILD. Further codes: [ErrUnknownGuild].
//
// See https://docs.discord.com/developers/resources/guild#modify-guild.
func (a API) EditGuild(ctx context.Context, guild discord.Snowflake, e GuildEdit) (*discord.Guild, error) {
	return send[discord.Guild](ctx, a, http.MethodPatch, Path("/guilds/{guild.id}", guild), e)
}

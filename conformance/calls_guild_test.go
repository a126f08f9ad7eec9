package conformance

import (
	"context"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

var callsOfGuilds = []call{
	{"ListChannels", func(c context.Context, a rest.API) error { return one(a.ListChannels(c, 1)) }},
	{"CreateChannel", func(c context.Context, a rest.API) error {
		return one(a.CreateChannel(c, 1, rest.ChannelCreate{Name: "n"}))
	}},
	{"CreateChannel/all", func(c context.Context, a rest.API) error {
		return one(a.CreateChannel(c, 1, rest.ChannelCreate{
			Name: "n", Type: discord.ChannelGuildForum, Topic: "t", ParentID: 3, Position: 1, NSFW: true, RateLimitPerUser: 5, Bitrate: 8000, UserLimit: 1,
			Overwrites: []discord.PermissionOverwrite{{ID: 4, Type: discord.OverwriteRole, Allow: 1024}}, RTCRegion: "rotterdam",
			VideoQualityMode: discord.VideoQualityFull, DefaultAutoArchiveDuration: 60, DefaultThreadRateLimitPerUser: 5,
			AvailableTags: []rest.ForumTag{{Name: "t"}}, DefaultReaction: &discord.DefaultReaction{EmojiID: 9},
			DefaultSortOrder: new(discord.SortLatestActivity), DefaultForumLayout: discord.ForumLayoutGallery,
		}))
	}},
	{"GetGuild", func(c context.Context, a rest.API) error { return one(a.GetGuild(c, 1)) }},
	{"EditGuild/cleared", func(c context.Context, a rest.API) error {
		return one(a.EditGuild(c, 1, rest.GuildEdit{
			Description: new(""), AFKChannelID: noID, SystemChannelID: noID, RulesChannelID: noID, PublicUpdatesChannelID: noID, SafetyAlertsChannelID: noID,
			Icon: new(""), Splash: new(""), DiscoverySplash: new(""), Banner: new(""), Features: []discord.GuildFeature{}, PremiumProgressBarEnabled: new(false),
		}))
	}},
	{"EditGuild/all", func(c context.Context, a rest.API) error {
		return one(a.EditGuild(c, 1, rest.GuildEdit{
			Name: "glow", Description: new("d"), VerificationLevel: new(1), DefaultMessageNotifications: new(1), ExplicitContentFilter: new(2),
			PreferredLocale: discord.LocaleGerman, AFKTimeout: new(300), AFKChannelID: new(discord.Snowflake(2)), SystemChannelFlags: new(1), Icon: new(image),
			Features: []discord.GuildFeature{discord.FeatureCommunity},
		}))
	}},
	{"MoveChannels", func(c context.Context, a rest.API) error {
		return a.MoveChannels(c, 1, rest.ChannelPosition{ID: 2, Position: 0}, rest.ChannelPosition{ID: 3, Position: 1, ParentID: 4, LockPermissions: true})
	}},
	{"MoveRoles", func(c context.Context, a rest.API) error {
		return one(a.MoveRoles(c, 1, rest.RolePosition{ID: 2, Position: 3}))
	}},
	{"ListSubscriptions", func(c context.Context, a rest.API) error { return one(a.ListSubscriptions(c, 1, 2, page)) }},
	{"GetSubscription", func(c context.Context, a rest.API) error { return one(a.GetSubscription(c, 1, 2)) }},
	{"GetMember", func(c context.Context, a rest.API) error { return one(a.GetMember(c, 1, 2)) }},
	{"ListMembers", func(c context.Context, a rest.API) error { return one(a.ListMembers(c, 1, page)) }},
	{"SearchMembers", func(c context.Context, a rest.API) error { return one(a.SearchMembers(c, 1, "a&b", 5)) }},
	{"EditMember/cleared", func(c context.Context, a rest.API) error {
		return one(a.EditMember(c, 1, 2, rest.MemberEdit{
			Nick: new(""), Roles: []discord.Snowflake{}, Mute: new(false), Deaf: new(false), ChannelID: noID, TimedOutUntil: new(discord.Time{}), Flags: new(discord.MemberFlags(0)),
		}))
	}},
	{"EditMember/all", func(c context.Context, a rest.API) error {
		return one(a.EditMember(c, 1, 2, rest.MemberEdit{
			Nick: new("n"), Roles: []discord.Snowflake{3}, Mute: new(true), Deaf: new(true), ChannelID: new(discord.Snowflake(4)), Flags: new(discord.MemberBypassesVerification),
		}))
	}},
	{"EditOwnMember", func(c context.Context, a rest.API) error {
		return one(a.EditOwnMember(c, 1, rest.OwnMemberEdit{Nick: new(""), Avatar: new(""), Banner: new(image), Bio: new("b")}))
	}},
	{"TimeOutMember", func(c context.Context, a rest.API) error { return a.TimeOutMember(c, 1, 2, then) }},
	{"AddMemberRole", func(c context.Context, a rest.API) error { return a.AddMemberRole(c, 1, 2, 3) }},
	{"RemoveMemberRole", func(c context.Context, a rest.API) error { return a.RemoveMemberRole(c, 1, 2, 3) }},
	{"KickMember", func(c context.Context, a rest.API) error { return a.KickMember(c, 1, 2) }},
	{"BanMember", func(c context.Context, a rest.API) error { return a.BanMember(c, 1, 2, time.Hour) }},
	{"BanMember/none", func(c context.Context, a rest.API) error { return a.BanMember(c, 1, 2, 0) }},
	{"UnbanMember", func(c context.Context, a rest.API) error { return a.UnbanMember(c, 1, 2) }},
	{"GetBan", func(c context.Context, a rest.API) error { return one(a.GetBan(c, 1, 2)) }},
	{"ListBans", func(c context.Context, a rest.API) error {
		return one(a.ListBans(c, 1, rest.Page{Before: 9, Limit: 5}))
	}},
	{"BulkBanMembers", func(c context.Context, a rest.API) error {
		return one(a.BulkBanMembers(c, 1, []discord.Snowflake{2, 3}, time.Hour))
	}},
	{"ListRoles", func(c context.Context, a rest.API) error { return one(a.ListRoles(c, 1)) }},
	{"GetRole", func(c context.Context, a rest.API) error { return one(a.GetRole(c, 1, 2)) }},
	{"CreateRole", func(c context.Context, a rest.API) error {
		return one(a.CreateRole(c, 1, rest.RoleCreate{
			Name: "n", Permissions: new(discord.Permissions(1024)), Colors: &discord.RoleColors{Primary: 1}, Hoist: true, Mentionable: true, Icon: image,
		}))
	}},
	{"EditRole", func(c context.Context, a rest.API) error {
		return one(a.EditRole(c, 1, 2, rest.RoleEdit{
			Name: "n", Permissions: new(discord.Permissions(0)), Hoist: new(false), Mentionable: new(false), Icon: new(""), UnicodeEmoji: new(""),
		}))
	}},
	{"DeleteRole", func(c context.Context, a rest.API) error { return a.DeleteRole(c, 1, 2) }},
	{"ListGuildWebhooks", func(c context.Context, a rest.API) error { return one(a.ListGuildWebhooks(c, 1)) }},
	{"GetUser", func(c context.Context, a rest.API) error { return one(a.GetUser(c, 1)) }},
	{"GetOwnUser", func(c context.Context, a rest.API) error { return one(a.GetOwnUser(c)) }},
	{"EditOwnUser", func(c context.Context, a rest.API) error {
		return one(a.EditOwnUser(c, rest.UserEdit{Username: "glow", Avatar: new(""), Banner: new(image)}))
	}},
	{"LeaveGuild", func(c context.Context, a rest.API) error { return a.LeaveGuild(c, 1) }},
	{"CreateDM", func(c context.Context, a rest.API) error { return one(a.CreateDM(c, 1)) }},
	{"SendDM", func(c context.Context, a rest.API) error { return one(a.SendDM(c, 1, discord.Message{Content: "x"})) }},
	{"ListEntitlements", func(c context.Context, a rest.API) error {
		return one(a.ListEntitlements(c, rest.EntitlementFilter{
			ApplicationID: 1, UserID: 2, GuildID: 3, SKUIDs: []discord.Snowflake{4, 5}, ExcludeEnded: true, IncludeDeleted: true, Page: page,
		}))
	}},
	{"GetEntitlement", func(c context.Context, a rest.API) error { return one(a.GetEntitlement(c, 1, 2)) }},
	{"ConsumeEntitlement", func(c context.Context, a rest.API) error { return a.ConsumeEntitlement(c, 1, 2) }},
	{"CreateTestEntitlement", func(c context.Context, a rest.API) error {
		return one(a.CreateTestEntitlement(c, rest.TestEntitlement{ApplicationID: 1, SKUID: 2, UserID: 3}))
	}},
	{"DeleteTestEntitlement", func(c context.Context, a rest.API) error { return a.DeleteTestEntitlement(c, 1, 2) }},
	{"ListSKUs", func(c context.Context, a rest.API) error { return one(a.ListSKUs(c, 1)) }},
	{"ListEmojis", func(c context.Context, a rest.API) error { return one(a.ListEmojis(c, 1)) }},
	{"GetEmoji", func(c context.Context, a rest.API) error { return one(a.GetEmoji(c, 1, 2)) }},
	{"CreateEmoji", func(c context.Context, a rest.API) error { return one(a.CreateEmoji(c, 1, "glow", image)) }},
	{"RenameEmoji", func(c context.Context, a rest.API) error { return one(a.RenameEmoji(c, 1, 2, "glow")) }},
	{"DeleteEmoji", func(c context.Context, a rest.API) error { return a.DeleteEmoji(c, 1, 2) }},
	{"GetCommand", func(c context.Context, a rest.API) error { return one(a.GetCommand(c, scope, 2)) }},
	{"CreateCommand", func(c context.Context, a rest.API) error {
		return one(a.CreateCommand(c, local, discord.Command{Name: "a", Description: "d"}))
	}},
	{"EditCommand/cleared", func(c context.Context, a rest.API) error {
		return one(a.EditCommand(c, scope, 2, rest.CommandEdit{
			Name: "a", NameLocalizations: map[discord.Locale]string{}, Options: []discord.CommandOption{}, DefaultMemberPermissions: new(discord.Permissions(0)),
			IntegrationTypes: []discord.IntegrationType{}, Contexts: []discord.InteractionContext{}, Handler: discord.HandlerApp,
		}))
	}},
	{"EditCommand/guild", func(c context.Context, a rest.API) error {
		return one(a.EditCommand(c, local, 2, rest.CommandEdit{Description: "d"}))
	}},
	{"DeleteCommand", func(c context.Context, a rest.API) error { return a.DeleteCommand(c, local, 2) }},
	{"ListCommandPermissions", func(c context.Context, a rest.API) error { return one(a.ListCommandPermissions(c, local)) }},
	{"GetCommandPermissions", func(c context.Context, a rest.API) error { return one(a.GetCommandPermissions(c, local, 2)) }},
	{"SetCommandPermissions", func(c context.Context, a rest.API) error {
		return one(a.SetCommandPermissions(c, local, 2, []discord.CommandPermission{{ID: 3, Type: discord.CommandPermissionRole, Permission: true}}))
	}},
	{"EditApplication/cleared", func(c context.Context, a rest.API) error {
		return one(a.EditApplication(c, rest.ApplicationEdit{
			InteractionsEndpointURL: new(""), EventWebhooksURL: new(""), Tags: []string{}, EventWebhooksTypes: []discord.EventName{}, Icon: new(""),
			CoverImage: new(""), InstallParams: &discord.InstallParams{}, CustomInstallURL: new(""), RoleConnectionsVerificationURL: new(""),
		}))
	}},
	{"EditApplication/all", func(c context.Context, a rest.API) error {
		return one(a.EditApplication(c, rest.ApplicationEdit{
			InteractionsEndpointURL: new("https://example.org/i"), EventWebhooksURL: new("https://example.org/e"), EventWebhooksStatus: discord.EventWebhooksEnabled,
			EventWebhooksTypes: []discord.EventName{discord.EventEntitlementCreate}, Tags: []string{"fun"}, Flags: new(0), Icon: new(image),
			InstallConfigs: &discord.InstallConfigs{Guild: &discord.InstallConfig{Params: &discord.InstallParams{Scopes: []string{"bot"}, Permissions: 1024}}},
		}))
	}},
}

package discordtest

import (
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// World is a guild, its people, and the channels to talk to the app in. It may be changed before the first
// interaction. All of its IDs are fixed, so that tests can name them.
type World struct {
	Guild discord.PartialGuild
	// GuildName is for people to read.
	GuildName string
	// Channels are the guild's: text, announcements, voice, a category and a thread.
	Channels []discord.Channel
	// DM is the direct message with the app's bot, GroupDM one with others.
	DM, GroupDM discord.Channel
	// Roles are the guild's, the first one everybody's.
	Roles []discord.Role
	// Members are the people of the guild, each with the user that they are. The first acts unless another is named;
	// the last is a bot.
	Members []discord.Member
	// Strangers are users that are not in the guild.
	Strangers []discord.User
}

const everyday = discord.PermissionViewChannel | discord.PermissionSendMessages | discord.PermissionEmbedLinks |
	discord.PermissionAttachFiles | discord.PermissionReadMessageHistory | discord.PermissionAddReactions |
	discord.PermissionUseExternalEmojis | discord.PermissionConnect | discord.PermissionSpeak |
	discord.PermissionChangeNickname | discord.PermissionUseApplicationCommands |
	discord.PermissionSendMessagesInThreads | discord.PermissionCreatePublicThreads | discord.PermissionSendPolls |
	discord.PermissionUseExternalApps

// allPermissions is what an administrator has.
const allPermissions discord.Permissions = 1<<53 - 1 - 1<<47

// NewWorld makes the world that tests begin with.
func NewWorld() World {
	const guild discord.Snowflake = 1187204533208612864
	joined := discord.Time{Time: time.Date(2023, 12, 21, 9, 13, 5, 771e6, time.UTC)}
	channel := func(id discord.Snowflake, kind discord.ChannelType, name string) discord.Channel {
		return discord.Channel{ID: id, Type: kind, Name: name, GuildID: guild}
	}
	category := channel(1187204534420766738, discord.ChannelGuildCategory, "Meadow")
	general := channel(1187204534420766740, discord.ChannelGuildText, "general")
	general.Topic, general.ParentID, general.LastMessageID = "What glows tonight?", category.ID, 1323980011223344556
	news := channel(1187204534420766741, discord.ChannelGuildAnnouncement, "news")
	news.ParentID, news.Position = category.ID, 1
	voice := channel(1187204534420766742, discord.ChannelGuildVoice, "Night walk")
	voice.ParentID, voice.Bitrate = category.ID, 64000
	thread := channel(1323980011223344999, discord.ChannelPublicThread, "July counts")
	thread.ParentID, thread.OwnerID = general.ID, 218436509120135168
	thread.Thread = &discord.ThreadMetadata{AutoArchiveDuration: 1440, ArchiveTimestamp: joined}

	everyone := discord.Role{ID: guild, Name: "@everyone", Permissions: everyday}
	moderator := discord.Role{ID: 1187210042112327771, Name: "Moderator", Color: 0x3BA55D, Position: 2, Hoist: true,
		Mentionable: true, Permissions: everyday | discord.PermissionManageMessages | discord.PermissionKickMembers |
			discord.PermissionBanMembers | discord.PermissionModerateMembers}
	moderator.Colors.Primary = moderator.Color
	keeper := discord.Role{ID: 1187210042112327772, Name: "Keeper", Position: 3, Permissions: discord.PermissionAdministrator}

	member := func(id discord.Snowflake, name, display, nick string, roles ...discord.Snowflake) discord.Member {
		user := discord.User{ID: id, Username: name, GlobalName: display, Discriminator: "0"}
		return discord.Member{User: &user, Nick: nick, Roles: roles, JoinedAt: joined}
	}
	bot := member(302050872383242240, "reed.bot", "", "")
	bot.User.Bot, bot.User.Discriminator = true, "3771"
	return World{
		Guild:     discord.PartialGuild{ID: guild, Locale: discord.LocaleEnglishUS, Features: []discord.GuildFeature{discord.FeatureCommunity, discord.FeatureNews}},
		GuildName: "Firefly meadow",
		Channels:  []discord.Channel{general, news, voice, category, thread},
		DM:        discord.Channel{ID: 1187300000000000001, Type: discord.ChannelDM, LastMessageID: 1323980011223344557},
		GroupDM:   discord.Channel{ID: 1187300000000000002, Type: discord.ChannelGroupDM, Name: "Night owls", OwnerID: 218436509120135168},
		Roles:     []discord.Role{everyone, moderator, keeper},
		Members: []discord.Member{
			member(218436509120135168, "ami.lampyris", "Ami", ""),
			member(401920377712607233, "reed.warbler", "Reed", "reed (away)", moderator.ID),
			member(155149108183695360, "old.oak", "Old Oak", "", keeper.ID),
			bot,
		},
		Strangers: []discord.User{{ID: 912345678901234567, Username: "passer.by", GlobalName: "Passer-by", Discriminator: "0"}},
	}
}

// Member finds a member of the guild; nil where the user is not one.
func (w *World) Member(id discord.Snowflake) *discord.Member {
	for i := range w.Members {
		if w.Members[i].User.ID == id {
			return &w.Members[i]
		}
	}
	return nil
}

// User finds a user, in the guild or not; nil where there is none.
func (w *World) User(id discord.Snowflake) *discord.User {
	if m := w.Member(id); m != nil {
		return m.User
	}
	for i := range w.Strangers {
		if w.Strangers[i].ID == id {
			return &w.Strangers[i]
		}
	}
	return nil
}

// Role finds a role; nil where there is none.
func (w *World) Role(id discord.Snowflake) *discord.Role {
	for i := range w.Roles {
		if w.Roles[i].ID == id {
			return &w.Roles[i]
		}
	}
	return nil
}

// Channel finds a channel, of the guild or a direct message; nil where there is none.
func (w *World) Channel(id discord.Snowflake) *discord.Channel {
	for i := range w.Channels {
		if w.Channels[i].ID == id {
			return &w.Channels[i]
		}
	}
	for _, c := range []*discord.Channel{&w.DM, &w.GroupDM} {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// PermissionsOf are what a member may do in the guild, by the roles; nothing for who is no member.
func (w *World) PermissionsOf(id discord.Snowflake) discord.Permissions {
	member := w.Member(id)
	if member == nil {
		return 0
	}
	var p discord.Permissions
	for i := range w.Roles {
		if i == 0 || member.HasRole(w.Roles[i].ID) {
			p |= w.Roles[i].Permissions
		}
	}
	if p.Has(discord.PermissionAdministrator) {
		return allPermissions
	}
	return p
}

package discordtest

import (
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// World is a guild with its people and channels. Its IDs are fixed, so that tests can name them. A
// test can change it before anybody acts. After that the app's calls change it, and [Discord.See]
// reads it.
type World struct {
	Guild discord.PartialGuild
	// GuildName is the guild's name.
	GuildName string
	// Channels are the guild's channels: text, announcements, voice, a category and a thread.
	Channels []discord.Channel
	// DM is the first member's direct message with the app's bot. GroupDM is a group direct message
	// with other people.
	DM, GroupDM discord.Channel
	// Roles are the guild's roles. The first is @everyone.
	Roles []discord.Role
	// Members are the guild's members. The first one acts unless a test names another. The last is
	// a bot, but not the app's bot.
	Members []discord.Member
	// Strangers are users outside the guild.
	Strangers []discord.User
	// Bot is the app's bot in the guild. Its roles give it permissions: see [World.BotRole] and
	// [World.Grant].
	Bot discord.Member
	// OwnerID is the guild's owner, who has every permission.
	OwnerID discord.Snowflake
	// Bans are the reasons for the bans, by user ID.
	Bans map[discord.Snowflake]string
	// DMs are the bot's other direct messages, each with the person in Recipients.
	DMs []discord.Channel
	// ClosedDMs are the users who accept no direct messages from the bot.
	ClosedDMs []discord.Snowflake
	// ThreadMembers are the users in each thread.
	ThreadMembers map[discord.Snowflake][]discord.Snowflake
}

// botRole is the ID of the role that Discord makes for the app.
const botRole discord.Snowflake = 1306194279000000001

const everyday = discord.PermissionViewChannel | discord.PermissionSendMessages | discord.PermissionEmbedLinks |
	discord.PermissionAttachFiles | discord.PermissionReadMessageHistory | discord.PermissionAddReactions |
	discord.PermissionUseExternalEmojis | discord.PermissionConnect | discord.PermissionSpeak |
	discord.PermissionChangeNickname | discord.PermissionUseApplicationCommands |
	discord.PermissionSendMessagesInThreads | discord.PermissionCreatePublicThreads | discord.PermissionSendPolls |
	discord.PermissionUseExternalApps

// allPermissions is what an administrator has.
const allPermissions discord.Permissions = 1<<53 - 1 - 1<<47

// NewWorld makes the world that tests begin with, the guild "Firefly meadow":
//
//	Members[0]    Ami       ami.lampyris   no role; acts unless a test names somebody else
//	Members[1]    Reed      reed.warbler   Moderator; nick "reed (away)"
//	Members[2]    Old Oak   old.oak        Keeper, and the owner
//	Members[3]    reed.bot  reed.bot       another bot, no role
//	Strangers[0]  Passer-by passer.by      not in the guild
//	Bot           firefly                  the app's bot; a role of its name: see [World.Grant]
//
//	Roles[0]  @everyone  what every member may, below
//	Roles[1]  Moderator  also MANAGE_MESSAGES, KICK_MEMBERS, BAN_MEMBERS, MODERATE_MEMBERS
//	Roles[2]  Keeper     ADMINISTRATOR
//	Roles[3]  firefly    what every member may; the lowest position
//
//	Channels[0]  general      text, in Meadow
//	Channels[1]  news         announcements, in Meadow
//	Channels[2]  Night walk   voice, in Meadow
//	Channels[3]  Meadow       a category
//	Channels[4]  July counts  a public thread in general that Ami opened; nobody has joined it
//
// Every member may see channels, read their history, write, embed links, attach files, react, use
// other guilds' emojis, use commands and external apps, send polls, open public threads and write
// in threads, connect and speak, and change their nick. Creating private threads needs
// CREATE_PRIVATE_THREADS. Only their members and users with MANAGE_THREADS see them. Of these
// people only Old Oak has it.
//
// Use app.As(*app.World.Members[1].User) to act as another user, and
// app.In(app.Channel("news").Info()) to act in another channel.
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

	managed := discord.Role{ID: botRole, Name: "firefly", Position: 1, Managed: true, Permissions: everyday,
		Tags: &discord.RoleTags{BotID: defaultApplicationID}}

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
		DM: discord.Channel{ID: 1187300000000000001, Type: discord.ChannelDM, LastMessageID: 1323980011223344557,
			Recipients: []discord.User{{ID: 218436509120135168, Username: "ami.lampyris", GlobalName: "Ami", Discriminator: "0"}}},
		GroupDM: discord.Channel{ID: 1187300000000000002, Type: discord.ChannelGroupDM, Name: "Night owls", OwnerID: 218436509120135168},
		Roles:   []discord.Role{everyone, moderator, keeper, managed},
		Members: []discord.Member{
			member(218436509120135168, "ami.lampyris", "Ami", ""),
			member(401920377712607233, "reed.warbler", "Reed", "reed (away)", moderator.ID),
			member(155149108183695360, "old.oak", "Old Oak", "", keeper.ID),
			bot,
		},
		Bot: discord.Member{User: &discord.User{ID: defaultApplicationID, Username: "firefly", Discriminator: "4410", Bot: true},
			Roles: []discord.Snowflake{botRole}, JoinedAt: joined},
		OwnerID: 155149108183695360,
		Bans:    map[discord.Snowflake]string{}, ThreadMembers: map[discord.Snowflake][]discord.Snowflake{},
		Strangers: []discord.User{{ID: 912345678901234567, Username: "passer.by", GlobalName: "Passer-by", Discriminator: "0"}},
	}
}

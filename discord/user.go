package discord

// User is a person, a bot, or the name of a webhook. In an interaction Discord sends the fields up
// to [User.PrimaryGuild]. Email and other fields of the account are only sent through OAuth2.
//
// See https://docs.discord.com/developers/resources/user#user-object.
type User struct {
	ID Snowflake `json:"id"`
	// Username is the unique name. Users see [User.DisplayName].
	Username string `json:"username"`
	// Discriminator is "0", except for bots and for accounts that still have an old name.
	Discriminator string `json:"discriminator,omitzero"`
	// GlobalName is the display name. It is empty if the user set none.
	GlobalName string `json:"global_name,omitzero"`
	// Avatar is the avatar's hash. It is empty for the default avatar.
	Avatar string `json:"avatar,omitzero"`
	Bot    bool   `json:"bot,omitzero"`
	// System marks Discord's system user.
	System      bool      `json:"system,omitzero"`
	PublicFlags UserFlags `json:"public_flags,omitzero"`
	// AvatarDecoration is nil if the user has none.
	AvatarDecoration *AvatarDecoration `json:"avatar_decoration_data,omitzero"`
	// Collectibles is nil if the user has none.
	Collectibles *Collectibles `json:"collectibles,omitzero"`
	// PrimaryGuild is the guild whose tag the user may show. Nil means none.
	PrimaryGuild *PrimaryGuild `json:"primary_guild,omitzero"`

	// Banner is the banner's hash.
	Banner string `json:"banner,omitzero"`
	// AccentColor is 0xRRGGBB. Nil means none; zero is black.
	AccentColor *int        `json:"accent_color,omitzero"`
	Flags       UserFlags   `json:"flags,omitzero"`
	Locale      Locale      `json:"locale,omitzero"`
	PremiumType PremiumType `json:"premium_type,omitzero"`
	MFAEnabled  bool        `json:"mfa_enabled,omitzero"`
	Verified    bool        `json:"verified,omitzero"`
	Email       string      `json:"email,omitzero"`
}

// DisplayName returns the name that is shown outside guilds: the global name, or the username if
// there is none. In a guild use [Member.DisplayName].
func (u *User) DisplayName() string {
	if u.GlobalName != "" {
		return u.GlobalName
	}
	return u.Username
}

// Mention returns the markdown that mentions the user: "<@ID>".
func (u *User) Mention() string { return MentionUser(u.ID) }

// UserFlags are the badges and flags of an account.
//
// See https://docs.discord.com/developers/resources/user#user-object-user-flags.
type UserFlags int

// The user flags.
const (
	UserStaff                 UserFlags = 1 << 0
	UserPartner               UserFlags = 1 << 1
	UserHypeSquad             UserFlags = 1 << 2
	UserBugHunterLevel1       UserFlags = 1 << 3
	UserHypeSquadBravery      UserFlags = 1 << 6
	UserHypeSquadBrilliance   UserFlags = 1 << 7
	UserHypeSquadBalance      UserFlags = 1 << 8
	UserPremiumEarlySupporter UserFlags = 1 << 9
	UserTeam                  UserFlags = 1 << 10
	UserBugHunterLevel2       UserFlags = 1 << 14
	UserVerifiedBot           UserFlags = 1 << 16
	UserVerifiedDeveloper     UserFlags = 1 << 17
	UserCertifiedModerator    UserFlags = 1 << 18
	UserBotHTTPInteractions   UserFlags = 1 << 19
)

// Has reports whether all of the wanted flags are set.
func (f UserFlags) Has(want UserFlags) bool { return f&want == want }

// PremiumType is the Nitro plan of a user.
//
// See https://docs.discord.com/developers/resources/user#user-object-premium-types.
type PremiumType int

// The premium types.
const (
	PremiumNone         PremiumType = 0
	PremiumNitroClassic PremiumType = 1
	PremiumNitro        PremiumType = 2
	PremiumNitroBasic   PremiumType = 3
)

// AvatarDecoration is the frame around an avatar.
//
// See https://docs.discord.com/developers/resources/user#avatar-decoration-data-object.
type AvatarDecoration struct {
	Asset string    `json:"asset"`
	SKUID Snowflake `json:"sku_id"`
}

// Collectibles are a user's decorations other than the avatar decoration.
//
// See https://docs.discord.com/developers/resources/user#collectibles.
type Collectibles struct {
	Nameplate *Nameplate `json:"nameplate,omitzero"`
}

// Nameplate is the background of a user's name.
//
// See https://docs.discord.com/developers/resources/user#nameplate.
type Nameplate struct {
	SKUID Snowflake `json:"sku_id"`
	// Asset is the path of the picture.
	Asset string `json:"asset"`
	Label string `json:"label"`
	// Palette is the background's color by name, like "teal".
	Palette string `json:"palette"`
}

// PrimaryGuild is the guild whose tag a user may show beside the name.
//
// See https://docs.discord.com/developers/resources/user#user-object-user-primary-guild.
type PrimaryGuild struct {
	GuildID Snowflake `json:"identity_guild_id,omitzero"`
	// Enabled is false if the user removed the tag. It is nil if Discord removed it, for example
	// because the guild no longer has tags.
	Enabled *bool `json:"identity_enabled,omitzero"`
	// Tag has at most 4 characters.
	Tag string `json:"tag,omitzero"`
	// Badge is the badge's hash.
	Badge string `json:"badge,omitzero"`
}

package discord

import "strconv"

// AvatarURL returns the address of the user's avatar, or of the default avatar if the user has
// none. The zero format is WebP, animated if the avatar is. A format in which Discord does not
// serve the picture, such as GIF if it is not animated, is replaced by PNG. The size is in pixels,
// and is rounded up to a power of two from 16 to 4096; zero is Discord's default.
//
// See https://docs.discord.com/developers/reference#image-formatting-cdn-endpoints.
func (u *User) AvatarURL(format PictureFormat, size int) string {
	if u.Avatar == "" {
		return u.DefaultAvatarURL()
	}
	return pictureURL(format, size, movingFormats, "avatars", u.ID.String(), u.Avatar)
}

// DefaultAvatarURL returns the address of the avatar that Discord shows if the user set none. It is
// a PNG with a fixed size.
func (u *User) DefaultAvatarURL() string {
	index := uint64(u.ID>>22) % 6
	if old, err := strconv.ParseUint(u.Discriminator, 10, 16); err == nil && old != 0 {
		index = old % 5
	}
	return pictures + "embed/avatars/" + strconv.FormatUint(index, 10) + ".png"
}

// BannerURL returns the address of the user's banner, or an empty string if there is none. Format
// and size are as in [User.AvatarURL].
func (u *User) BannerURL(format PictureFormat, size int) string {
	return pictureURL(format, size, movingFormats, "banners", u.ID.String(), u.Banner)
}

// AvatarURL returns the address of the member's avatar in this guild, or of the user's avatar if
// there is none. It is empty if the member has neither Avatar nor User. Format and size are as in
// [User.AvatarURL].
func (m *Member) AvatarURL(guild Snowflake, format PictureFormat, size int) string {
	switch {
	case m.User == nil:
		return ""
	case m.Avatar == "":
		return m.User.AvatarURL(format, size)
	}
	return pictureURL(format, size, movingFormats, "guilds", guild.String(), "users", m.User.ID.String(), "avatars", m.Avatar)
}

// BannerURL returns the address of the member's banner in this guild, or of the user's banner if
// there is none. It is empty if there is neither. Format and size are as in [User.AvatarURL].
func (m *Member) BannerURL(guild Snowflake, format PictureFormat, size int) string {
	switch {
	case m.User == nil:
		return ""
	case m.Banner == "":
		return m.User.BannerURL(format, size)
	}
	return pictureURL(format, size, movingFormats, "guilds", guild.String(), "users", m.User.ID.String(), "banners", m.Banner)
}

// URL returns the address of the decoration, which is a PNG. The size is as in [User.AvatarURL].
func (d *AvatarDecoration) URL(size int) string {
	return pictureURL(PicturePNG, size, onlyPNG, "avatar-decoration-presets", d.Asset)
}

// BadgeURL returns the address of the badge beside the guild's tag, or an empty string if there is
// none. Format and size are as in [User.AvatarURL].
func (g *PrimaryGuild) BadgeURL(format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "guild-tag-badges", g.GuildID.String(), g.Badge)
}

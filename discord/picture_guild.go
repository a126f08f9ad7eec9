package discord

import "strings"

// IconURL returns the address of the guild's icon, or an empty string if there is none. Format and
// size are as in [User.AvatarURL].
func (g *Guild) IconURL(format PictureFormat, size int) string {
	return pictureURL(format, size, movingFormats, "icons", g.ID.String(), g.Icon)
}

// BannerURL returns the address of the guild's banner, or an empty string if there is none. Format
// and size are as in [User.AvatarURL].
func (g *Guild) BannerURL(format PictureFormat, size int) string {
	return pictureURL(format, size, movingFormats, "banners", g.ID.String(), g.Banner)
}

// SplashURL returns the address of the picture behind the guild's invites, or an empty string if
// there is none. Format and size are as in [User.AvatarURL].
func (g *Guild) SplashURL(format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "splashes", g.ID.String(), g.Splash)
}

// DiscoverySplashURL returns the address of the guild's picture in the directory of guilds, or an
// empty string if there is none. Format and size are as in [User.AvatarURL].
func (g *Guild) DiscoverySplashURL(format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "discovery-splashes", g.ID.String(), g.DiscoverySplash)
}

// IconURL returns the address of the role's icon, or an empty string if there is none. Format and
// size are as in [User.AvatarURL].
func (r *Role) IconURL(format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "role-icons", r.ID.String(), r.Icon)
}

// ScheduledEventCoverURL returns the address of the cover of a guild's scheduled event by its hash.
// Format and size are as in [User.AvatarURL].
func ScheduledEventCoverURL(event Snowflake, hash string, format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "guild-events", event.String(), hash)
}

// URL returns the address of a custom emoji's picture, or an empty string for a Unicode emoji.
// Format and size are as in [User.AvatarURL]. The picture of an animated emoji is animated as WebP
// and GIF.
func (e Emoji) URL(format PictureFormat, size int) string {
	address, animated := pictureURL(format, size, movingFormats, "emojis", e.ID.String()), ""
	switch {
	case address == "" || !e.Animated:
		return address
	case format == PictureGIF:
		// The path has no hash that shows whether the picture is animated.
		return strings.Replace(address, ".png", ".gif", 1)
	case format != "" && format != PictureWebP:
		return address
	case size > 0:
		animated = "&animated=true"
	default:
		animated = "?animated=true"
	}
	return address + animated
}

// URL returns the address of the sticker's picture in the format that it has: PNG, GIF or Lottie.
// Stickers have one size.
func (s *StickerItem) URL() string { return stickerURL(s.ID, s.FormatType) }

// URL returns the address of the sticker's picture in the format that it has: PNG, GIF or Lottie.
// Stickers have one size.
func (s *Sticker) URL() string { return stickerURL(s.ID, s.FormatType) }

func stickerURL(id Snowflake, format StickerFormat) string {
	switch format {
	case StickerGIF:
		return "https://media.discordapp.net/stickers/" + id.String() + ".gif"
	case StickerLottie:
		return pictures + "stickers/" + id.String() + "." + string(PictureLottie)
	}
	return pictures + "stickers/" + id.String() + "." + string(PicturePNG)
}

package discord

import "testing"

// Each of the 22 paths of Discord's table.
func TestPictures(t *testing.T) {
	user := &User{ID: 1 << 22 * 7, Avatar: "abc", Banner: "a_def", Discriminator: "0"}
	plain, old := &User{ID: 6 << 22}, &User{ID: 9, Discriminator: "1337"}
	member := &Member{User: user, Avatar: "a_in", Banner: "out"}
	guild := &Guild{ID: 5, Icon: "a_icon", Splash: "splash", DiscoverySplash: "found", Banner: "banner"}
	app := &Application{ID: 8, Icon: "icon", CoverImage: "cover"}
	for _, test := range []struct{ got, want string }{
		{Emoji{ID: 3, Name: "x"}.URL("", 0), "emojis/3.webp"},
		{Emoji{ID: 3, Animated: true}.URL("", 0), "emojis/3.webp?animated=true"},
		{Emoji{ID: 3, Animated: true}.URL(PictureWebP, 64), "emojis/3.webp?size=64&animated=true"},
		{Emoji{ID: 3, Animated: true}.URL(PictureGIF, 64), "emojis/3.gif?size=64"},
		{Emoji{ID: 3, Animated: true}.URL(PictureJPEG, 0), "emojis/3.jpg"},
		{guild.IconURL("", 100), "icons/5/a_icon.webp?size=128&animated=true"},
		{guild.IconURL(PictureGIF, 0), "icons/5/a_icon.gif"},
		{guild.SplashURL(PictureGIF, 9000), "splashes/5/splash.png?size=4096"},
		{guild.DiscoverySplashURL(PictureJPEG, 1), "discovery-splashes/5/found.jpg?size=16"},
		{guild.BannerURL(PictureGIF, 0), "banners/5/banner.png"},
		{user.BannerURL(PicturePNG, 512), "banners/29360128/a_def.png?size=512"},
		{user.AvatarURL("", 0), "avatars/29360128/abc.webp"},
		{user.DefaultAvatarURL(), "embed/avatars/1.png"},
		{plain.AvatarURL(PictureGIF, 64), "embed/avatars/0.png"},
		{old.AvatarURL("", 0), "embed/avatars/2.png"},
		{member.AvatarURL(5, PictureGIF, 0), "guilds/5/users/29360128/avatars/a_in.gif"},
		{(&Member{User: user}).AvatarURL(5, PicturePNG, 0), "avatars/29360128/abc.png"},
		{member.BannerURL(5, "", 0), "guilds/5/users/29360128/banners/out.webp"},
		{(&AvatarDecoration{Asset: "a_deco"}).URL(128), "avatar-decoration-presets/a_deco.png?size=128"},
		{app.IconURL("", 0), "app-icons/8/icon.webp"},
		{app.CoverURL("", 0), "app-icons/8/cover.webp"},
		{AppAssetURL(8, "2", "", 0), "app-assets/8/2.webp"},
		{AchievementIconURL(8, 2, "h", PicturePNG, 0), "app-assets/8/achievements/2/icons/h.png"},
		{StoreAssetURL(8, "2", "", 0), "app-assets/8/store/2.webp"},
		{StickerPackBannerURL(2, "", 0), "app-assets/710982414301790216/store/2.webp"},
		{TeamIconURL(2, "h", "", 0), "team-icons/2/h.webp"},
		{(&Sticker{ID: 2, FormatType: StickerAPNG}).URL(), "stickers/2.png"},
		{(&StickerItem{ID: 2, FormatType: StickerLottie}).URL(), "stickers/2.json"},
		{(&Role{ID: 4, Icon: "h"}).IconURL("", 0), "role-icons/4/h.webp"},
		{ScheduledEventCoverURL(4, "h", "", 0), "guild-events/4/h.webp"},
		{(&PrimaryGuild{GuildID: 5, Badge: "h"}).BadgeURL("", 0), "guild-tag-badges/5/h.webp"},
	} {
		if want := "https://cdn.discordapp.com/" + test.want; test.got != want {
			t.Errorf("%s, want %s", test.got, want)
		}
	}
	if got := (&Sticker{ID: 2, FormatType: StickerGIF}).URL(); got != "https://media.discordapp.net/stickers/2.gif" {
		t.Error(got)
	}
	for _, none := range []string{
		(&Guild{ID: 5}).IconURL("", 0), (&Role{ID: 5}).IconURL("", 0), (&User{ID: 5}).BannerURL("", 0), Emoji{Name: "🔥"}.URL("", 0),
		(&Member{Avatar: "x"}).AvatarURL(5, "", 0), (&PrimaryGuild{}).BadgeURL("", 0), (&Application{ID: 1}).CoverURL("", 0),
	} {
		if none != "" {
			t.Errorf("%s is the address of nothing", none)
		}
	}
}

package discord

// IconURL returns the address of the app's icon, or an empty string if there is none. Format and
// size are as in [User.AvatarURL].
func (a *Application) IconURL(format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "app-icons", a.ID.String(), a.Icon)
}

// CoverURL returns the address of the app's cover, or an empty string if there is none. Format and
// size are as in [User.AvatarURL].
func (a *Application) CoverURL(format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "app-icons", a.ID.String(), a.CoverImage)
}

// AppAssetURL returns the address of an app's asset by its ID. Format and size are as in
// [User.AvatarURL].
func AppAssetURL(app Snowflake, asset string, format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "app-assets", app.String(), asset)
}

// AchievementIconURL returns the address of the icon of an app's achievement by its hash. Format
// and size are as in [User.AvatarURL].
func AchievementIconURL(app, achievement Snowflake, hash string, format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "app-assets", app.String(), "achievements", achievement.String(), "icons", hash)
}

// StoreAssetURL returns the address of a picture on an app's store page by its ID. Format and size
// are as in [User.AvatarURL].
func StoreAssetURL(app Snowflake, asset string, format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "app-assets", app.String(), "store", asset)
}

// StickerPackBannerURL returns the address of the banner of a pack of Discord's stickers by its
// asset ID. Format and size are as in [User.AvatarURL].
func StickerPackBannerURL(asset Snowflake, format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "app-assets", stickerPacks, "store", asset.String())
}

// stickerPacks is the app whose store has the banners of sticker packs.
const stickerPacks = "710982414301790216"

// TeamIconURL returns the address of a team's icon by its hash. Format and size are as in
// [User.AvatarURL].
func TeamIconURL(team Snowflake, hash string, format PictureFormat, size int) string {
	return pictureURL(format, size, stillFormats, "team-icons", team.String(), hash)
}

package discord

// StickerItem is the part of a sticker that a message contains.
//
// See https://docs.discord.com/developers/resources/sticker#sticker-item-object.
type StickerItem struct {
	ID         Snowflake     `json:"id"`
	Name       string        `json:"name"`
	FormatType StickerFormat `json:"format_type"`
}

// Sticker is a whole sticker.
//
// See https://docs.discord.com/developers/resources/sticker#sticker-object.
type Sticker struct {
	ID Snowflake `json:"id"`
	// PackID is the pack of a standard sticker.
	PackID      Snowflake `json:"pack_id,omitzero"`
	Name        string    `json:"name"`
	Description string    `json:"description,omitzero"`
	// Tags are comma-separated words for finding the sticker.
	Tags       string        `json:"tags"`
	Type       StickerType   `json:"type"`
	FormatType StickerFormat `json:"format_type"`
	// Available is false if the guild lost its boosts, or nil if Discord did not send it.
	Available *bool `json:"available,omitzero"`
	// GuildID is the guild of a guild sticker. User uploaded it.
	GuildID Snowflake `json:"guild_id,omitzero"`
	User    *User     `json:"user,omitzero"`
	// SortValue is the place of a standard sticker in its pack.
	SortValue int `json:"sort_value,omitzero"`
}

// StickerType is the type of a sticker: Discord's or a guild's.
//
// See https://docs.discord.com/developers/resources/sticker#sticker-object-sticker-types.
type StickerType int

// The sticker types.
const (
	StickerStandard StickerType = 1
	StickerGuild    StickerType = 2
)

// StickerFormat is the format of a sticker's picture.
//
// See https://docs.discord.com/developers/resources/sticker#sticker-object-sticker-format-types.
type StickerFormat int

// The sticker formats.
const (
	StickerPNG    StickerFormat = 1
	StickerAPNG   StickerFormat = 2
	StickerLottie StickerFormat = 3
	StickerGIF    StickerFormat = 4
)

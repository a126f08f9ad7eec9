package discord

// Embed is a framed part of a message. In an embed that an app sends, Discord ignores Type,
// Provider, Video, Flags, and everything except the addresses in EmbedMedia and the icons. Those
// fields are for the embeds that Discord sends.
//
// Titles, descriptions, names and values have at most 6000 characters over all embeds of a message.
// White space at their beginnings and ends does not count.
//
// See https://docs.discord.com/developers/resources/message#embed-object.
type Embed struct {
	// Title has at most 256 characters.
	Title string `json:"title,omitzero"`
	// Type is set by Discord. It is "rich" for an embed that an app sends.
	Type string `json:"type,omitzero"`
	// Description has at most 4096 characters.
	Description string `json:"description,omitzero"`
	// URL is the address that the title links to: at most 2048 characters.
	URL string `json:"url,omitzero"`
	// Timestamp is shown beside the footer: Time{Time: time.Now()}. Its year is 1 to 9999 in UTC.
	// Zero means none.
	Timestamp Time `json:"timestamp,omitzero"`
	// Color is the color of the bar at the side, 0x000000 to 0xFFFFFF. Zero means none.
	Color int `json:"color,omitzero"`
	// Footer is the line below. Nil means none.
	Footer *EmbedFooter `json:"footer,omitzero"`
	// Image is the large picture. Nil means none.
	Image *EmbedMedia `json:"image,omitzero"`
	// Thumbnail is the small picture. Nil means none.
	Thumbnail *EmbedMedia `json:"thumbnail,omitzero"`
	// Video is set by Discord.
	Video *EmbedMedia `json:"video,omitzero"`
	// Provider is set by Discord.
	Provider *EmbedProvider `json:"provider,omitzero"`
	// Author is the line above. Nil means none.
	Author *EmbedAuthor `json:"author,omitzero"`
	// Fields are at most 25.
	Fields []EmbedField `json:"fields,omitzero"`
	// Flags are set by Discord.
	Flags int `json:"flags,omitzero"`
}

// EmbedField is a name and a value in an embed.
type EmbedField struct {
	// Name has at most 256 characters.
	Name string `json:"name"`
	// Value has at most 1024 characters.
	Value string `json:"value"`
	// Inline allows the field to be beside others.
	Inline bool `json:"inline,omitzero"`
}

// EmbedAuthor is the line above an embed's title.
type EmbedAuthor struct {
	// Name has at most 256 characters.
	Name string `json:"name"`
	// URL is the http or https address that the name links to: at most 2048 characters.
	URL string `json:"url,omitzero"`
	// IconURL is an http or https address, or an [AttachmentURL]: at most 2048 characters.
	IconURL string `json:"icon_url,omitzero"`
	// ProxyIconURL is the address at which Discord serves the icon.
	ProxyIconURL string `json:"proxy_icon_url,omitzero"`
}

// EmbedFooter is the line below an embed.
type EmbedFooter struct {
	// Text has at most 2048 characters.
	Text string `json:"text"`
	// IconURL is an http or https address, or an [AttachmentURL]: at most 2048 characters.
	IconURL string `json:"icon_url,omitzero"`
	// ProxyIconURL is the address at which Discord serves the icon.
	ProxyIconURL string `json:"proxy_icon_url,omitzero"`
}

// EmbedMedia is a picture or a video of an embed. An app sets URL.
type EmbedMedia struct {
	// URL is an http or https address, or an [AttachmentURL]: at most 2048 characters.
	URL string `json:"url,omitzero"`
	// ProxyURL is the address at which Discord serves the media.
	ProxyURL string `json:"proxy_url,omitzero"`
	// Height and Width are in pixels.
	Height int `json:"height,omitzero"`
	// Width is in pixels.
	Width int `json:"width,omitzero"`
	// ContentType is the media type.
	ContentType string `json:"content_type,omitzero"`
	// Placeholder is a thumbhash of the picture.
	Placeholder string `json:"placeholder,omitzero"`
	// PlaceholderVersion is the version of the placeholder.
	PlaceholderVersion int `json:"placeholder_version,omitzero"`
	// Description is the alternative text.
	Description string `json:"description,omitzero"`
	// Flags has the bit 1<<5 if the picture is animated.
	Flags int `json:"flags,omitzero"`
}

// EmbedProvider is the site that an embed was made from.
type EmbedProvider struct {
	// Name is the name of the site.
	Name string `json:"name,omitzero"`
	// URL is the address of the site.
	URL string `json:"url,omitzero"`
}

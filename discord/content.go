package discord

// TextDisplay is text with Markdown, in a message or a modal. The [AllowedMentions] of the message
// decide which mentions in it notify users.
//
// See https://docs.discord.com/developers/components/reference#text-display.
//
//jsongen:component 10 message container section modal
type TextDisplay struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// Content has 1 to 4000 characters. All texts of a message together also have at most 4000. A
	// submitted modal does not repeat it.
	Content string `json:"content,omitzero" check:"1-4000"`
}

// Thumbnail is a small picture beside the texts of a [Section].
//
// See https://docs.discord.com/developers/components/reference#thumbnail.
//
//jsongen:component 11 accessory
type Thumbnail struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// Media is the picture; videos are not shown.
	Media Media `json:"media"`
	// Description is the alternative text: at most 1024 characters.
	Description string `json:"description,omitzero" check:"0-1024"`
	// Spoiler blurs the picture until it is clicked.
	Spoiler bool `json:"spoiler,omitzero"`
}

// MediaGallery shows 1 to 10 pictures or videos.
//
// See https://docs.discord.com/developers/components/reference#media-gallery.
//
//jsongen:component 12 message container
type MediaGallery struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// Items are the 1 to 10 pictures or videos.
	Items []MediaItem `json:"items" check:"1-10"`
}

// MediaItem is one picture or video of a [MediaGallery].
type MediaItem struct {
	// Media is the picture or video.
	Media Media `json:"media"`
	// Description is the alternative text: at most 1024 characters.
	Description string `json:"description,omitzero" check:"0-1024"`
	// Spoiler blurs the item until it is clicked.
	Spoiler bool `json:"spoiler,omitzero"`
}

// FileComponent shows one file that is uploaded with the message. [File] is the upload.
//
// See https://docs.discord.com/developers/components/reference#file.
//
//jsongen:component 13 message container
type FileComponent struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// File refers to an upload by its name: [AttachmentURL]. Nothing else is accepted.
	File Media `json:"file"`
	// Spoiler blurs the file until it is clicked.
	Spoiler bool `json:"spoiler,omitzero"`
	// Name is set by Discord, which ignores it in a component that an app sends.
	Name string `json:"name,omitzero"`
	// Size is in bytes. Like Name, it is set by Discord.
	Size int64 `json:"size,omitzero"`
}

// Media is a picture, a video or a file by its address (Discord's unfurled media item). An app sets
// URL. Discord sets the other fields, and ignores them in a component that an app sends.
//
// See https://docs.discord.com/developers/components/reference#unfurled-media-item.
type Media struct {
	// URL is a direct link, or [AttachmentURL] of an upload: at most 2048 characters.
	URL string `json:"url" check:"mediaURL"`
	// ProxyURL is the address at which Discord serves the media.
	ProxyURL string `json:"proxy_url,omitzero"`
	// Height and Width are in pixels; zero if they are not known.
	Height int `json:"height,omitzero"`
	// Width is in pixels; zero if it is not known.
	Width int `json:"width,omitzero"`
	// Placeholder is a thumbhash of the picture.
	Placeholder string `json:"placeholder,omitzero"`
	// PlaceholderVersion is the version of the placeholder.
	PlaceholderVersion int `json:"placeholder_version,omitzero"`
	// ContentType is the media type.
	ContentType string `json:"content_type,omitzero"`
	// Flags say whether the picture is animated.
	Flags MediaFlags `json:"flags,omitzero"`
	// AttachmentID is the ID of the upload, or zero if the media was not uploaded.
	AttachmentID Snowflake `json:"attachment_id,omitzero"`
}

// MediaFlags are the flags of a [Media].
type MediaFlags int

// MediaAnimated marks an animated picture.
const MediaAnimated MediaFlags = 1 << 0

// AttachmentURL returns the URL by which components and embeds refer to a file that is uploaded
// with the message. name is the file's name.
//
// See https://docs.discord.com/developers/reference#uploading-files.
func AttachmentURL(name string) string { return attachmentScheme + name }

const attachmentScheme = "attachment://"

package discord

// Attachment is a file that Discord stores: part of a message, or the value of an option or of a
// file upload.
//
// See https://docs.discord.com/developers/resources/message#attachment-object.
type Attachment struct {
	ID       Snowflake `json:"id"`
	Filename string    `json:"filename"`
	// Title is the original name, if Discord changed the name to fit a URL. Otherwise it is empty.
	Title string `json:"title,omitzero"`
	// Description is the alternative text.
	Description string `json:"description,omitzero"`
	// ContentType is the media type as Discord detected it. The file's content may differ from it.
	ContentType string `json:"content_type,omitzero"`
	// Size is in bytes.
	Size int64 `json:"size"`
	// URL stops working after about a day: Discord signs it with an expiry date.
	// See https://docs.discord.com/developers/reference#signed-attachment-cdn-urls.
	URL      string `json:"url"`
	ProxyURL string `json:"proxy_url"`
	// Height and Width are in pixels. They are zero if the file is neither a picture nor a video.
	Height int `json:"height,omitzero"`
	Width  int `json:"width,omitzero"`
	// Placeholder is a thumbhash.
	Placeholder        string `json:"placeholder,omitzero"`
	PlaceholderVersion int    `json:"placeholder_version,omitzero"`
	// Ephemeral is true if Discord deletes the file later.
	Ephemeral bool `json:"ephemeral,omitzero"`
	// DurationSeconds is the length of sound or video.
	DurationSeconds float64 `json:"duration_secs,omitzero"`
	// Waveform is base64; voice messages have it.
	Waveform string          `json:"waveform,omitzero"`
	Flags    AttachmentFlags `json:"flags,omitzero"`

	// ClipParticipants, ClipCreatedAt and Application describe a clip from a stream.
	ClipParticipants []User       `json:"clip_participants,omitzero"`
	ClipCreatedAt    Time         `json:"clip_created_at,omitzero"`
	Application      *Application `json:"application,omitzero"`
}

// AttachmentFlags are the flags of an attachment.
//
// See https://docs.discord.com/developers/resources/message#attachment-object-attachment-flags.
type AttachmentFlags int

// The attachment flags.
const (
	AttachmentClip AttachmentFlags = 1 << 0
	// AttachmentThumbnail marks the picture of a thread in a media channel.
	AttachmentThumbnail AttachmentFlags = 1 << 1
	// AttachmentRemix is deprecated by Discord.
	AttachmentRemix    AttachmentFlags = 1 << 2
	AttachmentSpoiler  AttachmentFlags = 1 << 3
	AttachmentAnimated AttachmentFlags = 1 << 5
)

// Has reports whether all of the wanted flags are set.
func (f AttachmentFlags) Has(want AttachmentFlags) bool { return f&want == want }

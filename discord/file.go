package discord

import (
	"io"
	"time"
)

// File is a file to upload.
//
// See https://docs.discord.com/developers/resources/message#attachment-object-attachment-request-structure.
type File struct {
	// Name is the file's name: 1 to 1024 characters. It is required.
	Name string
	// Title is shown in place of the name: at most 1024 characters.
	Title string
	// Description is the alternative text: at most 1024 characters.
	Description string
	// ContentType is the media type. If it is empty, it is derived from the name, or from the first
	// bytes if Content can seek or is a bytes.Buffer. If neither works, it is
	// application/octet-stream.
	ContentType string
	// Content is read once, while the message is sent. If it is an io.Closer, it is closed
	// afterwards, whether the message was sent or not. If it is an io.Seeker, a failed upload can
	// be retried. The size of an io.Seeker, and of a type with a Len method, is known in advance.
	Content io.Reader
	// Spoiler blurs the file until it is clicked.
	Spoiler bool
	// Duration is the length of audio or video. A voice message requires it.
	Duration time.Duration
	// Waveform is a preview of a voice message: one byte per point, at most 256 points. A voice
	// message requires it.
	Waveform []byte
}

// KeptAttachment is an attachment of a message that an [Update] keeps.
type KeptAttachment struct {
	// ID is the ID of the attachment.
	ID Snowflake `json:"id"`
	// Description is a new alternative text: at most 1024 characters. Nil does not change it.
	Description *string `json:"description,omitzero"`
	// Spoiler blurs the attachment until it is clicked. Nil does not change it.
	Spoiler *bool `json:"is_spoiler,omitzero"`
}

// sentAttachment describes an upload, or an attachment that is kept, in a message's JSON.
type sentAttachment struct {
	// ID is the ID of the attachment that is kept, or the n of files[n].
	ID          Snowflake `json:"id"`
	Filename    string    `json:"filename,omitzero"`
	Title       string    `json:"title,omitzero"`
	Description *string   `json:"description,omitzero"`
	Duration    float64   `json:"duration_secs,omitzero"`
	Waveform    []byte    `json:"waveform,omitzero"`
	Spoiler     *bool     `json:"is_spoiler,omitzero"`
}

// attachments lists the attachments that a message has once the files are uploaded.
func attachments(kept []KeptAttachment, files []File) []sentAttachment {
	if kept == nil && len(files) == 0 {
		return nil
	}
	list := make([]sentAttachment, 0, len(kept)+len(files))
	for i := range kept {
		list = append(list, sentAttachment{ID: kept[i].ID, Description: kept[i].Description, Spoiler: kept[i].Spoiler})
	}
	for i := range files {
		f := &files[i]
		a := sentAttachment{
			ID:       Snowflake(i),
			Filename: f.Name,
			Title:    f.Title,
			Duration: f.Duration.Seconds(),
			Waveform: f.Waveform,
		}
		if f.Description != "" {
			a.Description = &f.Description
		}
		if f.Spoiler {
			a.Spoiler = &f.Spoiler
		}
		list = append(list, a)
	}
	return list
}

package discordtest

import (
	"bytes"
	"encoding/base64"
	"slices"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// The checks of package discord: a body is decoded into its types and encoded again, which checks it.

func checkMessage(f *form, sizeLimit int64) *Refusal {
	if refused := f.checkSizes(sizeLimit); refused != nil {
		return refused
	}
	var m discord.Message
	if refused := f.decode(&m); refused != nil {
		return refused
	}
	if refused := f.refuseMessage(); refused != nil {
		return refused
	}
	m.Files = f.discordFiles()
	if m.Content == "" && len(m.Embeds) == 0 && len(m.Components) == 0 && len(m.Files) == 0 && m.Poll == nil {
		return refuse(400, codeEmptyMessage, "Cannot send an empty message", "")
	}
	_, err := discord.EncodeMessage(m)
	return checked(err)
}

func checkUpdate(f *form, sizeLimit int64) *Refusal {
	if refused := f.checkSizes(sizeLimit); refused != nil {
		return refused
	}
	var u discord.Update
	if refused := f.decode(&u); refused != nil {
		return refused
	}
	if refused := f.refuseMessage(); refused != nil {
		return refused
	}
	u.Files = f.discordFiles()
	u.Attachments = slices.DeleteFunc(u.Attachments, func(kept discord.KeptAttachment) bool {
		_, uploaded := f.files[int(kept.ID)]
		return uploaded
	})
	if u.Flags != nil {
		// Discord ignores the flags that an edit cannot change.
		flags := *u.Flags & (discord.SuppressEmbeds | discord.ComponentsV2)
		u.Flags = &flags
	}
	_, err := discord.EncodeUpdate(u)
	return checked(err)
}

// refuseMessage applies the rules of the test Discord's own to a body.
func (f *form) refuseMessage() *Refusal {
	var body map[string]any
	if refused := f.decode(&body); refused != nil {
		return refused
	}
	refusal := invalidForm()
	refuseMessage(body, refusal)
	return refusal.orNil()
}

// discordFiles returns the uploads as files of package discord, with their entries in the
// attachments list.
func (f *form) discordFiles() []discord.File {
	var body struct {
		Attachments []sentAttachment `json:"attachments"`
	}
	_ = f.decode(&body)
	var files []discord.File
	for _, n := range f.order {
		file := discord.File{
			Name: f.files[n].Name, ContentType: f.files[n].ContentType, Content: bytes.NewReader(f.files[n].Data),
		}
		for _, e := range body.Attachments {
			if int(e.ID) != n {
				continue
			}
			file.Title, file.Duration = e.Title, time.Duration(e.Duration*float64(time.Second))
			file.Waveform, _ = base64.StdEncoding.DecodeString(e.Waveform)
			if e.Description != nil {
				file.Description = *e.Description
			}
		}
		files = append(files, file)
	}
	return files
}

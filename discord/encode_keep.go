package discord

import "strings"

// keeping adds to the update what Discord would otherwise remove although the update does not
// mention it. If the update uploads files and does not list attachments, it keeps all attachments
// of the message. If the update does not set flags and has V2 components, it keeps the flags that
// an update can change.
func (u Update) keeping(message *ReceivedMessage) Update {
	if u.Flags == nil && needsV2(u.Components) {
		flags := message.Flags&updatableFlags | ComponentsV2
		u.Flags = &flags
	}
	if u.Attachments != nil || len(u.Files) == 0 {
		return u
	}
	ids := message.attachmentIDs()
	u.Attachments = make([]KeptAttachment, len(ids))
	for i := range ids {
		u.Attachments[i].ID = ids[i]
	}
	return u
}

// attachmentIDs returns the IDs of the files that were uploaded with the message, each once.
// Discord does not list files under "attachments" if a component or an embed shows them.
//
// See https://github.com/discord/discord-api-docs/issues/8277.
func (m *ReceivedMessage) attachmentIDs() []Snowflake {
	ids := make([]Snowflake, 0, len(m.Attachments))
	add := func(id Snowflake) {
		for _, other := range ids {
			if other == id {
				return
			}
		}
		if id != 0 {
			ids = append(ids, id)
		}
	}
	for i := range m.Attachments {
		add(m.Attachments[i].ID)
	}
	ofMedia := func(media *Media) {
		if media.AttachmentID != 0 {
			add(media.AttachmentID)
		} else {
			add(attachmentOf(media.URL, m.ChannelID))
		}
	}
	for c := range m.Components.All() {
		switch c := c.(type) {
		case Thumbnail:
			ofMedia(&c.Media)
		case FileComponent:
			ofMedia(&c.File)
		case MediaGallery:
			for i := range c.Items {
				ofMedia(&c.Items[i].Media)
			}
		case RawComponent:
			var media []Media
			if decode(c, readMediaAnywhere, &media) == nil {
				for i := range media {
					ofMedia(&media[i])
				}
			}
		}
	}
	for i := range m.Embeds {
		e := &m.Embeds[i]
		for _, media := range []*EmbedMedia{e.Image, e.Thumbnail, e.Video} {
			if media != nil {
				add(attachmentOf(media.URL, m.ChannelID))
			}
		}
		if e.Author != nil {
			add(attachmentOf(e.Author.IconURL, m.ChannelID))
		}
		if e.Footer != nil {
			add(attachmentOf(e.Footer.IconURL, m.ChannelID))
		}
	}
	return ids
}

// readMediaAnywhere reads the possible media in a component of an unknown type: each object, at any
// depth, that has an address or an attachment's ID.
func readMediaAnywhere(r *reader, v *[]Media) {
	switch r.Kind() {
	case '{':
		var m Media
		for r.Open('{'); r.Member(); {
			switch name := string(r.Name); {
			case name == "url" && r.Kind() == '"':
				r.TextInto(&m.URL)
			case name == "attachment_id":
				m.AttachmentID, _ = ParseSnowflake(strings.Trim(string(r.Raw()), `"`))
			default:
				readMediaAnywhere(r, v)
			}
		}
		*v = append(*v, m)
	case '[':
		for r.Open('['); r.More(']'); {
			readMediaAnywhere(r, v)
		}
	default:
		r.Skip()
	}
}

// attachmentOf returns the ID of the attachment at an address, or zero if the address does not
// belong to an attachment in that channel. Such an address is ".../attachments/CHANNEL/ID/NAME", or
// has "ephemeral-attachments" instead of "attachments".
func attachmentOf(address string, channel Snowflake) Snowflake {
	_, path, found := strings.Cut(address, "attachments/")
	if !found {
		return 0
	}
	in, path, _ := strings.Cut(path, "/")
	text, _, named := strings.Cut(path, "/")
	id, err := ParseSnowflake(text)
	if err != nil || !named {
		return 0
	}
	ephemeral := strings.Contains(address, "/ephemeral-attachments/")
	if of, err := ParseSnowflake(in); err != nil || of != channel && !ephemeral {
		return 0
	}
	return id
}

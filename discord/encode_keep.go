package discord

import "strings"

// keeping returns the update with what Discord would take away although the update does not mention
// it. If the update uploads files and does not list attachments, it keeps all that the message has.
// If it makes no statement on flags and has components of V2, it keeps the flags that an update can
// change.
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
// Discord does not list those that a component or an embed shows under "attachments".
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

// readMediaAnywhere reads what may be media in a component of an unknown type: each object, at any
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

// attachmentOf returns the ID of the attachment at an address, or zero if the address is not one of
// an attachment in that channel: ".../attachments/CHANNEL/ID/NAME", or "ephemeral-attachments" in
// place of "attachments".
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

package discord

import "github.com/hotaru-go/hotaru/internal/wire"

// writeMessage writes a message as Discord accepts it. It sets the flag that the components need,
// allows no mentions by default, and lists the files.
func writeMessage(w *wire.Writer, m *Message) {
	sent := *m
	if needsV2(m.Components) {
		sent.Flags |= ComponentsV2
	}
	if m.AllowedMentions == nil {
		sent.AllowedMentions = &nobody
	}
	w.Open('{')
	writeMessageMembers(w, &sent)
	writeAttachments(w, attachments(nil, m.Files))
	w.Close('}')
}

// writeUpdate writes an update as Discord accepts it.
func writeUpdate(w *wire.Writer, u *Update) {
	sent := *u
	if needsV2(u.Components) {
		flags := ComponentsV2
		if u.Flags != nil {
			flags |= *u.Flags
		}
		sent.Flags = &flags
	}
	if u.AllowedMentions == nil && !u.onlyFlags() {
		sent.AllowedMentions = &nobody
	}
	w.Open('{')
	if u.Content != nil && *u.Content == "" && sent.Flags != nil && sent.Flags.Has(ComponentsV2) {
		// An empty text clears the content, but a message that becomes a Components V2 message
		// needs null.
		w.Name(`"content":`)
		w.Null()
		sent.Content = nil
	}
	sent.Attachments = nil
	writeUpdateMembers(w, &sent)
	writeAttachments(w, attachments(u.Attachments, u.Files))
	w.Close('}')
}

// onlyFlags reports whether the update changes nothing except flags. An app may do that to the
// message of another user, but Discord refuses it if the body has any other member.
//
// See https://docs.discord.com/developers/resources/message#edit-message.
func (u *Update) onlyFlags() bool {
	return u.Flags != nil && u.Content == nil && u.Embeds == nil && u.Components == nil && u.Attachments == nil &&
		len(u.Files) == 0 && u.Poll == nil
}

// writeAttachments writes the list of attachments, unless it is nil.
func writeAttachments(w *wire.Writer, list []sentAttachment) {
	if list != nil {
		w.Name(`"attachments":`)
		writeSentAttachmentList(w, &list)
	}
}

// MarshalJSON returns the message as Discord accepts it.
func (m Message) MarshalJSON() ([]byte, error) { return encoded(writeMessage, &m) }

// MarshalJSON returns the update as Discord accepts it.
func (u Update) MarshalJSON() ([]byte, error) { return encoded(writeUpdate, &u) }

// nobody is this package's default. Discord's own default notifies every mentioned user.
var nobody = AllowedMentions{Parse: []MentionType{}}

// MarshalJSON returns the allowed mentions. It writes Parse even if it is nil, because without
// Parse Discord would use its default.
func (a AllowedMentions) MarshalJSON() ([]byte, error) { return encoded(writeAllowedMentions, &a) }

// needsV2 reports whether any of the components needs a Components V2 message. It does not look
// inside components: an action row holds no such component, and all other top-level components need
// V2.
func needsV2(components []MessageComponent) bool {
	for _, c := range components {
		if t := typeOf(c); t != ComponentActionRow && t != 0 {
			return true
		}
	}
	return false
}

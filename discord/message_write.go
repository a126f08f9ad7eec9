package discord

import "github.com/hotaru-go/hotaru/internal/wire"

// writeMessage writes a message as Discord takes it: with the flag that its components need, with nobody mentioned
// unless somebody is to be, and with its files described.
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

// writeUpdate writes an update as Discord takes it.
func writeUpdate(w *wire.Writer, u *Update) {
	sent := *u
	if needsV2(u.Components) {
		flags := ComponentsV2
		if u.Flags != nil {
			flags |= *u.Flags
		}
		sent.Flags = &flags
	}
	if u.AllowedMentions == nil {
		sent.AllowedMentions = &nobody
	}
	w.Open('{')
	if u.Content != nil && *u.Content == "" && sent.Flags != nil && sent.Flags.Has(ComponentsV2) {
		// Elsewhere an empty text clears the content; of a message that becomes one of components V2 Discord demands null.
		w.Name(`"content":`)
		w.Null()
		sent.Content = nil
	}
	sent.Attachments = nil
	writeUpdateMembers(w, &sent)
	writeAttachments(w, attachments(u.Attachments, u.Files))
	w.Close('}')
}

// writeAttachments writes what a message holds, unless there is nothing to say of it.
func writeAttachments(w *wire.Writer, list []sentAttachment) {
	if list != nil {
		w.Name(`"attachments":`)
		writeSentAttachmentList(w, &list)
	}
}

// MarshalJSON returns the message as Discord takes it.
func (m Message) MarshalJSON() ([]byte, error) { return encoded(writeMessage, &m) }

// MarshalJSON returns the update as Discord takes it.
func (u Update) MarshalJSON() ([]byte, error) { return encoded(writeUpdate, &u) }

// nobody is the default, because Discord's own lets a message notify every user it mentions.
var nobody = AllowedMentions{Parse: []MentionType{}}

// MarshalJSON returns the mentions allowed; Parse is there also where it is nil, which otherwise could be read as
// Discord's default.
func (a AllowedMentions) MarshalJSON() ([]byte, error) { return encoded(writeAllowedMentions, &a) }

// needsV2 reports whether components hold one that only a message of components V2 may hold. It need not look inside
// an action row, which may hold none, nor inside what only such a message may hold in the first place.
func needsV2(components []MessageComponent) bool {
	for _, c := range components {
		if t := typeOf(c); t != ComponentActionRow && t != 0 {
			return true
		}
	}
	return false
}

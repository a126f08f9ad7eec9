package discord

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// withAttachments puts the list of attachments after a message's fields. F is the struct without its methods.
type withAttachments[F any] struct {
	Fields      F            `json:",embed"`
	Attachments []attachment `json:"attachments,omitzero"`
}

// MarshalJSONTo writes the message as Discord takes it.
func (m Message) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields Message
	if needsV2(m.Components) {
		m.Flags |= ComponentsV2
	}
	if m.AllowedMentions == nil {
		m.AllowedMentions = &nobody
	}
	return json.MarshalEncode(enc, &withAttachments[fields]{fields(m), attachments(nil, m.Files)})
}

// MarshalJSON returns the message as Discord takes it.
func (m Message) MarshalJSON() ([]byte, error) { return json.Marshal(m, encodeOptions) }

// MarshalJSONTo writes the update as Discord takes it.
func (u Update) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields Update
	if needsV2(u.Components) {
		flags := ComponentsV2
		if u.Flags != nil {
			flags |= *u.Flags
		}
		u.Flags = &flags
	}
	if u.AllowedMentions == nil {
		u.AllowedMentions = &nobody
	}
	return json.MarshalEncode(enc, &withAttachments[fields]{fields(u), attachments(u.Attachments, u.Files)})
}

// MarshalJSON returns the update as Discord takes it.
func (u Update) MarshalJSON() ([]byte, error) { return json.Marshal(u, encodeOptions) }

// nobody is the default, because Discord's own lets a message notify every user it mentions.
var nobody = AllowedMentions{Parse: []MentionType{}}

// MarshalJSON returns the mentions allowed; Parse is there also where it is nil, which otherwise could be read as
// Discord's default.
func (a AllowedMentions) MarshalJSON() ([]byte, error) {
	type fields AllowedMentions
	return json.Marshal(fields(a), encodeOptions)
}

// MarshalJSONTo writes the mentions allowed, as MarshalJSON does.
func (a AllowedMentions) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields AllowedMentions
	return json.MarshalEncode(enc, (*fields)(&a))
}

// needsV2 reports whether components hold one that only a message of components V2 may hold. It need not look inside
// an action row, which may hold none, nor inside what only such a message may hold in the first place.
func needsV2(components []MessageComponent) bool {
	for _, c := range components {
		if c == nil {
			continue
		}
		if t := c.ComponentType(); t != ComponentActionRow && t != 0 {
			return true
		}
	}
	return false
}

func (m Message) data() any { return m }
func (u Update) data() any  { return u }

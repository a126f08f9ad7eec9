package discord

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// messageBody is a message as Discord takes it. F is the struct without its methods.
type messageBody[F any] struct {
	Fields      F            `json:",embed"`
	Attachments []attachment `json:"attachments,omitzero"`
}

// MarshalJSONTo writes the message as Discord takes it.
func (m Message) MarshalJSONTo(enc *jsontext.Encoder) error {
	return json.MarshalEncode(enc, m.data())
}

// data is a pointer, here and below: what a pointer leads to is encoded where it is, and a value is copied first.
func (m Message) data() any {
	type fields Message
	if needsV2(m.Components) {
		m.Flags |= ComponentsV2
	}
	if m.AllowedMentions == nil {
		m.AllowedMentions = &nobody
	}
	return &messageBody[fields]{fields(m), attachments(nil, m.Files)}
}

// MarshalJSON returns the message as Discord takes it.
func (m Message) MarshalJSON() ([]byte, error) { return json.Marshal(m, encodeOptions) }

// MarshalJSONTo writes the update as Discord takes it.
func (u Update) MarshalJSONTo(enc *jsontext.Encoder) error {
	return json.MarshalEncode(enc, u.data())
}

func (u Update) data() any {
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
	body := updateBody[fields]{Fields: fields(u), Attachments: attachments(u.Attachments, u.Files)}
	body.Content = clearable{u.Content, u.Flags != nil && u.Flags.Has(ComponentsV2)}
	return &body
}

// updateBody is an update as Discord takes it. Its own fields go before those of the same name in F, which is the
// struct without its methods.
type updateBody[F any] struct {
	Content     clearable    `json:"content,omitzero"`
	Fields      F            `json:",embed"`
	Attachments []attachment `json:"attachments,omitzero"`
}

// clearable is a text that is cleared by an empty text; or by null, which Discord demands of a message that becomes
// one of components V2.
type clearable struct {
	text *string
	null bool
}

func (c clearable) IsZero() bool { return c.text == nil }

func (c clearable) MarshalJSONTo(enc *jsontext.Encoder) error {
	if c.null && *c.text == "" {
		return enc.WriteToken(jsontext.Null)
	}
	return enc.WriteToken(jsontext.String(*c.text))
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
		switch c := c.(type) {
		case nil, ActionRow, *ActionRow:
		case RawComponent:
			if t := c.ComponentType(); t != ComponentActionRow && t != 0 {
				return true
			}
		default:
			return true
		}
	}
	return false
}

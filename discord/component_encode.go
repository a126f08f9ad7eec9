package discord

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// withType puts a component's type before its fields. F is the component's struct without its methods, which would
// call themselves.
type withType[F any] struct {
	Type   ComponentType `json:"type"`
	Fields F             `json:",embed"`
}

// MarshalJSONTo writes the component with its type.
func (a ActionRow) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields ActionRow
	return json.MarshalEncode(enc, &withType[fields]{ComponentActionRow, fields(a)})
}

// MarshalJSON returns the component with its type.
func (a ActionRow) MarshalJSON() ([]byte, error) { return json.Marshal(a, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (b Button) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields Button
	return json.MarshalEncode(enc, &withType[fields]{ComponentButton, fields(b)})
}

// MarshalJSON returns the component with its type.
func (b Button) MarshalJSON() ([]byte, error) { return json.Marshal(b, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (s StringSelect) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields StringSelect
	return json.MarshalEncode(enc, &withType[fields]{ComponentStringSelect, fields(s)})
}

// MarshalJSON returns the component with its type.
func (s StringSelect) MarshalJSON() ([]byte, error) { return json.Marshal(s, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (t TextInput) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields TextInput
	return json.MarshalEncode(enc, &withType[fields]{ComponentTextInput, fields(t)})
}

// MarshalJSON returns the component with its type.
func (t TextInput) MarshalJSON() ([]byte, error) { return json.Marshal(t, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (u UserSelect) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields UserSelect
	return json.MarshalEncode(enc, &withType[fields]{ComponentUserSelect, fields(u)})
}

// MarshalJSON returns the component with its type.
func (u UserSelect) MarshalJSON() ([]byte, error) { return json.Marshal(u, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (r RoleSelect) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields RoleSelect
	return json.MarshalEncode(enc, &withType[fields]{ComponentRoleSelect, fields(r)})
}

// MarshalJSON returns the component with its type.
func (r RoleSelect) MarshalJSON() ([]byte, error) { return json.Marshal(r, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (m MentionableSelect) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields MentionableSelect
	return json.MarshalEncode(enc, &withType[fields]{ComponentMentionableSelect, fields(m)})
}

// MarshalJSON returns the component with its type.
func (m MentionableSelect) MarshalJSON() ([]byte, error) { return json.Marshal(m, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (c ChannelSelect) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields ChannelSelect
	return json.MarshalEncode(enc, &withType[fields]{ComponentChannelSelect, fields(c)})
}

// MarshalJSON returns the component with its type.
func (c ChannelSelect) MarshalJSON() ([]byte, error) { return json.Marshal(c, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (s Section) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields Section
	return json.MarshalEncode(enc, &withType[fields]{ComponentSection, fields(s)})
}

// MarshalJSON returns the component with its type.
func (s Section) MarshalJSON() ([]byte, error) { return json.Marshal(s, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (t TextDisplay) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields TextDisplay
	return json.MarshalEncode(enc, &withType[fields]{ComponentTextDisplay, fields(t)})
}

// MarshalJSON returns the component with its type.
func (t TextDisplay) MarshalJSON() ([]byte, error) { return json.Marshal(t, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (t Thumbnail) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields Thumbnail
	return json.MarshalEncode(enc, &withType[fields]{ComponentThumbnail, fields(t)})
}

// MarshalJSON returns the component with its type.
func (t Thumbnail) MarshalJSON() ([]byte, error) { return json.Marshal(t, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (m MediaGallery) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields MediaGallery
	return json.MarshalEncode(enc, &withType[fields]{ComponentMediaGallery, fields(m)})
}

// MarshalJSON returns the component with its type.
func (m MediaGallery) MarshalJSON() ([]byte, error) { return json.Marshal(m, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (f FileComponent) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields FileComponent
	return json.MarshalEncode(enc, &withType[fields]{ComponentFile, fields(f)})
}

// MarshalJSON returns the component with its type.
func (f FileComponent) MarshalJSON() ([]byte, error) { return json.Marshal(f, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (s Separator) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields Separator
	return json.MarshalEncode(enc, &withType[fields]{ComponentSeparator, fields(s)})
}

// MarshalJSON returns the component with its type.
func (s Separator) MarshalJSON() ([]byte, error) { return json.Marshal(s, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (c Container) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields Container
	return json.MarshalEncode(enc, &withType[fields]{ComponentContainer, fields(c)})
}

// MarshalJSON returns the component with its type.
func (c Container) MarshalJSON() ([]byte, error) { return json.Marshal(c, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (l Label) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields Label
	return json.MarshalEncode(enc, &withType[fields]{ComponentLabel, fields(l)})
}

// MarshalJSON returns the component with its type.
func (l Label) MarshalJSON() ([]byte, error) { return json.Marshal(l, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (f FileUpload) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields FileUpload
	return json.MarshalEncode(enc, &withType[fields]{ComponentFileUpload, fields(f)})
}

// MarshalJSON returns the component with its type.
func (f FileUpload) MarshalJSON() ([]byte, error) { return json.Marshal(f, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (r RadioGroup) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields RadioGroup
	return json.MarshalEncode(enc, &withType[fields]{ComponentRadioGroup, fields(r)})
}

// MarshalJSON returns the component with its type.
func (r RadioGroup) MarshalJSON() ([]byte, error) { return json.Marshal(r, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (c CheckboxGroup) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields CheckboxGroup
	return json.MarshalEncode(enc, &withType[fields]{ComponentCheckboxGroup, fields(c)})
}

// MarshalJSON returns the component with its type.
func (c CheckboxGroup) MarshalJSON() ([]byte, error) { return json.Marshal(c, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (c Checkbox) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields Checkbox
	return json.MarshalEncode(enc, &withType[fields]{ComponentCheckbox, fields(c)})
}

// MarshalJSON returns the component with its type.
func (c Checkbox) MarshalJSON() ([]byte, error) { return json.Marshal(c, encodeOptions) }

// MarshalJSONTo writes the component with its type.
func (t TextInputRow) MarshalJSONTo(enc *jsontext.Encoder) error {
	type fields TextInputRow
	return json.MarshalEncode(enc, &withType[fields]{ComponentActionRow, fields(t)})
}

// MarshalJSON returns the component with its type.
func (t TextInputRow) MarshalJSON() ([]byte, error) { return json.Marshal(t, encodeOptions) }

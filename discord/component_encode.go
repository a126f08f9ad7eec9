package discord

import "github.com/go-json-experiment/json/jsontext"

// MarshalJSONTo writes the component with its type.
func (a ActionRow) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeActionRow, &a)
}

// MarshalJSON returns the component with its type.
func (a ActionRow) MarshalJSON() ([]byte, error) { return encoded(writeActionRow, &a) }

// MarshalJSONTo writes the component with its type.
func (b Button) MarshalJSONTo(enc *jsontext.Encoder) error { return encodeTo(enc, writeButton, &b) }

// MarshalJSON returns the component with its type.
func (b Button) MarshalJSON() ([]byte, error) { return encoded(writeButton, &b) }

// MarshalJSONTo writes the component with its type.
func (s StringSelect) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeStringSelect, &s)
}

// MarshalJSON returns the component with its type.
func (s StringSelect) MarshalJSON() ([]byte, error) { return encoded(writeStringSelect, &s) }

// MarshalJSONTo writes the component with its type.
func (t TextInput) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeTextInput, &t)
}

// MarshalJSON returns the component with its type.
func (t TextInput) MarshalJSON() ([]byte, error) { return encoded(writeTextInput, &t) }

// MarshalJSONTo writes the component with its type.
func (u UserSelect) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeUserSelect, &u)
}

// MarshalJSON returns the component with its type.
func (u UserSelect) MarshalJSON() ([]byte, error) { return encoded(writeUserSelect, &u) }

// MarshalJSONTo writes the component with its type.
func (r RoleSelect) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeRoleSelect, &r)
}

// MarshalJSON returns the component with its type.
func (r RoleSelect) MarshalJSON() ([]byte, error) { return encoded(writeRoleSelect, &r) }

// MarshalJSONTo writes the component with its type.
func (m MentionableSelect) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeMentionableSelect, &m)
}

// MarshalJSON returns the component with its type.
func (m MentionableSelect) MarshalJSON() ([]byte, error) { return encoded(writeMentionableSelect, &m) }

// MarshalJSONTo writes the component with its type.
func (c ChannelSelect) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeChannelSelect, &c)
}

// MarshalJSON returns the component with its type.
func (c ChannelSelect) MarshalJSON() ([]byte, error) { return encoded(writeChannelSelect, &c) }

// MarshalJSONTo writes the component with its type.
func (s Section) MarshalJSONTo(enc *jsontext.Encoder) error { return encodeTo(enc, writeSection, &s) }

// MarshalJSON returns the component with its type.
func (s Section) MarshalJSON() ([]byte, error) { return encoded(writeSection, &s) }

// MarshalJSONTo writes the component with its type.
func (t TextDisplay) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeTextDisplay, &t)
}

// MarshalJSON returns the component with its type.
func (t TextDisplay) MarshalJSON() ([]byte, error) { return encoded(writeTextDisplay, &t) }

// MarshalJSONTo writes the component with its type.
func (t Thumbnail) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeThumbnail, &t)
}

// MarshalJSON returns the component with its type.
func (t Thumbnail) MarshalJSON() ([]byte, error) { return encoded(writeThumbnail, &t) }

// MarshalJSONTo writes the component with its type.
func (m MediaGallery) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeMediaGallery, &m)
}

// MarshalJSON returns the component with its type.
func (m MediaGallery) MarshalJSON() ([]byte, error) { return encoded(writeMediaGallery, &m) }

// MarshalJSONTo writes the component with its type.
func (f FileComponent) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeFileComponent, &f)
}

// MarshalJSON returns the component with its type.
func (f FileComponent) MarshalJSON() ([]byte, error) { return encoded(writeFileComponent, &f) }

// MarshalJSONTo writes the component with its type.
func (s Separator) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeSeparator, &s)
}

// MarshalJSON returns the component with its type.
func (s Separator) MarshalJSON() ([]byte, error) { return encoded(writeSeparator, &s) }

// MarshalJSONTo writes the component with its type.
func (c Container) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeContainer, &c)
}

// MarshalJSON returns the component with its type.
func (c Container) MarshalJSON() ([]byte, error) { return encoded(writeContainer, &c) }

// MarshalJSONTo writes the component with its type.
func (l Label) MarshalJSONTo(enc *jsontext.Encoder) error { return encodeTo(enc, writeLabel, &l) }

// MarshalJSON returns the component with its type.
func (l Label) MarshalJSON() ([]byte, error) { return encoded(writeLabel, &l) }

// MarshalJSONTo writes the component with its type.
func (f FileUpload) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeFileUpload, &f)
}

// MarshalJSON returns the component with its type.
func (f FileUpload) MarshalJSON() ([]byte, error) { return encoded(writeFileUpload, &f) }

// MarshalJSONTo writes the component with its type.
func (r RadioGroup) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeRadioGroup, &r)
}

// MarshalJSON returns the component with its type.
func (r RadioGroup) MarshalJSON() ([]byte, error) { return encoded(writeRadioGroup, &r) }

// MarshalJSONTo writes the component with its type.
func (c CheckboxGroup) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeCheckboxGroup, &c)
}

// MarshalJSON returns the component with its type.
func (c CheckboxGroup) MarshalJSON() ([]byte, error) { return encoded(writeCheckboxGroup, &c) }

// MarshalJSONTo writes the component with its type.
func (c Checkbox) MarshalJSONTo(enc *jsontext.Encoder) error { return encodeTo(enc, writeCheckbox, &c) }

// MarshalJSON returns the component with its type.
func (c Checkbox) MarshalJSON() ([]byte, error) { return encoded(writeCheckbox, &c) }

// MarshalJSONTo writes the component with its type.
func (t TextInputRow) MarshalJSONTo(enc *jsontext.Encoder) error {
	return encodeTo(enc, writeTextInputRow, &t)
}

// MarshalJSON returns the component with its type.
func (t TextInputRow) MarshalJSON() ([]byte, error) { return encoded(writeTextInputRow, &t) }

func writeComponents[C Component](w *writer, v *Components[C]) {
	w.open('[')
	for _, c := range *v {
		w.element()
		writeComponent(w, c)
	}
	w.close(']')
}

func writeSectionAccessory(w *writer, v *SectionAccessory) { writeComponent(w, *v) }

func writeLabelComponent(w *writer, v *LabelComponent) { writeComponent(w, *v) }

// writeComponent writes a component by its Go type; none is null.
func writeComponent(w *writer, c Component) {
	switch c := c.(type) {
	case nil:
		w.null()
	case ActionRow:
		writeActionRow(w, &c)
	case Button:
		writeButton(w, &c)
	case StringSelect:
		writeStringSelect(w, &c)
	case TextInput:
		writeTextInput(w, &c)
	case UserSelect:
		writeUserSelect(w, &c)
	case RoleSelect:
		writeRoleSelect(w, &c)
	case MentionableSelect:
		writeMentionableSelect(w, &c)
	case ChannelSelect:
		writeChannelSelect(w, &c)
	case Section:
		writeSection(w, &c)
	case TextDisplay:
		writeTextDisplay(w, &c)
	case Thumbnail:
		writeThumbnail(w, &c)
	case MediaGallery:
		writeMediaGallery(w, &c)
	case FileComponent:
		writeFileComponent(w, &c)
	case Separator:
		writeSeparator(w, &c)
	case Container:
		writeContainer(w, &c)
	case Label:
		writeLabel(w, &c)
	case FileUpload:
		writeFileUpload(w, &c)
	case RadioGroup:
		writeRadioGroup(w, &c)
	case CheckboxGroup:
		writeCheckboxGroup(w, &c)
	case Checkbox:
		writeCheckbox(w, &c)
	case TextInputRow:
		writeTextInputRow(w, &c)
	case RawComponent:
		w.raw(jsontext.Value(c))
	default:
		// A pointer has the methods of what it points to, and so may stand in its place.
		writeComponent(w, pointedTo(c))
	}
}

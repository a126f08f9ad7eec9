package discord

import "github.com/hotaru-go/hotaru/internal/wire"

// MarshalJSON returns the component with its type.
func (a ActionRow) MarshalJSON() ([]byte, error) { return encoded(writeActionRow, &a) }

// MarshalJSON returns the component with its type.
func (b Button) MarshalJSON() ([]byte, error) { return encoded(writeButton, &b) }

// MarshalJSON returns the component with its type.
func (s StringSelect) MarshalJSON() ([]byte, error) { return encoded(writeStringSelect, &s) }

// MarshalJSON returns the component with its type.
func (t TextInput) MarshalJSON() ([]byte, error) { return encoded(writeTextInput, &t) }

// MarshalJSON returns the component with its type.
func (u UserSelect) MarshalJSON() ([]byte, error) { return encoded(writeUserSelect, &u) }

// MarshalJSON returns the component with its type.
func (r RoleSelect) MarshalJSON() ([]byte, error) { return encoded(writeRoleSelect, &r) }

// MarshalJSON returns the component with its type.
func (m MentionableSelect) MarshalJSON() ([]byte, error) { return encoded(writeMentionableSelect, &m) }

// MarshalJSON returns the component with its type.
func (c ChannelSelect) MarshalJSON() ([]byte, error) { return encoded(writeChannelSelect, &c) }

// MarshalJSON returns the component with its type.
func (s Section) MarshalJSON() ([]byte, error) { return encoded(writeSection, &s) }

// MarshalJSON returns the component with its type.
func (t TextDisplay) MarshalJSON() ([]byte, error) { return encoded(writeTextDisplay, &t) }

// MarshalJSON returns the component with its type.
func (t Thumbnail) MarshalJSON() ([]byte, error) { return encoded(writeThumbnail, &t) }

// MarshalJSON returns the component with its type.
func (m MediaGallery) MarshalJSON() ([]byte, error) { return encoded(writeMediaGallery, &m) }

// MarshalJSON returns the component with its type.
func (f FileComponent) MarshalJSON() ([]byte, error) { return encoded(writeFileComponent, &f) }

// MarshalJSON returns the component with its type.
func (s Separator) MarshalJSON() ([]byte, error) { return encoded(writeSeparator, &s) }

// MarshalJSON returns the component with its type.
func (c Container) MarshalJSON() ([]byte, error) { return encoded(writeContainer, &c) }

// MarshalJSON returns the component with its type.
func (l Label) MarshalJSON() ([]byte, error) { return encoded(writeLabel, &l) }

// MarshalJSON returns the component with its type.
func (f FileUpload) MarshalJSON() ([]byte, error) { return encoded(writeFileUpload, &f) }

// MarshalJSON returns the component with its type.
func (r RadioGroup) MarshalJSON() ([]byte, error) { return encoded(writeRadioGroup, &r) }

// MarshalJSON returns the component with its type.
func (c CheckboxGroup) MarshalJSON() ([]byte, error) { return encoded(writeCheckboxGroup, &c) }

// MarshalJSON returns the component with its type.
func (c Checkbox) MarshalJSON() ([]byte, error) { return encoded(writeCheckbox, &c) }

// MarshalJSON returns the component with its type.
func (t TextInputRow) MarshalJSON() ([]byte, error) { return encoded(writeTextInputRow, &t) }

func writeComponents[C Component](w *wire.Writer, v *Components[C]) {
	w.Open('[')
	for _, c := range *v {
		w.Element()
		writeComponent(w, c)
	}
	w.Close(']')
}

func writeSectionAccessory(w *wire.Writer, v *SectionAccessory) { writeComponent(w, *v) }

func writeLabelComponent(w *wire.Writer, v *LabelComponent) { writeComponent(w, *v) }

// writeComponent writes a component by its Go type; none is null.
func writeComponent(w *wire.Writer, c Component) {
	switch c := c.(type) {
	case nil:
		w.Null()
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
		w.Raw(c)
	default:
		// A pointer has the methods of what it points to, and so may stand in its place.
		writeComponent(w, pointedTo(c))
	}
}

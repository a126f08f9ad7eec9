package discord

import "github.com/hotaru-go/hotaru/internal/wire"

// readComponents reads a list of components, each by its type. It fails on JSON that is no list, and on nothing else:
// a component that does not fit becomes a [RawComponent].
func readComponents[C Component](r *wire.Reader, v *Components[C]) {
	if r.Null() {
		*v = nil
		return
	}
	list := Components[C]{}
	for r.Open('['); r.More(']'); {
		if cap(list) == 0 {
			list = make(Components[C], 0, 5) // a row of buttons, or as many rows
		}
		list = append(list, decodeIn[C](r))
	}
	*v = list
}

// UnmarshalJSON reads a list of components, as UnmarshalJSONFrom does.
func (c *Components[C]) UnmarshalJSON(value []byte) error {
	return decode(value, readComponents, c)
}

// oneComponent is a single component where one stands by itself. Null, or nothing, is none.
type oneComponent[C Component] struct{ is C }

func readOneComponent[C Component](r *wire.Reader, v *oneComponent[C]) {
	if r.Null() {
		return
	}
	v.is = decodeIn[C](r)
}

// sectionIn is a section as it is read; its accessory, which is of an interface type, needs help.
type sectionIn struct {
	ID         int                            `json:"id"`
	Components Components[SectionComponent]   `json:"components"`
	Accessory  oneComponent[SectionAccessory] `json:"accessory"`
}

func readSection(r *wire.Reader, v *Section) {
	var in sectionIn
	readSectionIn(r, &in)
	*v = Section{ID: in.ID, Components: in.Components, Accessory: in.Accessory.is}
}

// UnmarshalJSON reads a section, as UnmarshalJSONFrom does.
func (s *Section) UnmarshalJSON(value []byte) error { return decode(value, readSection, s) }

// labelIn is a label as it is read; its component, which is of an interface type, needs help.
type labelIn struct {
	ID          int                          `json:"id"`
	Label       string                       `json:"label"`
	Description string                       `json:"description"`
	Component   oneComponent[LabelComponent] `json:"component"`
}

func readLabel(r *wire.Reader, v *Label) {
	var in labelIn
	readLabelIn(r, &in)
	*v = Label{ID: in.ID, Label: in.Label, Description: in.Description, Component: in.Component.is}
}

// UnmarshalJSON reads a label, as UnmarshalJSONFrom does.
func (l *Label) UnmarshalJSON(value []byte) error { return decode(value, readLabel, l) }

// decodeIn decodes a component that stands where a C may. Nothing is dropped: what does not fit is kept raw.
func decodeIn[C Component](r *wire.Reader) C {
	decoded := decodeComponent(r, func(pointer any) bool {
		_, ok := pointer.(C)
		return ok
	})
	// A RawComponent may stand anywhere, so this cannot fail.
	return decoded.(C)
}

// decodeComponent decodes a component by its type, if fits says of a pointer to that type that it may stand here.
// It asks before it decodes: were a container in a container decoded first and thrown away then, deep nesting would
// cost the square of its depth.
func decodeComponent(r *wire.Reader, fits func(pointer any) bool) Component {
	start := r.Mark()
	c := decodeAs(r, fits, newComponent(ComponentType(r.IntAhead("type"))))
	if row, ok := c.(ActionRow); ok && len(row.Components) > 0 && row.Components[0].ComponentType() == ComponentTextInput {
		// One of the rows of text inputs that modals used to have.
		r.Back(start)
		return decodeAs(r, fits, new(TextInputRow))
	}
	return c
}

// decodeAs decodes what a pointer points to; a nil pointer stands for a component that nobody knows.
func decodeAs(r *wire.Reader, fits func(any) bool, pointer Component) Component {
	start := r.Mark()
	if pointer != nil && fits(pointer) {
		if readComponent(r, pointer); !r.Failed() {
			return pointer.component()
		}
		r.Back(start)
	}
	return RawComponent(r.RawCopy())
}

// newComponent returns a pointer to a component of that type; nil for a type that nobody knows yet.
func newComponent(kind ComponentType) Component {
	switch kind {
	case ComponentActionRow:
		return new(ActionRow)
	case ComponentButton:
		return new(Button)
	case ComponentStringSelect:
		return new(StringSelect)
	case ComponentTextInput:
		return new(TextInput)
	case ComponentUserSelect:
		return new(UserSelect)
	case ComponentRoleSelect:
		return new(RoleSelect)
	case ComponentMentionableSelect:
		return new(MentionableSelect)
	case ComponentChannelSelect:
		return new(ChannelSelect)
	case ComponentSection:
		return new(Section)
	case ComponentTextDisplay:
		return new(TextDisplay)
	case ComponentThumbnail:
		return new(Thumbnail)
	case ComponentMediaGallery:
		return new(MediaGallery)
	case ComponentFile:
		return new(FileComponent)
	case ComponentSeparator:
		return new(Separator)
	case ComponentContainer:
		return new(Container)
	case ComponentLabel:
		return new(Label)
	case ComponentFileUpload:
		return new(FileUpload)
	case ComponentRadioGroup:
		return new(RadioGroup)
	case ComponentCheckboxGroup:
		return new(CheckboxGroup)
	case ComponentCheckbox:
		return new(Checkbox)
	}
	return nil
}

// readComponent reads the fields of a component that newComponent made.
func readComponent(r *wire.Reader, pointer Component) {
	switch c := pointer.(type) {
	case *ActionRow:
		readActionRow(r, c)
	case *Button:
		readButton(r, c)
	case *StringSelect:
		readStringSelect(r, c)
	case *TextInput:
		readTextInput(r, c)
	case *UserSelect:
		readUserSelect(r, c)
	case *RoleSelect:
		readRoleSelect(r, c)
	case *MentionableSelect:
		readMentionableSelect(r, c)
	case *ChannelSelect:
		readChannelSelect(r, c)
	case *Section:
		readSection(r, c)
	case *TextDisplay:
		readTextDisplay(r, c)
	case *Thumbnail:
		readThumbnail(r, c)
	case *MediaGallery:
		readMediaGallery(r, c)
	case *FileComponent:
		readFileComponent(r, c)
	case *Separator:
		readSeparator(r, c)
	case *Container:
		readContainer(r, c)
	case *Label:
		readLabel(r, c)
	case *FileUpload:
		readFileUpload(r, c)
	case *RadioGroup:
		readRadioGroup(r, c)
	case *CheckboxGroup:
		readCheckboxGroup(r, c)
	case *Checkbox:
		readCheckbox(r, c)
	case *TextInputRow:
		readTextInputRow(r, c)
	}
}

package discord

import (
	"errors"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// UnmarshalJSONFrom reads a list of components, each by its type. It fails on JSON that is no list, and on nothing
// else: a component that does not fit becomes a [RawComponent].
func (c *Components[C]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	open, err := dec.ReadToken()
	if err != nil {
		return err
	}
	switch open.Kind() {
	case 'n':
		*c = nil
		return nil
	case '[':
	default:
		return errors.New("components are a list")
	}
	list := Components[C]{}
	for dec.PeekKind() != ']' {
		value, err := dec.ReadValue()
		if err != nil {
			return err
		}
		list = append(list, decodeIn[C](undecoded{json: value}))
	}
	*c = list
	_, err = dec.ReadToken()
	return err
}

// readFrom reads a list of components as UnmarshalJSONFrom does. Where a component does not fit the reader fails.
func (c *Components[C]) readFrom(r *reader) {
	if r.null() {
		*c = nil
		return
	}
	if r.next() != '[' {
		r.failed = true
		return
	}
	list := Components[C]{}
	for r.more(']') {
		if cap(list) == 0 {
			list = make(Components[C], 0, 5) // a row of buttons, or as many rows
		}
		start, end := r.raw()
		list = append(list, decodeIn[C](undecoded{r.body[start:end], start, r}))
	}
	*c = list
}

// UnmarshalJSON reads a list of components, as UnmarshalJSONFrom does.
func (c *Components[C]) UnmarshalJSON(value []byte) error {
	return json.Unmarshal(value, c, lenient)
}

// oneComponent is a single component where one stands by itself. Null, or nothing, is none.
type oneComponent[C Component] struct{ is C }

func (o *oneComponent[C]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	value, err := dec.ReadValue()
	if err == nil && value.Kind() != 'n' {
		o.is = decodeIn[C](undecoded{json: value})
	}
	return err
}

// UnmarshalJSONFrom reads a section; its accessory, which is of an interface type, needs help.
func (s *Section) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var in struct {
		ID         int                            `json:"id"`
		Components Components[SectionComponent]   `json:"components"`
		Accessory  oneComponent[SectionAccessory] `json:"accessory"`
	}
	err := json.UnmarshalDecode(dec, &in)
	*s = Section{ID: in.ID, Components: in.Components, Accessory: in.Accessory.is}
	return err
}

// UnmarshalJSON reads a section, as UnmarshalJSONFrom does.
func (s *Section) UnmarshalJSON(value []byte) error { return json.Unmarshal(value, s, lenient) }

// UnmarshalJSONFrom reads a label; its component, which is of an interface type, needs help.
func (l *Label) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var in struct {
		ID          int                          `json:"id"`
		Label       string                       `json:"label"`
		Description string                       `json:"description"`
		Component   oneComponent[LabelComponent] `json:"component"`
	}
	err := json.UnmarshalDecode(dec, &in)
	*l = Label{ID: in.ID, Label: in.Label, Description: in.Description, Component: in.Component.is}
	return err
}

// UnmarshalJSON reads a label, as UnmarshalJSONFrom does.
func (l *Label) UnmarshalJSON(value []byte) error { return json.Unmarshal(value, l, lenient) }

// undecoded is a component's JSON, and the reader that decodes it, from start on; without one package json does.
type undecoded struct {
	json  jsontext.Value
	start int
	*reader
}

func (u undecoded) into(pointer any) bool {
	if u.reader == nil {
		return json.Unmarshal(u.json, pointer, lenient) == nil
	}
	u.at = u.start
	u.reader.into(pointer)
	return !u.failed
}

// decodeIn decodes a component that stands where a C may. Nothing is dropped: what does not fit is kept raw.
func decodeIn[C Component](value undecoded) C {
	decoded := decodeComponent(value, func(pointer any) bool {
		_, ok := pointer.(C)
		return ok
	})
	// A RawComponent may stand anywhere, so this cannot fail.
	return decoded.(C)
}

// decodeComponent decodes a component by its type, if fits says of a pointer to that type that it may stand here.
// It asks before it decodes: were a container in a container decoded first and thrown away then, deep nesting would
// cost the square of its depth.
func decodeComponent(value undecoded, fits func(pointer any) bool) Component {
	switch ComponentType(objectType(value.json)) {
	case ComponentActionRow:
		return decodeRow(value, fits)
	case ComponentButton:
		return decodeAs[Button](value, fits)
	case ComponentStringSelect:
		return decodeAs[StringSelect](value, fits)
	case ComponentTextInput:
		return decodeAs[TextInput](value, fits)
	case ComponentUserSelect:
		return decodeAs[UserSelect](value, fits)
	case ComponentRoleSelect:
		return decodeAs[RoleSelect](value, fits)
	case ComponentMentionableSelect:
		return decodeAs[MentionableSelect](value, fits)
	case ComponentChannelSelect:
		return decodeAs[ChannelSelect](value, fits)
	case ComponentSection:
		return decodeAs[Section](value, fits)
	case ComponentTextDisplay:
		return decodeAs[TextDisplay](value, fits)
	case ComponentThumbnail:
		return decodeAs[Thumbnail](value, fits)
	case ComponentMediaGallery:
		return decodeAs[MediaGallery](value, fits)
	case ComponentFile:
		return decodeAs[FileComponent](value, fits)
	case ComponentSeparator:
		return decodeAs[Separator](value, fits)
	case ComponentContainer:
		return decodeAs[Container](value, fits)
	case ComponentLabel:
		return decodeAs[Label](value, fits)
	case ComponentFileUpload:
		return decodeAs[FileUpload](value, fits)
	case ComponentRadioGroup:
		return decodeAs[RadioGroup](value, fits)
	case ComponentCheckboxGroup:
		return decodeAs[CheckboxGroup](value, fits)
	case ComponentCheckbox:
		return decodeAs[Checkbox](value, fits)
	}
	return rawCopy(value.json)
}

func decodeAs[C Component](value undecoded, fits func(any) bool) Component {
	var c C
	if !fits(&c) || !value.into(&c) {
		return rawCopy(value.json)
	}
	return c
}

// decodeRow decodes an action row, or one of the rows of text inputs that modals used to have.
func decodeRow(value undecoded, fits func(any) bool) Component {
	row := decodeAs[ActionRow](value, fits)
	if row, ok := row.(ActionRow); ok && len(row.Components) > 0 &&
		row.Components[0].ComponentType() == ComponentTextInput {
		return decodeAs[TextInputRow](value, fits)
	}
	return row
}

func rawCopy(value jsontext.Value) RawComponent { return append(RawComponent(nil), value...) }

package discord

// TextInput is a field for text, in a [Label].
//
// See https://docs.discord.com/developers/components/reference#text-input.
//
//jsongen:component 4 label
type TextInput struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// CustomID names the field: 1 to 100 characters, unique in the modal.
	CustomID string `json:"custom_id"`
	// Style is required. A submitted modal does not repeat it.
	Style TextInputStyle `json:"style,omitzero" check:"1-2"`
	// MinLength is the smallest number of characters, 0 to 4000.
	MinLength int `json:"min_length,omitzero" check:"0-4000"`
	// MaxLength is the largest number of characters, 1 to 4000; zero means 4000.
	MaxLength int `json:"max_length,omitzero" check:"0-4000"`
	// Required is true if the user must enter text. Nil means true.
	Required *bool `json:"required,omitzero"`
	// Value is the text of the field. In a modal that is sent it is the initial text, at most 4000
	// characters. In a submitted modal it is what the user wrote.
	Value string `json:"value,omitzero" check:"0-4000"`
	// Placeholder is shown while the field is empty: at most 100 characters.
	Placeholder string `json:"placeholder,omitzero" check:"0-100"`
}

// TextInputStyle is the height of a [TextInput].
type TextInputStyle int

// The text input styles.
const (
	// TextInputShort is one line.
	TextInputShort TextInputStyle = 1
	// TextInputParagraph is several lines.
	TextInputParagraph TextInputStyle = 2
)

// FileUpload lets a user upload files, in a [Label].
//
// See https://docs.discord.com/developers/components/reference#file-upload.
//
//jsongen:component 19 label
type FileUpload struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// CustomID names the field: 1 to 100 characters, unique in the modal.
	CustomID string `json:"custom_id"`
	// MinValues is how many files are needed, 0 to 10; nil means 1.
	MinValues *int `json:"min_values,omitzero" check:"0-10"`
	// MaxValues is how many files are accepted, 1 to 10; zero means 1.
	MaxValues int `json:"max_values,omitzero" check:"0-10"`
	// Required is true if the user must upload a file. Nil means true.
	Required *bool `json:"required,omitzero"`
	// FileTypes are the accepted files, checked by name only: at most 10 of "image", "video",
	// "audio" and extensions like ".pdf". Nil means all. See
	// https://docs.discord.com/developers/reference#file-type-filtering.
	FileTypes []string `json:"file_types,omitzero" check:"fileTypes"`
	// Values are the IDs of the attachments, in a submitted modal. They are never sent.
	Values []Snowflake `json:"values,omitzero" check:"received"`
}

// RadioGroup is a list of options, in a [Label]. A user can choose one.
//
// See https://docs.discord.com/developers/components/reference#radio-group.
//
//jsongen:component 21 label
type RadioGroup struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// CustomID names the field: 1 to 100 characters, unique in the modal.
	CustomID string `json:"custom_id"`
	// Options are the 2 to 10 options. A submitted modal does not repeat them.
	Options []RadioOption `json:"options,omitzero" check:"2-10"`
	// Required is true if the user must choose something. Nil means true.
	Required *bool `json:"required,omitzero"`
	// Value is the value of the chosen option, in a submitted modal. It is empty if none is chosen.
	// It is never sent.
	Value string `json:"value,omitzero" check:"received"`
}

// RadioOption is one option of a [RadioGroup].
type RadioOption struct {
	// Label is the text that the user sees: 1 to 100 characters.
	Label string `json:"label" check:"1-100"`
	// Value is what the app receives: 1 to 100 characters.
	Value string `json:"value" check:"1-100"`
	// Description has at most 100 characters.
	Description string `json:"description,omitzero" check:"0-100"`
	// Default shows the option as chosen.
	Default bool `json:"default,omitzero"`
}

// CheckboxGroup is a list of options, in a [Label]. A user can choose several.
//
// See https://docs.discord.com/developers/components/reference#checkbox-group.
//
//jsongen:component 22 label
type CheckboxGroup struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// CustomID names the field: 1 to 100 characters, unique in the modal.
	CustomID string `json:"custom_id"`
	// Options are the 1 to 10 options. A submitted modal does not repeat them.
	Options []CheckboxOption `json:"options,omitzero" check:"1-10"`
	// MinValues is how many options have to be chosen, 0 to 10; nil means 1.
	MinValues *int `json:"min_values,omitzero" check:"0-10"`
	// MaxValues is how many options can be chosen, 1 to 10; zero means all.
	MaxValues int `json:"max_values,omitzero" check:"0-10"`
	// Required is true if the user must choose something. Nil means true.
	Required *bool `json:"required,omitzero"`
	// Values are the values of the chosen options, in a submitted modal. They are never sent.
	Values []string `json:"values,omitzero" check:"received"`
}

// CheckboxOption is one option of a [CheckboxGroup].
type CheckboxOption struct {
	// Label is the text that the user sees: 1 to 100 characters.
	Label string `json:"label" check:"1-100"`
	// Value is what the app receives: 1 to 100 characters.
	Value string `json:"value" check:"1-100"`
	// Description has at most 100 characters.
	Description string `json:"description,omitzero" check:"0-100"`
	// Default shows the option as chosen.
	Default bool `json:"default,omitzero"`
}

// Checkbox is a single box to check, in a [Label].
//
// See https://docs.discord.com/developers/components/reference#checkbox.
//
//jsongen:component 23 label
type Checkbox struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// CustomID names the field: 1 to 100 characters, unique in the modal.
	CustomID string `json:"custom_id"`
	// Default shows the box as checked.
	Default bool `json:"default,omitzero"`
	// Value is true if the box is checked, in a submitted modal. It is never sent.
	Value bool `json:"value,omitzero" check:"received"`
}

package discord

// ActionRow is a row of up to five buttons, or of one select. A message without Components V2 holds
// up to five action rows and no other components.
//
// See https://docs.discord.com/developers/components/reference#action-row.
//
//jsongen:component 1 message container
type ActionRow struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// Components are 1 to 5 buttons, or 1 select.
	Components Components[RowComponent] `json:"components"`
}

// Section is one to three texts with a button or a picture beside them.
//
// See https://docs.discord.com/developers/components/reference#section.
//
//jsongen:component 9 message container
type Section struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// Components are 1 to 3 texts.
	Components Components[SectionComponent] `json:"components" check:"1-3"`
	// Accessory is shown beside the texts. It is required.
	Accessory SectionAccessory `json:"accessory"`
}

// Separator is space between components, with a line unless Divider is false.
//
// See https://docs.discord.com/developers/components/reference#separator.
//
//jsongen:component 14 message container
type Separator struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// Divider draws a line. Nil means true.
	Divider *bool `json:"divider,omitzero"`
	// Spacing is the height of the space; zero is [SpacingSmall].
	Spacing Spacing `json:"spacing,omitzero" check:"0-2"`
}

// Spacing is the height of a [Separator].
type Spacing int

// The heights of a separator.
const (
	SpacingSmall Spacing = 1
	SpacingLarge Spacing = 2
)

// Container frames components, with a bar of color at the side.
//
// See https://docs.discord.com/developers/components/reference#container.
//
//jsongen:component 17 message
type Container struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// Components are the components in the container: at least 1.
	Components Components[ContainerComponent] `json:"components" check:"1-40"`
	// AccentColor is the color of the bar, 0x000000 to 0xFFFFFF. Nil means none.
	AccentColor *int `json:"accent_color,omitzero" check:"0-0xFFFFFF"`
	// Spoiler blurs the container until it is clicked.
	Spoiler bool `json:"spoiler,omitzero"`
}

// Label is a text, with an optional description, for one input of a modal.
//
// See https://docs.discord.com/developers/components/reference#label.
//
//jsongen:component 18 modal
type Label struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// Label has 1 to 45 characters. A submitted modal does not repeat it.
	Label string `json:"label,omitzero" check:"1-45"`
	// Description has at most 100 characters.
	Description string `json:"description,omitzero" check:"0-100"`
	// Component is the input. It is required.
	Component LabelComponent `json:"component"`
}

// TextInputRow is an action row with text inputs, which modals used before [Label] existed. It is
// only received. To send such a row, use a [RawComponent].
//
// See https://docs.discord.com/developers/components/reference#action-row.
//
//jsongen:component 1
type TextInputRow struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// Components are the text inputs.
	Components []TextInput `json:"components"`
}

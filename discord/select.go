package discord

// StringSelect is a menu of options that the app makes, for an [ActionRow] or a [Label].
//
// See https://docs.discord.com/developers/components/reference#string-select.
//
//jsongen:component 3 row label
type StringSelect struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// CustomID is sent back when the user chooses: 1 to 100 characters, unique in the message or
	// modal.
	CustomID string `json:"custom_id"`
	// Options are the 1 to 25 options. A submitted modal does not repeat them.
	Options []SelectOption `json:"options,omitzero" check:"1-25"`
	// Placeholder is shown while nothing is chosen: at most 150 characters.
	Placeholder string `json:"placeholder,omitzero" check:"0-150"`
	// MinValues is how many options must be chosen: 0 to 25. Nil means 1.
	MinValues *int `json:"min_values,omitzero" check:"0-25"`
	// MaxValues is how many options can be chosen, 1 to 25; zero means 1.
	MaxValues int `json:"max_values,omitzero" check:"0-25"`
	// Required is true if the user must choose something. Nil means true. It has no effect in
	// messages.
	Required *bool `json:"required,omitzero"`
	// Disabled greys the menu out. In modals it is an error.
	Disabled bool `json:"disabled,omitzero"`
	// Values are the chosen values, in a submitted modal. They are never sent.
	Values []string `json:"values,omitzero" check:"received"`
}

// SelectOption is one option of a [StringSelect].
type SelectOption struct {
	// Label is the text that the user sees: 1 to 100 characters.
	Label string `json:"label" check:"1-100"`
	// Value is what the app receives: 1 to 100 characters.
	Value string `json:"value" check:"1-100"`
	// Description has at most 100 characters.
	Description string `json:"description,omitzero" check:"0-100"`
	// Emoji is shown before the label. Nil means none.
	Emoji *Emoji `json:"emoji,omitzero" check:"emoji"`
	// Default shows the option as chosen.
	Default bool `json:"default,omitzero"`
}

// UserSelect is a menu of users, for an [ActionRow] or a [Label].
//
// See https://docs.discord.com/developers/components/reference#user-select.
//
//jsongen:component 5 row label
type UserSelect struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// CustomID is sent back when the user chooses: 1 to 100 characters, unique in the message or
	// modal.
	CustomID string `json:"custom_id"`
	// Placeholder is shown while nothing is chosen: at most 150 characters.
	Placeholder string `json:"placeholder,omitzero" check:"0-150"`
	// DefaultValues are chosen at first: see [DefaultUser]. If there are any, their number must be
	// allowed by MinValues and MaxValues.
	DefaultValues []DefaultValue `json:"default_values,omitzero"`
	// MinValues is how many must be chosen: 0 to 25. Nil means 1.
	MinValues *int `json:"min_values,omitzero" check:"0-25"`
	// MaxValues is how many can be chosen, 1 to 25; zero means 1.
	MaxValues int `json:"max_values,omitzero" check:"0-25"`
	// Required is true if the user must choose something. Nil means true. It has no effect in
	// messages.
	Required *bool `json:"required,omitzero"`
	// Disabled greys the menu out. In modals it is an error.
	Disabled bool `json:"disabled,omitzero"`
	// Values are the IDs of the chosen users, in a submitted modal. They are never sent.
	Values []Snowflake `json:"values,omitzero" check:"received"`
}

// RoleSelect is a menu of roles, for an [ActionRow] or a [Label].
//
// See https://docs.discord.com/developers/components/reference#role-select.
//
//jsongen:component 6 row label
type RoleSelect struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// CustomID is sent back when the user chooses: 1 to 100 characters, unique in the message or
	// modal.
	CustomID string `json:"custom_id"`
	// Placeholder is shown while nothing is chosen: at most 150 characters.
	Placeholder string `json:"placeholder,omitzero" check:"0-150"`
	// DefaultValues are chosen at first: see [DefaultRole]. If there are any, their number must be
	// allowed by MinValues and MaxValues.
	DefaultValues []DefaultValue `json:"default_values,omitzero"`
	// MinValues is how many must be chosen: 0 to 25. Nil means 1.
	MinValues *int `json:"min_values,omitzero" check:"0-25"`
	// MaxValues is how many can be chosen, 1 to 25; zero means 1.
	MaxValues int `json:"max_values,omitzero" check:"0-25"`
	// Required is true if the user must choose something. Nil means true. It has no effect in
	// messages.
	Required *bool `json:"required,omitzero"`
	// Disabled greys the menu out. In modals it is an error.
	Disabled bool `json:"disabled,omitzero"`
	// Values are the IDs of the chosen roles, in a submitted modal. They are never sent.
	Values []Snowflake `json:"values,omitzero" check:"received"`
}

// MentionableSelect is a menu of users and roles, for an [ActionRow] or a [Label].
//
// See https://docs.discord.com/developers/components/reference#mentionable-select.
//
//jsongen:component 7 row label
type MentionableSelect struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// CustomID is sent back when the user chooses: 1 to 100 characters, unique in the message or
	// modal.
	CustomID string `json:"custom_id"`
	// Placeholder is shown while nothing is chosen: at most 150 characters.
	Placeholder string `json:"placeholder,omitzero" check:"0-150"`
	// DefaultValues are chosen at first: see [DefaultUser] and [DefaultRole]. If there are any,
	// their number must be allowed by MinValues and MaxValues.
	DefaultValues []DefaultValue `json:"default_values,omitzero"`
	// MinValues is how many must be chosen: 0 to 25. Nil means 1.
	MinValues *int `json:"min_values,omitzero" check:"0-25"`
	// MaxValues is how many can be chosen, 1 to 25; zero means 1.
	MaxValues int `json:"max_values,omitzero" check:"0-25"`
	// Required is true if the user must choose something. Nil means true. It has no effect in
	// messages.
	Required *bool `json:"required,omitzero"`
	// Disabled greys the menu out. In modals it is an error.
	Disabled bool `json:"disabled,omitzero"`
	// Values are the IDs of the chosen users and roles, in a submitted modal. They are never sent.
	Values []Snowflake `json:"values,omitzero" check:"received"`
}

// ChannelSelect is a menu of channels, for an [ActionRow] or a [Label].
//
// See https://docs.discord.com/developers/components/reference#channel-select.
//
//jsongen:component 8 row label
type ChannelSelect struct {
	// ID identifies the component in its message. Discord sets it if it is zero.
	ID int `json:"id,omitzero"`
	// CustomID is sent back when the user chooses: 1 to 100 characters, unique in the message or
	// modal.
	CustomID string `json:"custom_id"`
	// ChannelTypes are the types of channel that the select offers, each once. An empty list means
	// all types.
	ChannelTypes []ChannelType `json:"channel_types,omitzero" check:"channelTypes"`
	// Placeholder is shown while nothing is chosen: at most 150 characters.
	Placeholder string `json:"placeholder,omitzero" check:"0-150"`
	// DefaultValues are chosen at first: see [DefaultChannel]. If there are any, their number must
	// be allowed by MinValues and MaxValues.
	DefaultValues []DefaultValue `json:"default_values,omitzero"`
	// MinValues is how many must be chosen: 0 to 25. Nil means 1.
	MinValues *int `json:"min_values,omitzero" check:"0-25"`
	// MaxValues is how many can be chosen, 1 to 25; zero means 1.
	MaxValues int `json:"max_values,omitzero" check:"0-25"`
	// Required is true if the user must choose something. Nil means true. It has no effect in
	// messages.
	Required *bool `json:"required,omitzero"`
	// Disabled greys the menu out. In modals it is an error.
	Disabled bool `json:"disabled,omitzero"`
	// Values are the IDs of the chosen channels, in a submitted modal. They are never sent.
	Values []Snowflake `json:"values,omitzero" check:"received"`
}

// DefaultValue is an object that a select initially shows as chosen.
//
// See https://docs.discord.com/developers/components/reference#user-select-select-default-value-structure.
type DefaultValue struct {
	// ID is the ID of a user, a role or a channel.
	ID Snowflake `json:"id"`
	// Type is "user", "role" or "channel".
	Type DefaultValueType `json:"type"`
}

// DefaultValueType is the type of the object of a [DefaultValue].
type DefaultValueType string

// The types of default values.
const (
	DefaultValueUser    DefaultValueType = "user"
	DefaultValueRole    DefaultValueType = "role"
	DefaultValueChannel DefaultValueType = "channel"
)

// DefaultUser makes a user the default of a [UserSelect] or [MentionableSelect].
func DefaultUser(id Snowflake) DefaultValue { return DefaultValue{id, DefaultValueUser} }

// DefaultRole makes a role the default of a [RoleSelect] or [MentionableSelect].
func DefaultRole(id Snowflake) DefaultValue { return DefaultValue{id, DefaultValueRole} }

// DefaultChannel makes a channel the default of a [ChannelSelect].
func DefaultChannel(id Snowflake) DefaultValue { return DefaultValue{id, DefaultValueChannel} }

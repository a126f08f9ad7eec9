package discord

// ComponentData is the component that a user used and the values that the user chose. Values holds
// the choice as text; the methods return the objects.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-message-component-data-structure.
type ComponentData struct {
	// CustomID is the custom ID of the component.
	CustomID string `json:"custom_id"`
	// ComponentType is the type of the component: a button or one of the selects.
	ComponentType ComponentType `json:"component_type"`
	// ID is the ID of the component in its message; zero if Discord did not say.
	ID int `json:"id,omitzero"`
	// Values are the values chosen in a string select, or the IDs chosen in another select. It is
	// nil for a button.
	Values []string `json:"values,omitzero"`
	// Resolved holds the objects that Values refer to by ID. It is nil for a button and a string
	// select.
	Resolved *Resolved `json:"resolved,omitzero"`
}

// Value returns the first of Values, or false if nothing is chosen.
func (d *ComponentData) Value() (string, bool) {
	if len(d.Values) == 0 {
		return "", false
	}
	return d.Values[0], true
}

// IDs returns what was chosen in a user, role, mentionable or channel select.
func (d *ComponentData) IDs() []Snowflake { return snowflakes(d.Values) }

// Users returns the users chosen in a user or mentionable select.
func (d *ComponentData) Users() []User { return resolve(d.IDs(), d.Resolved.user) }

// Members returns the members chosen in a user or mentionable select, each with its User filled in.
// It leaves out users who are not in the guild.
func (d *ComponentData) Members() []Member { return resolve(d.IDs(), d.Resolved.Member) }

// Roles returns the roles chosen in a role or mentionable select.
func (d *ComponentData) Roles() []Role { return resolve(d.IDs(), d.Resolved.role) }

// Channels returns the channels chosen in a channel select. They have only some of the fields.
func (d *ComponentData) Channels() []Channel { return resolve(d.IDs(), d.Resolved.channel) }

// Mentionables returns the users and roles chosen in a mentionable select, in the order of choice.
func (d *ComponentData) Mentionables() []Mentionable { return resolve(d.IDs(), d.Resolved.mentionable) }

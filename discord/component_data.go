package discord

// ComponentData says which component was used, and what was chosen in it. Values holds it as text; the methods return
// it as what it is.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-message-component-data-structure.
type ComponentData struct {
	// CustomID is that of the component.
	CustomID string `json:"custom_id"`
	// ComponentType is that of the component: a button, or one of the selects.
	ComponentType ComponentType `json:"component_type"`
	// ID is that of the component in its message; zero where Discord did not say.
	ID int `json:"id,omitzero"`
	// Values is what a select holds: values of a string select, IDs of the others. Of a button it is nil.
	Values []string `json:"values,omitzero"`
	// Resolved holds what Values name by ID; nil for a button and a string select.
	Resolved *Resolved `json:"resolved,omitzero"`
}

// Value returns the one value of a select that takes one, or the first; false where nothing is chosen.
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

// Members returns the members chosen in a user or mentionable select, each with its User filled in; without those who
// are not in the guild.
func (d *ComponentData) Members() []Member { return resolve(d.IDs(), d.Resolved.Member) }

// Roles returns the roles chosen in a role or mentionable select.
func (d *ComponentData) Roles() []Role { return resolve(d.IDs(), d.Resolved.role) }

// Channels returns the channels chosen in a channel select. They hold only some of a channel's fields.
func (d *ComponentData) Channels() []Channel { return resolve(d.IDs(), d.Resolved.channel) }

// Mentionables returns the users and roles chosen in a mentionable select, in the order of choice.
func (d *ComponentData) Mentionables() []Mentionable { return resolve(d.IDs(), d.Resolved.mentionable) }

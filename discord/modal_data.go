package discord

// ModalData holds the values that a user entered in a modal. Its methods read a field by its custom
// ID, at any depth:
//
//	name := i.Data.Text("name")
//
// A field that was left empty, does not exist or has another type reads as empty.
// [ModalData.Component] distinguishes these.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure.
type ModalData struct {
	// CustomID is the custom ID of the modal.
	CustomID string `json:"custom_id"`
	// Components are the components of the modal, with what the user entered.
	Components Components[Component] `json:"components,omitzero"`
	// Resolved holds the objects that selects and file uploads refer to by ID. It is nil if there
	// are none.
	Resolved *Resolved `json:"resolved,omitzero"`
}

// Component returns the component with a custom ID at any depth, or nil. It is a [TextInput], a
// [StringSelect] and so on, with its Value or Values.
func (d *ModalData) Component(customID string) Component {
	for c := range d.Components.All() {
		if id, ok := componentCustomID(c); ok && id == customID {
			return c
		}
	}
	return nil
}

// Text returns the text of a [TextInput].
func (d *ModalData) Text(customID string) string {
	input, _ := d.Component(customID).(TextInput)
	return input.Value
}

// Checked reports whether a [Checkbox] is checked.
func (d *ModalData) Checked(customID string) bool {
	box, _ := d.Component(customID).(Checkbox)
	return box.Value
}

// Value returns the value chosen in a [RadioGroup], or the first of [ModalData.Values]. It returns
// false if nothing is chosen.
func (d *ModalData) Value(customID string) (string, bool) {
	values := d.Values(customID)
	if len(values) == 0 {
		return "", false
	}
	return values[0], true
}

// Values returns the values chosen in a [StringSelect], a [CheckboxGroup] or a [RadioGroup]. For
// other selects and for files, use [ModalData.IDs] or the methods that return the resolved objects.
func (d *ModalData) Values(customID string) []string {
	c := d.Component(customID)
	if group, ok := c.(RadioGroup); ok && group.Value != "" {
		return []string{group.Value}
	}
	values, _ := knownValues(c)
	return values
}

// IDs returns what was chosen in a [UserSelect], [RoleSelect], [MentionableSelect] or
// [ChannelSelect], or uploaded in a [FileUpload].
func (d *ModalData) IDs(customID string) []Snowflake {
	ids, _ := knownIDs(d.Component(customID))
	return ids
}

// Users returns the users chosen in a user or mentionable select.
func (d *ModalData) Users(customID string) []User { return resolve(d.IDs(customID), d.Resolved.user) }

// Members returns the members chosen in a user or mentionable select, each with its User filled in.
// It leaves out users who are not in the guild.
func (d *ModalData) Members(customID string) []Member {
	return resolve(d.IDs(customID), d.Resolved.Member)
}

// Roles returns the roles chosen in a role or mentionable select.
func (d *ModalData) Roles(customID string) []Role { return resolve(d.IDs(customID), d.Resolved.role) }

// Channels returns the channels chosen in a channel select. They have only some of the fields.
func (d *ModalData) Channels(customID string) []Channel {
	return resolve(d.IDs(customID), d.Resolved.channel)
}

// Mentionables returns the users and roles chosen in a mentionable select, in the order of choice.
func (d *ModalData) Mentionables(customID string) []Mentionable {
	return resolve(d.IDs(customID), d.Resolved.mentionable)
}

// Attachments returns the files uploaded in a [FileUpload].
func (d *ModalData) Attachments(customID string) []Attachment {
	return resolve(d.IDs(customID), d.Resolved.attachment)
}

package discord

// option returns the option of that name if it is of one of the types.
func (d *CommandData) option(name string, types ...OptionType) *Option {
	o := d.Option(name)
	if o == nil {
		return nil
	}
	for _, t := range types {
		if o.Type == t {
			return o
		}
	}
	return nil
}

// String returns the value of a string option.
func (d *CommandData) String(name string) (string, bool) {
	o := d.option(name, OptionString)
	return o.Text(), o != nil
}

// Integer returns the value of an integer option. In autocomplete ok is false until the text is an
// integer.
func (d *CommandData) Integer(name string) (value int64, ok bool) {
	return d.option(name, OptionInteger).Integer()
}

// Number returns the value of a number option or an integer option. In autocomplete ok is false
// until the text is a number.
func (d *CommandData) Number(name string) (value float64, ok bool) {
	return d.option(name, OptionNumber, OptionInteger).Number()
}

// Boolean returns the value of a boolean option.
func (d *CommandData) Boolean(name string) (value, ok bool) {
	return d.option(name, OptionBoolean).Boolean()
}

// User returns the user of a user option, or of a mentionable option that names a user. In
// autocomplete ok is false, because Discord resolves nothing.
func (d *CommandData) User(name string) (User, bool) {
	id, _ := d.option(name, OptionUser, OptionMentionable).Snowflake()
	return d.Resolved.user(id)
}

// Member returns the member of a user option, or of a mentionable option that names a user, with
// its User filled in. ok is also false if the user is not in the guild, or if there is no guild.
func (d *CommandData) Member(name string) (Member, bool) {
	id, _ := d.option(name, OptionUser, OptionMentionable).Snowflake()
	return d.Resolved.Member(id)
}

// Role returns the role of a role option, or of a mentionable option that names a role.
func (d *CommandData) Role(name string) (Role, bool) {
	id, _ := d.option(name, OptionRole, OptionMentionable).Snowflake()
	return d.Resolved.role(id)
}

// Channel returns the channel of a channel option. It has only some of the fields.
func (d *CommandData) Channel(name string) (Channel, bool) {
	id, _ := d.option(name, OptionChannel).Snowflake()
	return d.Resolved.channel(id)
}

// Mentionable returns the user or role of a mentionable, user or role option.
func (d *CommandData) Mentionable(name string) (Mentionable, bool) {
	id, _ := d.option(name, OptionMentionable, OptionUser, OptionRole).Snowflake()
	return d.Resolved.mentionable(id)
}

// Attachment returns the uploaded file of an attachment option.
func (d *CommandData) Attachment(name string) (Attachment, bool) {
	id, _ := d.option(name, OptionAttachment).Snowflake()
	return d.Resolved.attachment(id)
}

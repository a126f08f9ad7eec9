package discord

// CommandData is the command that a user ran, with its options and its target. Its methods read an
// option by name, from the subcommand or, if there is none, from the command:
//
//	card, ok := i.Data.String("card")
//
// ok is false if the user left the option out, or if the option is of another type.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-data-structure.
type CommandData struct {
	// ID is the ID of the command.
	ID Snowflake `json:"id"`
	// Name is the name of the command. [CommandData.Route] adds the subcommand.
	Name string `json:"name"`
	// Type is the type of the command.
	Type CommandType `json:"type,omitzero"`
	// Options are nested as Discord sends them: a subcommand holds its own options.
	// [CommandData.Values] returns the innermost options.
	Options []Option `json:"options,omitzero"`
	// Resolved holds the objects that options and targets refer to by ID. It is nil if there are
	// none, and in autocomplete.
	Resolved *Resolved `json:"resolved,omitzero"`
	// GuildID is the guild that the command is registered in. It is zero for a global command.
	GuildID Snowflake `json:"guild_id,omitzero"`
	// TargetID is the user or message that a user or message command was used on: see
	// [CommandData.TargetUser], [CommandData.TargetMember] and [CommandData.TargetMessage].
	TargetID Snowflake `json:"target_id,omitzero"`
}

// Route returns the names of the command, the subcommand group and the subcommand. A name is empty
// if there is none. It does not allocate.
func (d *CommandData) Route() (command, group, subcommand string) {
	command = d.Name
	if len(d.Options) == 0 {
		return command, "", ""
	}
	switch first := &d.Options[0]; first.Type {
	case OptionSubcommand:
		return command, "", first.Name
	case OptionSubcommandGroup:
		if len(first.Options) > 0 {
			return command, first.Name, first.Options[0].Name
		}
		return command, first.Name, ""
	}
	return command, "", ""
}

// Values returns the options with values: those of the subcommand or, if there is none, of the
// command.
func (d *CommandData) Values() []Option {
	options := d.Options
	for len(options) > 0 && (options[0].Type == OptionSubcommand || options[0].Type == OptionSubcommandGroup) {
		options = options[0].Options
	}
	return options
}

// Option returns the option of a name, of any type, or nil if the user left it out.
func (d *CommandData) Option(name string) *Option {
	values := d.Values()
	for i := range values {
		if values[i].Name == name {
			return &values[i]
		}
	}
	return nil
}

// Focused returns the option that the user is typing, or nil outside autocomplete.
func (d *CommandData) Focused() *Option {
	values := d.Values()
	for i := range values {
		if values[i].Focused {
			return &values[i]
		}
	}
	return nil
}

// TargetUser returns the user that a user command was used on.
func (d *CommandData) TargetUser() (User, bool) { return d.Resolved.user(d.TargetID) }

// TargetMember returns the member that a user command was used on. It returns false if that user is
// not in the guild, or if there is no guild.
func (d *CommandData) TargetMember() (Member, bool) { return d.Resolved.Member(d.TargetID) }

// TargetMessage returns the message that a message command was used on.
func (d *CommandData) TargetMessage() (ReceivedMessage, bool) { return d.Resolved.message(d.TargetID) }

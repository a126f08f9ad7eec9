package discord

import "github.com/go-json-experiment/json/jsontext"

// CommandType is the kind of a command.
type CommandType int

// The command types.
const (
	CommandChatInput  CommandType = 1
	CommandUser       CommandType = 2
	CommandMessage    CommandType = 3
	CommandEntryPoint CommandType = 4
)

// OptionType is the type of a command's option.
type OptionType int

// The option types.
const (
	OptionSubcommand      OptionType = 1
	OptionSubcommandGroup OptionType = 2
	OptionString          OptionType = 3
	OptionInteger         OptionType = 4
	OptionBoolean         OptionType = 5
	OptionUser            OptionType = 6
	OptionChannel         OptionType = 7
	OptionRole            OptionType = 8
	OptionMentionable     OptionType = 9
	OptionNumber          OptionType = 10
	OptionAttachment      OptionType = 11
)

// CommandData says which command was used, with which options, on what.
type CommandData struct {
	ID       Snowflake   `json:"id"`
	Name     string      `json:"name"`
	Type     CommandType `json:"type,omitzero"`
	Options  []Option    `json:"options,omitzero"`
	Resolved *Resolved   `json:"resolved,omitzero"`
	GuildID  Snowflake   `json:"guild_id,omitzero"`
	// TargetID is the user or message that a user or message command was used on.
	TargetID Snowflake `json:"target_id,omitzero"`
}

// Option is one option as a person filled it in, or the subcommand or group that holds such options.
type Option struct {
	Name    string         `json:"name"`
	Type    OptionType     `json:"type"`
	Value   jsontext.Value `json:"value,omitzero"`
	Options []Option       `json:"options,omitzero"`
	Focused bool           `json:"focused,omitzero"`
}

// Route returns the names that lead to what was used: the command, the subcommand group and the subcommand.
// What there is not is empty. It does not allocate.
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

// Values returns the options that carry values: those of the subcommand that was used, or of the command itself.
func (d *CommandData) Values() []Option {
	options := d.Options
	for len(options) > 0 && (options[0].Type == OptionSubcommand || options[0].Type == OptionSubcommandGroup) {
		options = options[0].Options
	}
	return options
}

// Option returns the option of that name that carries a value, or nil where the person left it out.
func (d *CommandData) Option(name string) *Option {
	values := d.Values()
	for i := range values {
		if values[i].Name == name {
			return &values[i]
		}
	}
	return nil
}

// Focused returns the option that the person is typing, or nil outside autocomplete.
func (d *CommandData) Focused() *Option {
	values := d.Values()
	for i := range values {
		if values[i].Focused {
			return &values[i]
		}
	}
	return nil
}

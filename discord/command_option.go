package discord

// CommandOption is an option in the declaration of a [Command]: a parameter, a subcommand, or a
// group of subcommands. An option with a user's value is an [Option].
//
// One struct serves all 11 types. [Command.Check] reports a field that does not fit the type.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure.
type CommandOption struct {
	Type OptionType `json:"type"`
	// Name is 1 to 32 characters, in lower case and without spaces, unique among its neighbours.
	Name string `json:"name"`
	// NameLocalizations are names in other languages, of the same form.
	NameLocalizations map[Locale]string `json:"name_localizations,omitzero"`
	// Description is 1 to 100 characters.
	Description string `json:"description"`
	// DescriptionLocalizations are descriptions in other languages, of the same length.
	DescriptionLocalizations map[Locale]string `json:"description_localizations,omitzero"`
	// Required options come before the others. A subcommand or a group cannot be required.
	Required bool `json:"required,omitzero"`
	// Options are the parameters of a subcommand or the subcommands of a group: at most 25.
	Options []CommandOption `json:"options,omitzero"`

	// Choices are the only values that a string, integer or number may have: at most 25.
	Choices []Choice `json:"choices,omitzero"`
	// Autocomplete makes Discord ask the app for choices while the user types a string, integer or
	// number. It excludes Choices.
	Autocomplete bool `json:"autocomplete,omitzero"`
	// MinValue and MaxValue bound an integer or a number; nil means no bound. The bounds of an
	// integer are whole numbers.
	MinValue *float64 `json:"min_value,omitzero"`
	MaxValue *float64 `json:"max_value,omitzero"`
	// MinLength, 0 to 6000 characters, and MaxLength, 1 to 6000, bound a string; zero means no
	// bound.
	MinLength int `json:"min_length,omitzero"`
	MaxLength int `json:"max_length,omitzero"`
	// ChannelTypes are the types of channel that a channel option offers; nil means all.
	ChannelTypes []ChannelType `json:"channel_types,omitzero"`
	// FileTypes are the files that an attachment option accepts: at most 10 of "image", "video",
	// "audio" and extensions like ".pdf". Nil means every file. Discord checks only the name of the
	// file, not its content.
	FileTypes []string `json:"file_types,omitzero"`
}

// The least and the greatest value of an integer option, and of its bounds and choices. For a
// number option the limits are -2^53 and 2^53.
//
// See https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type.
const (
	MinInteger = -1<<53 + 1
	MaxInteger = 1<<53 - 1
)

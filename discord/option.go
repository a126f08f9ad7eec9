package discord

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/hotaru-go/hotaru/internal/wire"
)

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

// Option is an option with the user's value, or the subcommand or group that holds such options.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-interaction-data-option-structure.
type Option struct {
	// Name is the name of the option, subcommand or group.
	Name string `json:"name"`
	// Type is the declared type.
	Type OptionType `json:"type"`
	// Value is the JSON of the value: a string, a number, a boolean, or an ID as a string. In
	// autocomplete it is what the user has typed so far, and may be a string even for a number
	// option.
	Value json.RawMessage `json:"value,omitzero"`
	// Options are the options of a subcommand or a group.
	Options []Option `json:"options,omitzero"`
	// Focused is true if the user is typing this option.
	Focused bool `json:"focused,omitzero"`
}

// Text returns the value as text, for an option of any type. It is empty if there is no value, and
// for a nil Option.
func (o *Option) Text() string {
	switch {
	case o == nil || wire.Kind(o.Value) == 'n':
		return ""
	case wire.Kind(o.Value) == '"':
		return string(wire.Unquote(o.Value))
	}
	return string(o.Value)
}

// Integer returns the value if it is an integer. In autocomplete, a string that holds an integer
// counts as an integer.
func (o *Option) Integer() (int64, bool) {
	text := o.Text()
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, true
	}
	// 5.0 and 5e0 are integers too. Beyond 2^53 a float64 is not exact.
	f, ok := parseNumber(text)
	if !ok || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int64(f), true
}

// Number returns the value if it is a finite number. In autocomplete, a string that holds a number
// counts as a number.
func (o *Option) Number() (float64, bool) {
	return parseNumber(o.Text())
}

// parseNumber reads a decimal number. It refuses the other forms that Go accepts: "0x1p4", "1_000",
// "Inf" and "NaN".
func parseNumber(text string) (float64, bool) {
	for _, r := range text {
		if !strings.ContainsRune("0123456789+-.eE", r) {
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}

// Boolean returns the value if it is a boolean.
func (o *Option) Boolean() (value, ok bool) {
	if o == nil {
		return false, false
	}
	kind := wire.Kind(o.Value)
	return kind == 't', kind == 't' || kind == 'f'
}

// Snowflake returns the value if it is an ID: of a user, role, channel, mentionable or attachment.
func (o *Option) Snowflake() (Snowflake, bool) {
	id, err := ParseSnowflake(o.Text())
	return id, err == nil
}

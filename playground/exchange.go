package playground

import (
	"slices"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// exchange is an interaction with its answer, its calls and its log, as the inspector shows it.
type exchange struct {
	ID        discord.Snowflake `json:"id"`
	Kind      string            `json:"kind"`
	Name      string            `json:"name"`
	At        time.Time         `json:"at"`
	UserID    discord.Snowflake `json:"user_id"`
	ChannelID discord.Snowflake `json:"channel_id"`
	// Pending is true until the bot has answered.
	Pending      bool     `json:"pending"`
	Milliseconds float64  `json:"milliseconds"`
	Request      request  `json:"request"`
	Answer       *answer  `json:"answer"`
	Failure      *failure `json:"failure"`
	Calls        []call   `json:"calls"`
	// Logs are the bot's log lines for the interaction.
	Logs []logLine `json:"logs"`

	// did is the person's action, or nil if the body did not come from an action.
	did *action
	// sent is true once the interaction has reached the bot.
	sent bool
}

// request is the HTTP request to the bot. Headers are pairs, in the order of their names.
type request struct {
	Method  string      `json:"method"`
	URL     string      `json:"url"`
	Headers [][2]string `json:"headers"`
	Body    string      `json:"body"`
}

// kinds names the kinds of interaction as the page knows them.
var kinds = map[discord.InteractionType]string{
	discord.InteractionCommand: "command", discord.InteractionAutocomplete: "autocomplete",
	discord.InteractionComponent: "component", discord.InteractionModal: "modal",
}

// newExchange makes an exchange from an interaction's body.
func newExchange(body []byte, at time.Time) (*exchange, error) {
	kind, err := discord.PeekType(body)
	if err != nil {
		return nil, err
	}
	interaction, err := discord.DecodeInteraction(kind, body)
	if err != nil {
		return nil, err
	}
	common := interaction.Common()
	return &exchange{
		ID: common.ID, Kind: kinds[kind], Name: nameOf(interaction), At: at, Pending: true,
		UserID: common.Invoker().ID, ChannelID: common.ChannelID, Calls: []call{},
	}, nil
}

// nameOf returns a short name for an interaction.
func nameOf(interaction discord.Interaction) string {
	switch i := interaction.(type) {
	case *discord.CommandInteraction:
		return commandName(&i.Data)
	case *discord.AutocompleteInteraction:
		return commandName(&i.Data) + " …"
	case *discord.ComponentInteraction:
		if i.Data.ComponentType == discord.ComponentButton {
			return "Button " + i.Data.CustomID
		}
		return "Select " + i.Data.CustomID
	case *discord.ModalInteraction:
		return "Modal " + i.Data.CustomID
	}
	return ""
}

func commandName(data *discord.CommandData) string {
	if data.Type == discord.CommandUser || data.Type == discord.CommandMessage {
		return data.Name
	}
	command, group, subcommand := data.Route()
	steps := slices.DeleteFunc([]string{command, group, subcommand}, func(s string) bool { return s == "" })
	return "/" + strings.Join(steps, " ")
}

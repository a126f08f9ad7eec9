package discord

import (
	"errors"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// InteractionContext is where an interaction came from, or where a command may be used.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types.
type InteractionContext int

// The interaction contexts.
const (
	// ContextGuild is a guild.
	ContextGuild InteractionContext = 0
	// ContextBotDM is a direct message with the app's bot user.
	ContextBotDM InteractionContext = 1
	// ContextPrivateChannel is a group direct message, or a direct message with somebody else than the app's bot user.
	ContextPrivateChannel InteractionContext = 2
)

// IntegrationType is a way to install an app.
//
// See https://docs.discord.com/developers/resources/application#application-object-application-integration-types.
type IntegrationType int

// The integration types.
const (
	// IntegrationGuild is an app installed to a guild.
	IntegrationGuild IntegrationType = 0
	// IntegrationUser is an app installed to a user's account.
	IntegrationUser IntegrationType = 1
)

// IntegrationOwners tells, for each way an app is installed that bears on an interaction, who installed it: under
// [IntegrationGuild] the guild's ID, or zero where the interaction came from a direct message with the app's bot user;
// under [IntegrationUser] the user's ID. It is nil where Discord did not say.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object.
type IntegrationOwners map[IntegrationType]Snowflake

// errNotObject is a type mismatch; decoding adds where it happened.
var errNotObject = errors.New("not a JSON object")

// UnmarshalJSONFrom reads the object or null. A key that is no number is passed over.
//
// It stands here because this map is in every interaction: reading it by reflection costs twice the allocations.
func (o *IntegrationOwners) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	open, err := dec.ReadToken()
	if err != nil {
		return err
	}
	*o = nil
	switch open.Kind() {
	case 'n':
		return nil
	case '{':
		*o = make(IntegrationOwners, 2)
	default:
		return errNotObject
	}
	for dec.PeekKind() != '}' {
		name, err := dec.ReadValue()
		if err != nil {
			return err
		}
		kind, notNumber := strconv.Atoi(string(unquoted(name)))
		var id Snowflake
		if notNumber != nil {
			err = dec.SkipValue()
		} else if err = id.UnmarshalJSONFrom(dec); err == nil {
			(*o)[IntegrationType(kind)] = id
		}
		if err != nil {
			return err
		}
	}
	_, err = dec.ReadToken()
	return err
}

// readFrom reads the object or null as UnmarshalJSONFrom does.
func (o *IntegrationOwners) readFrom(r *reader) {
	if *o = nil; r.null() {
		return
	}
	if r.next() != '{' {
		r.failed = true
		return
	}
	*o = make(IntegrationOwners, 2)
	for r.more('}') {
		kind, notNumber := strconv.Atoi(r.name())
		start, end := r.raw()
		var id Snowflake
		if notNumber == nil && id.UnmarshalJSON(r.body[start:end]) != nil {
			r.failed = true
		} else if notNumber == nil {
			(*o)[IntegrationType(kind)] = id
		}
	}
}

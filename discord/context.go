package discord

import "strconv"

// InteractionContext is the kind of place that an interaction came from, or where a command may be
// used.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types.
type InteractionContext int

// The interaction contexts.
const (
	// ContextGuild is a guild.
	ContextGuild InteractionContext = 0
	// ContextBotDM is a direct message with the app's bot user.
	ContextBotDM InteractionContext = 1
	// ContextPrivateChannel is a group direct message, or a direct message with a user other than
	// the app's bot user.
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

// IntegrationOwners holds the IDs of the guild and the user that installed the app, for each
// integration type that applies to an interaction. The value of [IntegrationGuild] is the ID of the
// guild, or zero if the interaction came from a direct message with the app's bot user. The value
// of [IntegrationUser] is the ID of the user. The map is nil if Discord did not send it.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object.
type IntegrationOwners map[IntegrationType]Snowflake

// UnmarshalJSON reads the object or null. It ignores a key that is not a number.
func (o *IntegrationOwners) UnmarshalJSON(value []byte) error {
	return decode(value, readIntegrationOwners, o)
}

func readIntegrationOwners(r *reader, v *IntegrationOwners) {
	if *v = nil; r.Null() {
		return
	}
	owners := make(IntegrationOwners, 2)
	for r.Open('{'); r.Member(); {
		kind, err := strconv.Atoi(string(r.Name))
		if err != nil {
			r.Skip()
			continue
		}
		var id Snowflake
		readSnowflake(r, &id)
		owners[IntegrationType(kind)] = id
	}
	*v = owners
}

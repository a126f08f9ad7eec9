package discord

// InteractionMetadata describes the interaction that a message answers. The last fields depend on
// its type.
//
// See https://docs.discord.com/developers/resources/message#message-interaction-metadata-object.
type InteractionMetadata struct {
	// ID is the interaction's ID.
	ID   Snowflake       `json:"id"`
	Type InteractionType `json:"type"`
	// User is the user who acted.
	User                         User              `json:"user"`
	AuthorizingIntegrationOwners IntegrationOwners `json:"authorizing_integration_owners"`
	// OriginalResponseMessageID is the ID of the original answer. Only follow-ups have it.
	OriginalResponseMessageID Snowflake `json:"original_response_message_id,omitzero"`

	// TargetUser or TargetMessageID is the target of a user or message command.
	TargetUser      *User     `json:"target_user,omitzero"`
	TargetMessageID Snowflake `json:"target_message_id,omitzero"`
	// InteractedMessageID is the message whose component was used.
	InteractedMessageID Snowflake `json:"interacted_message_id,omitzero"`
	// Triggering is the command or the component that opened the modal.
	Triggering *InteractionMetadata `json:"triggering_interaction_metadata,omitzero"`
}

// MessageInteraction is the older form of [InteractionMetadata]. Discord has deprecated it but
// still sends it.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#message-interaction-object.
type MessageInteraction struct {
	ID   Snowflake       `json:"id"`
	Type InteractionType `json:"type"`
	// Name is the command's name, with group and subcommand.
	Name   string  `json:"name"`
	User   User    `json:"user"`
	Member *Member `json:"member,omitzero"`
}

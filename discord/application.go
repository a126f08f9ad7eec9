package discord

// Application is an application. Discord sends an app its whole own record. Inside other objects,
// such as a message with a Rich Presence invite or an attachment that is a clip, it sends a part.
//
// See https://docs.discord.com/developers/resources/application#application-object.
type Application struct {
	ID          Snowflake `json:"id"`
	Name        string    `json:"name"`
	Description string    `json:"description,omitzero"`
	// Icon and CoverImage are hashes.
	Icon         string    `json:"icon,omitzero"`
	CoverImage   string    `json:"cover_image,omitzero"`
	Type         *int      `json:"type,omitzero"`
	PrimarySKUID Snowflake `json:"primary_sku_id,omitzero"`
	Slug         string    `json:"slug,omitzero"`
	GuildID      Snowflake `json:"guild_id,omitzero"`
	Bot          *User     `json:"bot,omitzero"`
	Flags        int       `json:"flags,omitzero"`
	// FlagsNew are all flags as a decimal number. Flags has only the lowest 31 bits.
	FlagsNew string   `json:"flags_new,omitzero"`
	Tags     []string `json:"tags,omitzero"`
	// VerifyKey is the public key that verifies the signatures of the application's interactions,
	// as 64 hex digits.
	VerifyKey         string   `json:"verify_key,omitzero"`
	TermsOfServiceURL string   `json:"terms_of_service_url,omitzero"`
	PrivacyPolicyURL  string   `json:"privacy_policy_url,omitzero"`
	RPCOrigins        []string `json:"rpc_origins,omitzero"`

	// The following fields are only in the app's own record.

	Owner *User `json:"owner,omitzero"`
	// Team owns the app. It is nil if a single user does.
	Team *Team `json:"team,omitzero"`
	// BotPublic is false if only the owner can add the app to guilds.
	BotPublic           bool `json:"bot_public,omitzero"`
	BotRequireCodeGrant bool `json:"bot_require_code_grant,omitzero"`
	// ApproximateGuildCount and ApproximateUserInstallCount say how often the app is installed.
	// ApproximateUserAuthorizationCount is the number of users who have authorised it by OAuth2.
	ApproximateGuildCount             int      `json:"approximate_guild_count,omitzero"`
	ApproximateUserInstallCount       int      `json:"approximate_user_install_count,omitzero"`
	ApproximateUserAuthorizationCount int      `json:"approximate_user_authorization_count,omitzero"`
	RedirectURIs                      []string `json:"redirect_uris,omitzero"`
	// InteractionsEndpointURL is the address to which Discord sends interactions. It is empty if
	// Discord sends them over the Gateway.
	InteractionsEndpointURL        string              `json:"interactions_endpoint_url,omitzero"`
	RoleConnectionsVerificationURL string              `json:"role_connections_verification_url,omitzero"`
	EventWebhooksURL               string              `json:"event_webhooks_url,omitzero"`
	EventWebhooksStatus            EventWebhooksStatus `json:"event_webhooks_status,omitzero"`
	EventWebhooksTypes             []EventName         `json:"event_webhooks_types,omitzero"`
	InstallParams                  *InstallParams      `json:"install_params,omitzero"`
	InstallConfigs                 *InstallConfigs     `json:"integration_types_config,omitzero"`
	CustomInstallURL               string              `json:"custom_install_url,omitzero"`
}

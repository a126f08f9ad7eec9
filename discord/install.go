package discord

// InstallParams are the scopes and permissions that an app asks for when it is installed.
//
// See https://docs.discord.com/developers/resources/application#install-params-object.
type InstallParams struct {
	Scopes      []string    `json:"scopes"`
	Permissions Permissions `json:"permissions"`
}

// InstallConfigs says how an app can be installed, and with which scopes and permissions. Nil means
// that it cannot be installed in this way.
//
// See https://docs.discord.com/developers/resources/application#application-object-application-integration-types.
type InstallConfigs struct {
	Guild *InstallConfig `json:"0,omitzero"`
	User  *InstallConfig `json:"1,omitzero"`
}

// InstallConfig is one way to install an app.
//
// See https://docs.discord.com/developers/resources/application#application-object-application-integration-type-configuration-object.
type InstallConfig struct {
	// Params is nil if the app has no default install link for this way.
	Params *InstallParams `json:"oauth2_install_params,omitzero"`
}

// EventWebhooksStatus says whether Discord sends webhook events to an app.
//
// See https://docs.discord.com/developers/resources/application#application-object-application-event-webhook-status.
type EventWebhooksStatus int

// The states of webhook events.
const (
	EventWebhooksDisabled EventWebhooksStatus = 1
	EventWebhooksEnabled  EventWebhooksStatus = 2
	// EventWebhooksDisabledByDiscord is set by Discord, after the app failed to answer.
	EventWebhooksDisabledByDiscord EventWebhooksStatus = 3
)

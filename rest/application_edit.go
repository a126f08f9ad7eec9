package rest

import (
	"context"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// ApplicationEdit changes the app's own record. A nil field is not changed; see [API] for how to
// clear a field.
//
// See https://docs.discord.com/developers/resources/application#edit-current-application.
type ApplicationEdit struct {
	Description *string `json:"description"`
	// Tags are at most 5, of at most 20 characters each.
	Tags []string `json:"tags"`
	// InteractionsEndpointURL is where Discord sends interactions. Discord tests it before it
	// accepts it.
	InteractionsEndpointURL *string `json:"interactions_endpoint_url"`
	// EventWebhooksURL is where Discord sends webhook events. EventWebhooksTypes says which events
	// it sends, and EventWebhooksStatus says whether it sends any.
	EventWebhooksURL               *string                     `json:"event_webhooks_url"`
	EventWebhooksStatus            discord.EventWebhooksStatus `json:"event_webhooks_status"`
	EventWebhooksTypes             []discord.EventName         `json:"event_webhooks_types"`
	RoleConnectionsVerificationURL *string                     `json:"role_connections_verification_url"`
	CustomInstallURL               *string                     `json:"custom_install_url"`
	InstallParams                  *discord.InstallParams      `json:"install_params"`
	InstallConfigs                 *discord.InstallConfigs     `json:"integration_types_config"`
	// Icon and CoverImage are pictures made by [Image].
	Icon       *string `json:"icon"`
	CoverImage *string `json:"cover_image"`
	// Flags can set and clear only the limited intents.
	Flags *int `json:"flags"`
}

// MarshalJSON writes the fields that are set.
func (e ApplicationEdit) MarshalJSON() ([]byte, error) { return encodeEdit(e) }

// EditApplication changes the app's own record. [Client.Application] returns the record. If an
// InteractionsEndpointURL does not answer Discord's test, Discord refuses it with
// [ErrInvalidFormBody].
//
// See https://docs.discord.com/developers/resources/application#edit-current-application.
func (a API) EditApplication(ctx context.Context, e ApplicationEdit) (*discord.Application, error) {
	return send[discord.Application](ctx, a, http.MethodPatch, "/applications/@me", e)
}

package rest

import (
	"context"
	"net/http"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// EntitlementFilter selects entitlements. The zero value selects all, 100 at a time.
//
// See https://docs.discord.com/developers/resources/entitlement#list-entitlements.
type EntitlementFilter struct {
	// ApplicationID is the app. If it is zero, the client asks Discord for it.
	ApplicationID   discord.Snowflake
	UserID, GuildID discord.Snowflake
	SKUIDs          []discord.Snowflake
	// ExcludeEnded leaves out entitlements that have ended. IncludeDeleted adds deleted
	// entitlements.
	ExcludeEnded, IncludeDeleted bool
	// Page has a limit of at most 100.
	Page
}

const entitlementRoute = "/applications/{application.id}/entitlements"

// ListEntitlements returns entitlements that users and guilds have bought from the app or were
// given.
//
// See https://docs.discord.com/developers/resources/entitlement#list-entitlements.
func (a API) ListEntitlements(ctx context.Context, f EntitlementFilter) ([]discord.Entitlement, error) {
	app, err := a.appID(ctx, f.ApplicationID)
	if err != nil {
		return nil, err
	}
	query := f.query()
	addID(query, "user_id", f.UserID)
	addID(query, "guild_id", f.GuildID)
	if len(f.SKUIDs) > 0 {
		ids := make([]string, len(f.SKUIDs))
		for n, id := range f.SKUIDs {
			ids[n] = id.String()
		}
		query.Set("sku_ids", strings.Join(ids, ","))
	}
	addBool(query, "exclude_ended", f.ExcludeEnded)
	if f.IncludeDeleted {
		query.Set("exclude_deleted", "false")
	}
	return listAt[discord.Entitlement](ctx, a, withQuery(Path(entitlementRoute, app), query))
}

// GetEntitlement returns an entitlement. If application is zero, the client asks Discord for it.
//
// See https://docs.discord.com/developers/resources/entitlement#get-entitlement.
func (a API) GetEntitlement(ctx context.Context, application, entitlement discord.Snowflake) (*discord.Entitlement, error) {
	app, err := a.appID(ctx, application)
	if err != nil {
		return nil, err
	}
	return get[discord.Entitlement](ctx, a, Path(entitlementRoute+"/{entitlement.id}", app, entitlement))
}

// ConsumeEntitlement marks a consumable item as used. It is not retried after a failure with an
// unknown outcome. If application is zero, the client asks Discord for it.
//
// See https://docs.discord.com/developers/resources/entitlement#consume-an-entitlement.
func (a API) ConsumeEntitlement(ctx context.Context, application, entitlement discord.Snowflake) error {
	app, err := a.appID(ctx, application)
	if err != nil {
		return err
	}
	return a.Do(ctx, http.MethodPost, Path(entitlementRoute+"/{entitlement.id}/consume", app, entitlement), nil, nil)
}

// TestEntitlement gives a user or a guild a subscription for tests. Set either UserID or GuildID.
//
// See https://docs.discord.com/developers/resources/entitlement#create-test-entitlement.
type TestEntitlement struct {
	// ApplicationID is the app. If it is zero, the client asks Discord for it.
	ApplicationID   discord.Snowflake
	SKUID           discord.Snowflake
	UserID, GuildID discord.Snowflake
}

// CreateTestEntitlement creates an entitlement for tests. It has no start and no end.
//
// See https://docs.discord.com/developers/resources/entitlement#create-test-entitlement.
func (a API) CreateTestEntitlement(ctx context.Context, t TestEntitlement) (*discord.Entitlement, error) {
	app, err := a.appID(ctx, t.ApplicationID)
	if err != nil {
		return nil, err
	}
	body := struct {
		SKU   discord.Snowflake `json:"sku_id"`
		Owner discord.Snowflake `json:"owner_id"`
		Type  int               `json:"owner_type"`
	}{t.SKUID, t.GuildID, 1}
	if t.UserID != 0 {
		body.Owner, body.Type = t.UserID, 2
	}
	return send[discord.Entitlement](ctx, a, http.MethodPost, Path(entitlementRoute, app), body)
}

// DeleteTestEntitlement deletes an entitlement for tests. If application is zero, the client asks
// Discord for it.
//
// See https://docs.discord.com/developers/resources/entitlement#delete-test-entitlement.
func (a API) DeleteTestEntitlement(ctx context.Context, application, entitlement discord.Snowflake) error {
	app, err := a.appID(ctx, application)
	if err != nil {
		return err
	}
	return a.delete(ctx, Path(entitlementRoute+"/{entitlement.id}", app, entitlement))
}

// ListSKUs returns the SKUs that the app sells. If application is zero, the client asks Discord for
// it.
//
// See https://docs.discord.com/developers/resources/sku#list-skus.
func (a API) ListSKUs(ctx context.Context, application discord.Snowflake) ([]discord.SKU, error) {
	app, err := a.appID(ctx, application)
	if err != nil {
		return nil, err
	}
	return listAt[discord.SKU](ctx, a, Path("/applications/{application.id}/skus", app))
}

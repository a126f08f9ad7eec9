package rest

import (
	"context"

	"github.com/hotaru-go/hotaru/discord"
)

const subscriptionRoute = "/skus/{sku.id}/subscriptions"

// ListSubscriptions returns a user's subscriptions to an SKU of the app. The default limit is 50,
// and the largest is 100.
//
// See https://docs.discord.com/developers/resources/subscription#list-sku-subscriptions.
func (a API) ListSubscriptions(ctx context.Context, sku, user discord.Snowflake, page Page) ([]discord.Subscription, error) {
	query := page.query()
	addID(query, "user_id", user)
	return listAt[discord.Subscription](ctx, a, withQuery(Path(subscriptionRoute, sku), query))
}

// GetSubscription returns a subscription to an SKU of the app.
//
// See https://docs.discord.com/developers/resources/subscription#get-sku-subscription.
func (a API) GetSubscription(ctx context.Context, sku, subscription discord.Snowflake) (*discord.Subscription, error) {
	return get[discord.Subscription](ctx, a, Path(subscriptionRoute+"/{subscription.id}", sku, subscription))
}

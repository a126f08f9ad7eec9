package discord

// Subscription is a user's recurring payment for at least one SKU of the app. To find out what a
// user has access to, use [Entitlement].
//
// See https://docs.discord.com/developers/resources/subscription#subscription-object.
type Subscription struct {
	ID     Snowflake   `json:"id"`
	UserID Snowflake   `json:"user_id"`
	SKUIDs []Snowflake `json:"sku_ids"`
	// EntitlementIDs are the entitlements that the subscription grants.
	EntitlementIDs []Snowflake `json:"entitlement_ids"`
	// RenewalSKUIDs are the SKUs that the user will be subscribed to after the renewal, if they
	// change.
	RenewalSKUIDs      []Snowflake        `json:"renewal_sku_ids,omitzero"`
	CurrentPeriodStart Time               `json:"current_period_start"`
	CurrentPeriodEnd   Time               `json:"current_period_end"`
	Status             SubscriptionStatus `json:"status"`
	// CanceledAt is zero if the subscription was not canceled.
	CanceledAt Time `json:"canceled_at,omitzero"`
	// Country is the country of the payment. Discord sends it only for certain OAuth2 scopes.
	Country string `json:"country,omitzero"`
}

// SubscriptionStatus says whether a subscription is paid for, and will be renewed.
//
// See https://docs.discord.com/developers/resources/subscription#subscription-statuses.
type SubscriptionStatus int

// The statuses of a subscription.
const (
	SubscriptionActive   SubscriptionStatus = 0
	SubscriptionInactive SubscriptionStatus = 1
	// SubscriptionEnding means that the subscription is active and will not be renewed.
	SubscriptionEnding SubscriptionStatus = 2
)

package discord

// Subscription is a user's recurring payment for at least one SKU of the app. Use [Entitlement] to
// find out what a user has access to.
//
// See https://docs.discord.com/developers/resources/subscription#subscription-object.
type Subscription struct {
	ID     Snowflake   `json:"id"`
	UserID Snowflake   `json:"user_id"`
	SKUIDs []Snowflake `json:"sku_ids"`
	// EntitlementIDs are what the subscription grants.
	EntitlementIDs []Snowflake `json:"entitlement_ids"`
	// RenewalSKUIDs are what the user will be subscribed to after the renewal, if that changes.
	RenewalSKUIDs      []Snowflake        `json:"renewal_sku_ids,omitzero"`
	CurrentPeriodStart Time               `json:"current_period_start"`
	CurrentPeriodEnd   Time               `json:"current_period_end"`
	Status             SubscriptionStatus `json:"status"`
	// CanceledAt is zero if the subscription was not canceled.
	CanceledAt Time `json:"canceled_at,omitzero"`
	// Country is that of the payment. Discord sends it only for certain OAuth2 scopes.
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
	// SubscriptionEnding is active, and will not be renewed.
	SubscriptionEnding SubscriptionStatus = 2
)

package discord

import "time"

// Entitlement is access to an item of the app that a user or a guild has bought or was given.
//
// See https://docs.discord.com/developers/resources/entitlement#entitlement-object.
type Entitlement struct {
	ID            Snowflake `json:"id"`
	SKUID         Snowflake `json:"sku_id"`
	ApplicationID Snowflake `json:"application_id"`
	// UserID or GuildID is the owner. The other one is zero.
	UserID  Snowflake       `json:"user_id,omitzero"`
	GuildID Snowflake       `json:"guild_id,omitzero"`
	Type    EntitlementType `json:"type"`
	Deleted bool            `json:"deleted"`
	// StartsAt and EndsAt are zero if there is no such limit. See [Entitlement.Active].
	StartsAt Time `json:"starts_at,omitzero"`
	EndsAt   Time `json:"ends_at,omitzero"`
	// Consumed is true if a consumable item was used.
	Consumed bool `json:"consumed,omitzero"`

	// The following fields are in Discord's samples and API description, but not documented.

	// SubscriptionID is the [Subscription] that grants the entitlement. It is zero if none does.
	SubscriptionID    Snowflake `json:"subscription_id,omitzero"`
	GiftCodeFlags     int       `json:"gift_code_flags,omitzero"`
	PromotionID       Snowflake `json:"promotion_id,omitzero"`
	ParentID          Snowflake `json:"parent_id,omitzero"`
	GifterUserID      Snowflake `json:"gifter_user_id,omitzero"`
	FulfilledAt       Time      `json:"fulfilled_at,omitzero"`
	FulfillmentStatus *int      `json:"fulfillment_status,omitzero"`
}

// Active reports whether the entitlement is valid at a time: started, not ended and not deleted. It
// ignores Consumed.
func (e *Entitlement) Active(at time.Time) bool {
	return !e.Deleted && !e.StartsAt.After(at) && (e.EndsAt.IsZero() || e.EndsAt.After(at))
}

// EntitlementType is the way in which an entitlement was obtained.
//
// See https://docs.discord.com/developers/resources/entitlement#entitlement-object-entitlement-types.
type EntitlementType int

// The entitlement types.
const (
	EntitlementPurchase                EntitlementType = 1
	EntitlementPremiumSubscription     EntitlementType = 2
	EntitlementDeveloperGift           EntitlementType = 3
	EntitlementTestModePurchase        EntitlementType = 4
	EntitlementFreePurchase            EntitlementType = 5
	EntitlementUserGift                EntitlementType = 6
	EntitlementPremiumPurchase         EntitlementType = 7
	EntitlementApplicationSubscription EntitlementType = 8
	EntitlementQuestReward             EntitlementType = 10
)

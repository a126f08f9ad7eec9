package discord

// SKU is something that an app sells.
//
// See https://docs.discord.com/developers/resources/sku#sku-object.
type SKU struct {
	ID            Snowflake `json:"id"`
	Type          SKUType   `json:"type"`
	ApplicationID Snowflake `json:"application_id"`
	// Name is the name that customers see. Slug is the part of a URL that is made from it.
	Name  string   `json:"name"`
	Slug  string   `json:"slug"`
	Flags SKUFlags `json:"flags"`
}

// SKUType is the kind of an SKU.
//
// See https://docs.discord.com/developers/resources/sku#sku-object-sku-types.
type SKUType int

// The SKU types.
const (
	SKUDurable      SKUType = 2
	SKUConsumable   SKUType = 3
	SKUSubscription SKUType = 5
	// SKUSubscriptionGroup is created by Discord for each subscription. Apps do not use it.
	SKUSubscriptionGroup SKUType = 6
)

// SKUFlags are the flags of an SKU.
//
// See https://docs.discord.com/developers/resources/sku#sku-object-sku-flags.
type SKUFlags int

// The SKU flags.
const (
	SKUAvailable         SKUFlags = 1 << 2
	SKUGuildSubscription SKUFlags = 1 << 7
	SKUUserSubscription  SKUFlags = 1 << 8
)

// Has reports whether all of the wanted flags are set.
func (f SKUFlags) Has(want SKUFlags) bool { return f&want == want }

package discord

import "github.com/hotaru-go/hotaru/internal/wire"

// Role is a role of a guild.
//
// See https://docs.discord.com/developers/topics/permissions#role-object.
type Role struct {
	ID   Snowflake `json:"id"`
	Name string    `json:"name"`
	// Color is 0xRRGGBB. Discord deprecates it in favour of Colors, and sends both.
	Color  int        `json:"color"`
	Colors RoleColors `json:"colors,omitzero"`
	// Hoist tells that members with the role stand apart in the list of members.
	Hoist bool `json:"hoist"`
	// Icon is a hash; UnicodeEmoji is used in its place. A role has one of them at most.
	Icon         string      `json:"icon,omitzero"`
	UnicodeEmoji string      `json:"unicode_emoji,omitzero"`
	Position     int         `json:"position"`
	Permissions  Permissions `json:"permissions"`
	// Managed tells that an integration owns the role: see Tags.
	Managed     bool      `json:"managed"`
	Mentionable bool      `json:"mentionable"`
	Tags        *RoleTags `json:"tags,omitzero"`
	Flags       RoleFlags `json:"flags"`
}

// Mention returns the markdown that mentions the role: "<@&ID>".
func (r *Role) Mention() string { return MentionRole(r.ID) }

// RoleColors are the colors of a role, each 0xRRGGBB. A second makes a gradient, a third a holographic style.
//
// See https://docs.discord.com/developers/topics/permissions#role-object-role-colors-object.
type RoleColors struct {
	Primary   int  `json:"primary_color"`
	Secondary *int `json:"secondary_color,omitzero"`
	Tertiary  *int `json:"tertiary_color,omitzero"`
}

// RoleTags tell what a role is for.
//
// See https://docs.discord.com/developers/topics/permissions#role-object-role-tags-structure.
type RoleTags struct {
	BotID                 Snowflake `json:"bot_id,omitzero"`
	IntegrationID         Snowflake `json:"integration_id,omitzero"`
	SubscriptionListingID Snowflake `json:"subscription_listing_id,omitzero"`
	// PremiumSubscriber tells the guild's booster role.
	PremiumSubscriber Tag `json:"premium_subscriber,omitzero"`
	// AvailableForPurchase tells that the role's subscription can be bought.
	AvailableForPurchase Tag `json:"available_for_purchase,omitzero"`
	// GuildConnections tells a linked role.
	GuildConnections Tag `json:"guild_connections,omitzero"`
}

// Tag is a mark that Discord sets by sending the key with null, and leaves unset by not sending it.
type Tag bool

// MarshalJSON writes null where the tag is set. Unset, the key has to be left out: use omitzero.
func (t Tag) MarshalJSON() ([]byte, error) {
	if t {
		return []byte("null"), nil
	}
	return []byte("false"), nil
}

// UnmarshalJSON sets the tag for every value but false.
func (t *Tag) UnmarshalJSON(value []byte) error {
	*t = string(value) != "false"
	return nil
}

// RoleFlags are marks of a role.
//
// See https://docs.discord.com/developers/topics/permissions#role-object-role-flags.
type RoleFlags int

// RoleInPrompt tells that members can choose the role while they are on-boarded.
const RoleInPrompt RoleFlags = 1 << 0

// Has reports whether all of the wanted flags are set.
func (f RoleFlags) Has(want RoleFlags) bool { return f&want == want }

func readTag(r *wire.Reader, v *Tag) { *v = string(r.Raw()) != "false" }

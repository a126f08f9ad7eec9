package discord

// Role is a role of a guild.
//
// See https://docs.discord.com/developers/topics/permissions#role-object.
type Role struct {
	ID   Snowflake `json:"id"`
	Name string    `json:"name"`
	// Color is 0xRRGGBB. Discord deprecates it in favor of Colors, and sends both.
	Color  int        `json:"color"`
	Colors RoleColors `json:"colors,omitzero"`
	// Hoist is true if members with the role are listed separately.
	Hoist bool `json:"hoist"`
	// Icon is a hash. UnicodeEmoji is an emoji instead of an icon. A role has at most one of them.
	Icon         string      `json:"icon,omitzero"`
	UnicodeEmoji string      `json:"unicode_emoji,omitzero"`
	Position     int         `json:"position"`
	Permissions  Permissions `json:"permissions"`
	// Managed is true if an integration owns the role; see Tags.
	Managed     bool      `json:"managed"`
	Mentionable bool      `json:"mentionable"`
	Tags        *RoleTags `json:"tags,omitzero"`
	Flags       RoleFlags `json:"flags"`
}

// Mention returns the markdown that mentions the role: "<@&ID>". For the default role, which every
// member has, it is "@everyone".
func (r *Role) Mention() string {
	if r.Name == everyone && r.Position == 0 {
		return everyone
	}
	return MentionRole(r.ID)
}

// everyone is the name of the default role of every guild.
const everyone = "@everyone"

// RoleColors are the colors of a role, each 0xRRGGBB. A second color makes a gradient, and a third
// makes a holographic style.
//
// See https://docs.discord.com/developers/topics/permissions#role-object-role-colors-object.
type RoleColors struct {
	Primary   int  `json:"primary_color"`
	Secondary *int `json:"secondary_color,omitzero"`
	Tertiary  *int `json:"tertiary_color,omitzero"`
}

// RoleTags describe the purpose of a role.
//
// See https://docs.discord.com/developers/topics/permissions#role-object-role-tags-structure.
type RoleTags struct {
	BotID                 Snowflake `json:"bot_id,omitzero"`
	IntegrationID         Snowflake `json:"integration_id,omitzero"`
	SubscriptionListingID Snowflake `json:"subscription_listing_id,omitzero"`
	// PremiumSubscriber marks the booster role of the guild.
	PremiumSubscriber Tag `json:"premium_subscriber,omitzero"`
	// AvailableForPurchase is true if the role's subscription can be bought.
	AvailableForPurchase Tag `json:"available_for_purchase,omitzero"`
	// GuildConnections marks a linked role.
	GuildConnections Tag `json:"guild_connections,omitzero"`
}

// Tag is a boolean that Discord sends as a key with null if it is true, and does not send if it is
// false.
type Tag bool

// MarshalJSON returns null if the tag is set. Use omitzero to leave an unset tag out.
func (t Tag) MarshalJSON() ([]byte, error) {
	if t {
		return []byte("null"), nil
	}
	return []byte("false"), nil
}

// UnmarshalJSON sets the tag for every value except false.
func (t *Tag) UnmarshalJSON(value []byte) error {
	*t = string(value) != "false"
	return nil
}

// RoleFlags are the flags of a role.
//
// See https://docs.discord.com/developers/topics/permissions#role-object-role-flags.
type RoleFlags int

// RoleInPrompt marks a role that members can choose during onboarding.
const RoleInPrompt RoleFlags = 1 << 0

// Has reports whether all of the wanted flags are set.
func (f RoleFlags) Has(want RoleFlags) bool { return f&want == want }

func readTag(r *reader, v *Tag) { *v = string(r.Raw()) != "false" }

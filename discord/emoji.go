package discord

// Emoji is an emoji: a Unicode one, which has only a name, or a custom one, which has an ID. What Discord sends in
// reactions and components, and what it accepts there, is ID, Name and Animated.
//
// See https://docs.discord.com/developers/resources/emoji#emoji-object.
type Emoji struct {
	// ID is zero for a Unicode emoji.
	ID Snowflake `json:"id,omitzero"`
	// Name is the emoji itself for a Unicode one, the name for a custom one; empty in a reaction whose emoji is gone.
	Name     string `json:"name,omitzero"`
	Animated bool   `json:"animated,omitzero"`

	// Roles are the IDs of the roles that may use it; nil for everyone.
	Roles []Snowflake `json:"roles,omitzero"`
	// User is who made it.
	User *User `json:"user,omitzero"`
	// RequireColons tells that it is written with colons around its name.
	RequireColons bool `json:"require_colons,omitzero"`
	// Managed tells that an integration owns it.
	Managed bool `json:"managed,omitzero"`
	// Available is false where the guild lost its boosts, nil where Discord did not say.
	Available *bool `json:"available,omitzero"`
}

// String returns the markdown of the emoji: the character, "<:name:id>" or "<a:name:id>".
func (e Emoji) String() string {
	if e.ID == 0 {
		return e.Name
	}
	return CustomEmoji(e.Name, e.ID, e.Animated)
}

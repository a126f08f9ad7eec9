package discord

// Emoji is an emoji. A Unicode emoji has only a name; a custom emoji has an ID. In reactions and
// components, Discord sends and accepts only ID, Name and Animated.
//
// See https://docs.discord.com/developers/resources/emoji#emoji-object.
type Emoji struct {
	// ID is zero for a Unicode emoji.
	ID Snowflake `json:"id,omitzero"`
	// Name is the character of a Unicode emoji, or the name of a custom one. It is empty in a
	// reaction whose custom emoji was deleted.
	Name     string `json:"name,omitzero"`
	Animated bool   `json:"animated,omitzero"`

	// Roles are the IDs of the roles that may use it. Nil means everyone.
	Roles []Snowflake `json:"roles,omitzero"`
	// User is the user who created it.
	User *User `json:"user,omitzero"`
	// RequireColons is true if the emoji is written with colons around its name.
	RequireColons bool `json:"require_colons,omitzero"`
	// Managed is true if an integration owns the emoji.
	Managed bool `json:"managed,omitzero"`
	// Available is false if the guild lost its boosts, or nil if Discord did not send it.
	Available *bool `json:"available,omitzero"`
}

// String returns the markdown of the emoji: the character, "<:name:id>" or "<a:name:id>".
func (e Emoji) String() string {
	if e.ID == 0 {
		return e.Name
	}
	return CustomEmoji(e.Name, e.ID, e.Animated)
}

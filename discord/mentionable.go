package discord

// Mentionable is a user or a role, from a mentionable option or select.
type Mentionable struct {
	// User is nil for a role.
	User *User
	// Member is the user's member in the guild. It is nil for a role, for a user who is not in the
	// guild, and outside guilds.
	Member *Member
	// Role is nil for a user.
	Role *Role
}

// ID returns the ID of the user or the role.
func (m Mentionable) ID() Snowflake {
	switch {
	case m.User != nil:
		return m.User.ID
	case m.Role != nil:
		return m.Role.ID
	}
	return 0
}

// Mention returns the markdown that mentions the user or the role. It is empty for the zero value.
func (m Mentionable) Mention() string {
	switch {
	case m.User != nil:
		return m.User.Mention()
	case m.Role != nil:
		return m.Role.Mention()
	}
	return ""
}

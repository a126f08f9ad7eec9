package discord

// Mentionable is a user or a role: what a mentionable option or select names.
type Mentionable struct {
	// User is nil for a role.
	User *User
	// Member is who the user is in the guild; nil for a role, for a user not in the guild, and outside guilds.
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

// Mention returns the markdown that mentions the user or the role; empty for the zero value.
func (m Mentionable) Mention() string {
	switch {
	case m.User != nil:
		return m.User.Mention()
	case m.Role != nil:
		return m.Role.Mention()
	}
	return ""
}

// The lookups below work on nil too, since Discord leaves out what there is nothing to resolve for.

func (r *Resolved) user(id Snowflake) (user User, ok bool) {
	if r != nil {
		user, ok = r.Users[id]
	}
	return user, ok
}

func (r *Resolved) role(id Snowflake) (role Role, ok bool) {
	if r != nil {
		role, ok = r.Roles[id]
	}
	return role, ok
}

func (r *Resolved) channel(id Snowflake) (channel Channel, ok bool) {
	if r != nil {
		channel, ok = r.Channels[id]
	}
	return channel, ok
}

func (r *Resolved) message(id Snowflake) (message ReceivedMessage, ok bool) {
	if r != nil {
		message, ok = r.Messages[id]
	}
	return message, ok
}

func (r *Resolved) attachment(id Snowflake) (attachment Attachment, ok bool) {
	if r != nil {
		attachment, ok = r.Attachments[id]
	}
	return attachment, ok
}

func (r *Resolved) mentionable(id Snowflake) (m Mentionable, ok bool) {
	if user, ok := r.user(id); ok {
		m.User = &user
		if member, ok := r.Member(id); ok {
			m.Member = &member
		}
		return m, true
	}
	if role, ok := r.role(id); ok {
		return Mentionable{Role: &role}, true
	}
	return m, false
}

// resolve returns what look finds for each of the IDs, in their order, without those it does not find.
func resolve[T any](ids []Snowflake, look func(Snowflake) (T, bool)) []T {
	var found []T
	for _, id := range ids {
		if t, ok := look(id); ok {
			found = append(found, t)
		}
	}
	return found
}

// snowflakes returns the texts that are IDs, as such.
func snowflakes(texts []string) []Snowflake {
	var ids []Snowflake
	for _, text := range texts {
		if id, err := ParseSnowflake(text); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

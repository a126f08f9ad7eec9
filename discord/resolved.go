package discord

// Resolved holds the objects that options, values and targets refer to by ID. A map that Discord
// did not send is nil.
//
// The members in it have no User, Deaf and Mute; [Resolved.Member] fills in the user. The channels
// have only some of their fields, including Permissions and AppPermissions.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure.
type Resolved struct {
	Users       map[Snowflake]User            `json:"users,omitzero"`
	Members     map[Snowflake]Member          `json:"members,omitzero"`
	Roles       map[Snowflake]Role            `json:"roles,omitzero"`
	Channels    map[Snowflake]Channel         `json:"channels,omitzero"`
	Messages    map[Snowflake]ReceivedMessage `json:"messages,omitzero"`
	Attachments map[Snowflake]Attachment      `json:"attachments,omitzero"`
}

// Member returns the member with an ID, with its User filled in from Users. It returns false if
// there is none, because a user who is not in the guild has no member. It works on a nil Resolved.
func (r *Resolved) Member(id Snowflake) (Member, bool) {
	member, found := r.known().Members[id]
	if user, known := r.known().Users[id]; found && known && member.User == nil {
		member.User = &user
	}
	return member, found
}

var nothingResolved Resolved

// known returns an empty Resolved for nil. Discord leaves the object out if there is nothing to
// resolve.
func (r *Resolved) known() *Resolved {
	if r == nil {
		return &nothingResolved
	}
	return r
}

func (r *Resolved) user(id Snowflake) (user User, ok bool) {
	user, ok = r.known().Users[id]
	return user, ok
}

func (r *Resolved) role(id Snowflake) (role Role, ok bool) {
	role, ok = r.known().Roles[id]
	return role, ok
}

func (r *Resolved) channel(id Snowflake) (channel Channel, ok bool) {
	channel, ok = r.known().Channels[id]
	return channel, ok
}

func (r *Resolved) message(id Snowflake) (message ReceivedMessage, ok bool) {
	message, ok = r.known().Messages[id]
	return message, ok
}

func (r *Resolved) attachment(id Snowflake) (attachment Attachment, ok bool) {
	attachment, ok = r.known().Attachments[id]
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

// resolve returns the objects with the IDs, in order. It leaves out those that look does not find.
func resolve[T any](ids []Snowflake, look func(Snowflake) (T, bool)) []T {
	var found []T
	for _, id := range ids {
		if t, ok := look(id); ok {
			found = append(found, t)
		}
	}
	return found
}

// snowflakes returns the IDs among texts.
func snowflakes(texts []string) []Snowflake {
	var ids []Snowflake
	for _, text := range texts {
		if id, err := ParseSnowflake(text); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

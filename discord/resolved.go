package discord

// Resolved holds the whole of what options, values and targets name only by ID. A map that Discord did not send is nil,
// and can be read all the same.
//
// The members in it have no User, Deaf and Mute: [Resolved.Member] puts the user in. The channels have only some of
// their fields, Permissions and AppPermissions among them.
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

// Member returns the member of that ID with its User filled in from Users, and whether there is one: a user who is not
// in the guild has none. It works on nil too.
func (r *Resolved) Member(id Snowflake) (Member, bool) {
	if r == nil {
		return Member{}, false
	}
	member, found := r.Members[id]
	if user, known := r.Users[id]; found && known && member.User == nil {
		member.User = &user
	}
	return member, found
}

package discord

// Team is a group of developers that owns an app.
//
// See https://docs.discord.com/developers/topics/teams#data-models-team-object.
type Team struct {
	ID   Snowflake `json:"id"`
	Name string    `json:"name"`
	// Icon is a hash; see [TeamIconURL].
	Icon    string       `json:"icon,omitzero"`
	Members []TeamMember `json:"members"`
	// OwnerUserID is the user who owns the team. The owner is one of Members.
	OwnerUserID Snowflake `json:"owner_user_id"`
}

// TeamMember is a member of a [Team].
//
// See https://docs.discord.com/developers/topics/teams#data-models-team-member-object.
type TeamMember struct {
	MembershipState TeamMembership `json:"membership_state"`
	TeamID          Snowflake      `json:"team_id"`
	// User has only ID, username, discriminator and avatar.
	User User     `json:"user"`
	Role TeamRole `json:"role"`
}

// TeamMembership says whether a user has accepted the invitation to a team.
//
// See https://docs.discord.com/developers/topics/teams#data-models-membership-state-enum.
type TeamMembership int

// The states of a membership.
const (
	TeamInvited  TeamMembership = 1
	TeamAccepted TeamMembership = 2
)

// TeamRole says what a member of a team may do. Roles without a constant are kept.
//
// See https://docs.discord.com/developers/topics/teams#team-member-roles.
type TeamRole string

// The roles in a team. The owner has none of its own: see [Team].
const (
	TeamAdmin     TeamRole = "admin"
	TeamDeveloper TeamRole = "developer"
	TeamReadOnly  TeamRole = "read_only"
)

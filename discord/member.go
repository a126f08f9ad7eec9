package discord

import "time"

// Member is a user in a guild. The members in [Resolved] have no User, Deaf and Mute. The user is
// in [Resolved.Users] under the same ID.
//
// See https://docs.discord.com/developers/resources/guild#guild-member-object.
type Member struct {
	User *User `json:"user,omitzero"`
	// Nick is the nickname in the guild. Empty means none.
	Nick string `json:"nick,omitzero"`
	// Avatar and Banner are hashes of pictures for this guild only.
	Avatar string `json:"avatar,omitzero"`
	Banner string `json:"banner,omitzero"`
	// Roles are IDs of roles, without the @everyone role.
	Roles []Snowflake `json:"roles,omitzero"`
	// JoinedAt is zero for a guest.
	JoinedAt Time `json:"joined_at,omitzero"`
	// PremiumSince is when the member started to boost the guild, or zero.
	PremiumSince Time        `json:"premium_since,omitzero"`
	Deaf         bool        `json:"deaf,omitzero"`
	Mute         bool        `json:"mute,omitzero"`
	Flags        MemberFlags `json:"flags,omitzero"`
	// Pending is true until the member has passed the guild's membership screening.
	Pending bool `json:"pending,omitzero"`
	// Permissions are the member's permissions in the channel of the interaction, with overwrites.
	// Only interactions have them.
	Permissions Permissions `json:"permissions,omitzero"`
	// TimedOutUntil is when the member's time-out ends. It is zero or in the past if there is none.
	// See [Member.TimedOut].
	TimedOutUntil    Time              `json:"communication_disabled_until,omitzero"`
	AvatarDecoration *AvatarDecoration `json:"avatar_decoration_data,omitzero"`
	Collectibles     *Collectibles     `json:"collectibles,omitzero"`
}

// DisplayName returns the name that is shown in the guild: the nickname, or the user's display name
// if there is none. It is empty for a member without a nickname and without User, as in [Resolved].
func (m *Member) DisplayName() string {
	switch {
	case m.Nick != "":
		return m.Nick
	case m.User != nil:
		return m.User.DisplayName()
	}
	return ""
}

// HasRole reports whether the member has the role of that ID.
func (m *Member) HasRole(id Snowflake) bool {
	for _, role := range m.Roles {
		if role == id {
			return true
		}
	}
	return false
}

// TimedOut reports whether the member is timed out at that moment.
func (m *Member) TimedOut(at time.Time) bool { return m.TimedOutUntil.After(at) }

// MemberFlags are the flags of a guild's member.
//
// See https://docs.discord.com/developers/resources/guild#guild-member-object-guild-member-flags.
type MemberFlags int

// The member flags.
const (
	MemberDidRejoin                    MemberFlags = 1 << 0
	MemberCompletedOnboarding          MemberFlags = 1 << 1
	MemberBypassesVerification         MemberFlags = 1 << 2
	MemberStartedOnboarding            MemberFlags = 1 << 3
	MemberIsGuest                      MemberFlags = 1 << 4
	MemberStartedHomeActions           MemberFlags = 1 << 5
	MemberCompletedHomeActions         MemberFlags = 1 << 6
	MemberAutoModQuarantinedName       MemberFlags = 1 << 7
	MemberDMSettingsUpsellAcknowledged MemberFlags = 1 << 9
	MemberAutoModQuarantinedTag        MemberFlags = 1 << 10
)

// Has reports whether all of the wanted flags are set.
func (f MemberFlags) Has(want MemberFlags) bool { return f&want == want }

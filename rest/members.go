package rest

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// MemberEdit changes a member of a guild. A nil field is not changed; see [API] for how to clear a
// field.
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-member.
type MemberEdit struct {
	// Nick is at most 32 characters. It needs MANAGE_NICKNAMES.
	Nick *string `json:"nick"`
	// Roles is the complete new list of the member's roles. It needs MANAGE_ROLES.
	Roles []discord.Snowflake `json:"roles"`
	// Mute and Deaf are for a member in a voice channel. They need MUTE_MEMBERS and DEAFEN_MEMBERS.
	Mute *bool `json:"mute"`
	Deaf *bool `json:"deaf"`
	// ChannelID moves the member to a voice channel. Zero disconnects the member. It needs
	// MOVE_MEMBERS.
	ChannelID *discord.Snowflake `json:"channel_id"`
	// TimedOutUntil is at most 28 days from now. The zero time ends a time-out. It needs
	// MODERATE_MEMBERS, and fails for an administrator and for the guild's owner.
	TimedOutUntil *discord.Time `json:"communication_disabled_until"`
	// Flags can set or clear MemberBypassesVerification. It needs MANAGE_GUILD, or MANAGE_ROLES, or
	// all of MODERATE_MEMBERS, KICK_MEMBERS and BAN_MEMBERS.
	Flags *discord.MemberFlags `json:"flags"`
}

// MarshalJSON writes the fields that are set.
func (e MemberEdit) MarshalJSON() ([]byte, error) { return encodeEdit(e) }

// OwnMemberEdit changes the bot's own member in a guild. A nil field is not changed; see [API] for
// how to clear a field.
//
// See https://docs.discord.com/developers/resources/guild#modify-current-member.
type OwnMemberEdit struct {
	// Nick is at most 32 characters. It needs CHANGE_NICKNAME.
	Nick *string `json:"nick"`
	// Avatar and Banner are pictures made by [Image].
	Avatar *string `json:"avatar"`
	Banner *string `json:"banner"`
	// Bio is at most 190 characters.
	Bio *string `json:"bio"`
}

// MarshalJSON writes the fields that are set.
func (e OwnMemberEdit) MarshalJSON() ([]byte, error) { return encodeEdit(e) }

const memberRoute = "/guilds/{guild.id}/members/{user.id}"

// GetMember returns a member of a guild. Further codes: [ErrUnknownMember].
//
// See https://docs.discord.com/developers/resources/guild#get-guild-member.
func (a API) GetMember(ctx context.Context, guild, user discord.Snowflake) (*discord.Member, error) {
	return get[discord.Member](ctx, a, Path(memberRoute, guild, user))
}

// ListMembers returns members of a guild in the order of their IDs. The default limit is 1, and the
// largest is 1000. Only the page's After is used, not Before. It needs the privileged intent for
// guild members.
//
// See https://docs.discord.com/developers/resources/guild#list-guild-members.
func (a API) ListMembers(ctx context.Context, guild discord.Snowflake, page Page) ([]discord.Member, error) {
	return listAt[discord.Member](ctx, a, withQuery(Path("/guilds/{guild.id}/members", guild), page.query()))
}

// SearchMembers returns members whose username or nickname begins with the text. limit is at most
// 1000; zero means 1.
//
// See https://docs.discord.com/developers/resources/guild#search-guild-members.
func (a API) SearchMembers(ctx context.Context, guild discord.Snowflake, text string, limit int) ([]discord.Member, error) {
	query := url.Values{"query": {text}}
	addInt(query, "limit", limit)
	return listAt[discord.Member](ctx, a, withQuery(Path("/guilds/{guild.id}/members/search", guild), query))
}

// EditMember changes a member. The fields of [MemberEdit] say which permission each needs. Further
// codes: [ErrUnknownMember].
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-member.
func (a API) EditMember(ctx context.Context, guild, user discord.Snowflake, e MemberEdit) (*discord.Member, error) {
	return send[discord.Member](ctx, a, http.MethodPatch, Path(memberRoute, guild, user), e)
}

// EditOwnMember changes the bot's own member.
//
// See https://docs.discord.com/developers/resources/guild#modify-current-member.
func (a API) EditOwnMember(ctx context.Context, guild discord.Snowflake, e OwnMemberEdit) (*discord.Member, error) {
	return send[discord.Member](ctx, a, http.MethodPatch, Path(memberRoute, guild, "@me"), e)
}

// TimeOutMember keeps a member from talking until a time, at most 28 days from now. The zero time
// ends a time-out. It is [API.EditMember] with TimedOutUntil, and needs MODERATE_MEMBERS.
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-member.
func (a API) TimeOutMember(ctx context.Context, guild, user discord.Snowflake, until time.Time) error {
	_, err := a.EditMember(ctx, guild, user, MemberEdit{TimedOutUntil: &discord.Time{Time: until}})
	return err
}

// AddMemberRole gives a member a role. It needs MANAGE_ROLES, and the bot's highest role must be
// above that role. Further codes: [ErrUnknownMember], [ErrUnknownRole].
//
// See https://docs.discord.com/developers/resources/guild#add-guild-member-role.
func (a API) AddMemberRole(ctx context.Context, guild, user, role discord.Snowflake) error {
	return a.put(ctx, Path(memberRoute+"/roles/{role.id}", guild, user, role), nil)
}

// RemoveMemberRole takes a role from a member. It needs what [API.AddMemberRole] needs.
//
// See https://docs.discord.com/developers/resources/guild#remove-guild-member-role.
func (a API) RemoveMemberRole(ctx context.Context, guild, user, role discord.Snowflake) error {
	return a.delete(ctx, Path(memberRoute+"/roles/{role.id}", guild, user, role))
}

// KickMember removes a member from a guild. It needs KICK_MEMBERS. Further codes: [ErrUnknownMember].
//
// See https://docs.discord.com/developers/resources/guild#remove-guild-member.
func (a API) KickMember(ctx context.Context, guild, user discord.Snowflake) error {
	return a.delete(ctx, Path(memberRoute, guild, user))
}

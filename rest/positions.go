package rest

import (
	"context"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// ChannelPosition is a channel's place in the list of channels.
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-channel-positions.
type ChannelPosition struct {
	ID       discord.Snowflake `json:"id"`
	Position int               `json:"position"`
	// ParentID moves the channel to a category; zero leaves it where it is. LockPermissions then
	// takes over the category's permissions.
	ParentID        discord.Snowflake `json:"parent_id,omitzero"`
	LockPermissions bool              `json:"lock_permissions,omitzero"`
}

// MoveChannels orders channels of a guild. Only those that move are given. It needs MANAGE_CHANNELS.
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-channel-positions.
func (a API) MoveChannels(ctx context.Context, guild discord.Snowflake, to ...ChannelPosition) error {
	return a.Do(ctx, http.MethodPatch, Path("/guilds/{guild.id}/channels", guild), to, nil)
}

// RolePosition is a role's place: members are listed by their highest role, and a role has power
// over lower ones.
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-role-positions.
type RolePosition struct {
	ID       discord.Snowflake `json:"id"`
	Position int               `json:"position"`
}

// MoveRoles orders roles of a guild, and returns all of its roles. It needs MANAGE_ROLES, and the
// bot's highest role must be above the roles and their new places. Further codes: [ErrUnknownRole].
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-role-positions.
func (a API) MoveRoles(ctx context.Context, guild discord.Snowflake, to ...RolePosition) ([]discord.Role, error) {
	all, err := send[[]discord.Role](ctx, a, http.MethodPatch, Path("/guilds/{guild.id}/roles", guild), to)
	if err != nil {
		return nil, err
	}
	return *all, nil
}

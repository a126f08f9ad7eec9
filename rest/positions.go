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
	// ParentID moves the channel to a category. Zero does not change the category. LockPermissions
	// then copies the category's permissions to the channel, and needs MANAGE_ROLES.
	ParentID        discord.Snowflake `json:"parent_id,omitzero"`
	LockPermissions bool              `json:"lock_permissions,omitzero"`
}

// MoveChannels moves channels of a guild in the list. Pass only the channels that move, of which at
// most one may change its category. It needs MANAGE_CHANNELS.
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-channel-positions.
func (a API) MoveChannels(ctx context.Context, guild discord.Snowflake, to ...ChannelPosition) error {
	return a.Do(ctx, http.MethodPatch, Path("/guilds/{guild.id}/channels", guild), to, nil)
}

// RolePosition is a role's position. Members are listed by their highest role, and a role has power
// over lower roles.
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-role-positions.
type RolePosition struct {
	ID       discord.Snowflake `json:"id"`
	Position int               `json:"position"`
}

// MoveRoles moves roles of a guild, and returns all of its roles. It needs MANAGE_ROLES, and the
// bot's highest role must be above the roles and their new positions. Further codes:
// [ErrUnknownRole].
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-role-positions.
func (a API) MoveRoles(ctx context.Context, guild discord.Snowflake, to ...RolePosition) ([]discord.Role, error) {
	all, err := send[[]discord.Role](ctx, a, http.MethodPatch, Path("/guilds/{guild.id}/roles", guild), to)
	if err != nil {
		return nil, err
	}
	return *all, nil
}

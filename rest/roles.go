package rest

import (
	"context"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// RoleCreate is a new role. Every field may be zero.
//
// See https://docs.discord.com/developers/resources/guild#create-guild-role.
type RoleCreate struct {
	// Name is at most 100 characters. If it is empty, the name is "new role".
	Name string `json:"name,omitzero"`
	// Permissions are the role's permissions. Nil means those of @everyone.
	Permissions *discord.Permissions `json:"permissions,omitzero"`
	Colors      *discord.RoleColors  `json:"colors,omitzero"`
	// Hoist lists the members with the role separately.
	Hoist       bool `json:"hoist,omitzero"`
	Mentionable bool `json:"mentionable,omitzero"`
	// Icon is a picture made by [Image]. UnicodeEmoji can be set instead. Both need the guild's
	// feature ROLE_ICONS.
	Icon         string `json:"icon,omitzero"`
	UnicodeEmoji string `json:"unicode_emoji,omitzero"`
}

// RoleEdit changes a role. A nil field is not changed; see [API] for how to clear a field.
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-role.
type RoleEdit struct {
	Name         string               `json:"name"`
	Permissions  *discord.Permissions `json:"permissions"`
	Colors       *discord.RoleColors  `json:"colors"`
	Hoist        *bool                `json:"hoist"`
	Mentionable  *bool                `json:"mentionable"`
	Icon         *string              `json:"icon"`
	UnicodeEmoji *string              `json:"unicode_emoji"`
}

// MarshalJSON writes the fields that are set.
func (e RoleEdit) MarshalJSON() ([]byte, error) { return encodeEdit(e) }

const roleRoute = "/guilds/{guild.id}/roles/{role.id}"

// ListRoles returns the roles of a guild.
//
// See https://docs.discord.com/developers/resources/guild#get-guild-roles.
func (a API) ListRoles(ctx context.Context, guild discord.Snowflake) ([]discord.Role, error) {
	return listAt[discord.Role](ctx, a, Path("/guilds/{guild.id}/roles", guild))
}

// GetRole returns a role. Further codes: [ErrUnknownRole].
//
// See https://docs.discord.com/developers/resources/guild#get-guild-role.
func (a API) GetRole(ctx context.Context, guild, role discord.Snowflake) (*discord.Role, error) {
	return get[discord.Role](ctx, a, Path(roleRoute, guild, role))
}

// CreateRole creates a role. It needs MANAGE_ROLES. Further codes: [ErrTooManyRoles].
//
// See https://docs.discord.com/developers/resources/guild#create-guild-role.
func (a API) CreateRole(ctx context.Context, guild discord.Snowflake, r RoleCreate) (*discord.Role, error) {
	return send[discord.Role](ctx, a, http.MethodPost, Path("/guilds/{guild.id}/roles", guild), r)
}

// EditRole changes a role. It needs MANAGE_ROLES, and the bot's highest role must be above that
// role. Further codes: [ErrUnknownRole].
//
// See https://docs.discord.com/developers/resources/guild#modify-guild-role.
func (a API) EditRole(ctx context.Context, guild, role discord.Snowflake, e RoleEdit) (*discord.Role, error) {
	return send[discord.Role](ctx, a, http.MethodPatch, Path(roleRoute, guild, role), e)
}

// DeleteRole deletes a role. It needs what [API.EditRole] needs.
//
// See https://docs.discord.com/developers/resources/guild#delete-guild-role.
func (a API) DeleteRole(ctx context.Context, guild, role discord.Snowflake) error {
	return a.delete(ctx, Path(roleRoute, guild, role))
}

package discordtest

import (
	"net/http"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// roleRoutes read and change the guild's roles.
//
// See https://docs.discord.com/developers/resources/guild#get-guild-roles.
func (a *API) roleRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /guilds/{guild}/roles":           a.getRoles,
		"POST /guilds/{guild}/roles":          a.postRole,
		"PATCH /guilds/{guild}/roles":         a.patchPositions,
		"GET /guilds/{guild}/roles/{role}":    a.getRole,
		"PATCH /guilds/{guild}/roles/{role}":  a.patchRole,
		"DELETE /guilds/{guild}/roles/{role}": a.deleteRole,
	})
}

func (a *API) roles() []any {
	list := []any{}
	for n := range a.world.Roles {
		list = append(list, roleObject(&a.world.Roles[n]))
	}
	return list
}

func (a *API) getRoles(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if refused := a.guild(r); refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(a.roles())), nil
}

func (a *API) getRole(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if refused := a.guild(r); refused != nil {
		return apiReply{}, refused
	}
	role := a.world.Role(pathID(r, "role"))
	if role == nil {
		return apiReply{}, unknownError(codeUnknownRole, "Role")
	}
	return okReply(encoded(roleObject(role))), nil
}

var roleKeys = []string{"name", "permissions", "color", "colors", "hoist", "mentionable", "unicode_emoji"}

func (a *API) checkRole(sent object) *Refusal {
	refusal := invalidForm()
	checkLength(refusal, sent, "name", 0, 100)
	between(refusal, sent, "color", 0, 0xFFFFFF)
	if len(refusal.Fields) > 0 {
		return refusal
	}
	var wanted struct {
		Permissions discord.Permissions `json:"permissions"`
	}
	if sent["permissions"] != nil {
		if refused := decodeJSON(encoded(object{"permissions": sent["permissions"]}), &wanted); refused != nil {
			return refused
		}
	}
	// A bot cannot give a role permissions that it does not have itself.
	if missing := a.world.PermissionsOf(a.options.ApplicationID).Missing(wanted.Permissions); missing != 0 {
		return missingPermissions(missing)
	}
	return nil
}

// colored makes the old and the new field for a role's color agree.
func colored(role *discord.Role, sent object) {
	switch {
	case sent["colors"] != nil:
		role.Color = role.Colors.Primary
	case sent["color"] != nil:
		role.Colors.Primary = role.Color
	}
}

func (a *API) postRole(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := a.inGuild(r, discord.PermissionManageRoles); refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	role := discord.Role{ID: a.newID(), Name: "new role", Position: 1, Permissions: a.world.Role(a.world.Guild.ID).Permissions}
	if refused := firstRefusal(checkReason(r), a.checkRole(sent), patch(&role, sent, roleKeys...)); refused != nil {
		return apiReply{}, refused
	}
	colored(&role, sent)
	for n := range a.world.Roles {
		if a.world.Roles[n].Position > 0 {
			a.world.Roles[n].Position++
		}
	}
	a.world.Roles = append(a.world.Roles, role)
	a.changed()
	return okReply(encoded(roleObject(&role))), nil
}

// ownRole finds the role of the path, if the bot may change it.
func (a *API) ownRole(r *http.Request) (*discord.Role, *Refusal) {
	if refused := firstRefusal(a.inGuild(r, discord.PermissionManageRoles), checkReason(r)); refused != nil {
		return nil, refused
	}
	role := a.world.Role(pathID(r, "role"))
	switch {
	case role == nil:
		return nil, unknownError(codeUnknownRole, "Role")
	case role.Position >= a.world.highest(a.botMember()):
		return nil, missingPermissionsOverRole()
	}
	return role, nil
}

func (a *API) patchRole(r *http.Request, call *Call) (apiReply, *Refusal) {
	role, refused := a.ownRole(r)
	if refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	if refused := firstRefusal(a.checkRole(sent), patch(role, sent, roleKeys...)); refused != nil {
		return apiReply{}, refused
	}
	colored(role, sent)
	a.changed()
	return okReply(encoded(roleObject(role))), nil
}

func (a *API) deleteRole(r *http.Request, _ *Call) (apiReply, *Refusal) {
	role, refused := a.ownRole(r)
	switch {
	case refused != nil:
		return apiReply{}, refused
	case role.Managed || role.ID == a.world.Guild.ID:
		return apiReply{}, refuse(http.StatusBadRequest, codeInvalidRole, "Invalid role", "Discord or an integration owns this role")
	}
	id := role.ID
	a.world.Roles = slices.DeleteFunc(slices.Clone(a.world.Roles), func(one discord.Role) bool { return one.ID == id })
	for n := range a.world.Members {
		m := &a.world.Members[n]
		m.Roles = slices.DeleteFunc(slices.Clone(m.Roles), func(one discord.Snowflake) bool { return one == id })
	}
	a.changed()
	return noContent, nil
}

func (a *API) patchPositions(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := firstRefusal(a.inGuild(r, discord.PermissionManageRoles), checkReason(r)); refused != nil {
		return apiReply{}, refused
	}
	f, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	var body []struct {
		ID       discord.Snowflake `json:"id"`
		Position int               `json:"position"`
	}
	if refused := f.decode(&body); refused != nil {
		return apiReply{}, refused
	}
	highest := a.world.highest(a.botMember())
	for _, one := range body {
		role := a.world.Role(one.ID)
		switch {
		case role == nil:
			return apiReply{}, unknownError(codeUnknownRole, "Role")
		case role.Position >= highest || one.Position >= highest:
			return apiReply{}, missingPermissionsOverRole()
		}
	}
	for _, one := range body {
		a.world.Role(one.ID).Position = one.Position
	}
	a.changed()
	return okReply(encoded(a.roles())), nil
}

package discordtest

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// memberRoutes read and change members of the guild, and kick them.
//
// See https://docs.discord.com/developers/resources/guild#get-guild-member.
func (a *API) memberRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /guilds/{guild}/members":                        a.getMembers,
		"GET /guilds/{guild}/members/search":                 a.searchMembers,
		"GET /guilds/{guild}/members/{user}":                 a.getMember,
		"PATCH /guilds/{guild}/members/{user}":               a.patchMember,
		"PATCH /guilds/{guild}/members/@me":                  a.patchOwnMember,
		"DELETE /guilds/{guild}/members/{user}":              a.deleteMember,
		"PUT /guilds/{guild}/members/{user}/roles/{role}":    a.putMemberRole,
		"DELETE /guilds/{guild}/members/{user}/roles/{role}": a.deleteMemberRole,
	})
}

// wholeMember is a member as a call returns it.
func wholeMember(m *discord.Member) object {
	o := memberObject(m, 0)
	delete(o, "permissions")
	o["user"], o["deaf"], o["mute"] = userObject(m.User), m.Deaf, m.Mute
	return o
}

func (a *API) getMembers(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := a.guild(r); refused != nil {
		return apiReply{}, refused
	}
	page, refused := pageOf(call.Query, a.everybody(), func(m *discord.Member) discord.Snowflake { return m.User.ID }, 1, 1000)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(wholeMembers(page))), nil
}

// everybody returns the members of the guild and the bot, in the order of their IDs.
func (a *API) everybody() []*discord.Member {
	all := []*discord.Member{a.botMember()}
	for n := range a.world.Members {
		all = append(all, &a.world.Members[n])
	}
	slices.SortFunc(all, func(x, y *discord.Member) int { return cmp.Compare(x.User.ID, y.User.ID) })
	return all
}

func wholeMembers(members []*discord.Member) []any {
	list := []any{}
	for _, m := range members {
		list = append(list, wholeMember(m))
	}
	return list
}

// searchMembers finds members whose username or nickname begins with a text.
func (a *API) searchMembers(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := a.guild(r); refused != nil {
		return apiReply{}, refused
	}
	text := strings.ToLower(call.Query.Get("query"))
	if text == "" {
		return apiReply{}, invalidField("query", "BASE_TYPE_REQUIRED", "This field is required")
	}
	limit, refused := limitOf(call.Query, 1, 1, 1000)
	if refused != nil {
		return apiReply{}, refused
	}
	found := slices.DeleteFunc(a.everybody(), func(m *discord.Member) bool {
		return !strings.HasPrefix(strings.ToLower(m.User.Username), text) && !strings.HasPrefix(strings.ToLower(m.Nick), text)
	})
	return okReply(encoded(wholeMembers(found[:min(limit, len(found))]))), nil
}

// memberOf finds the member of the path.
func (a *API) memberOf(r *http.Request, need discord.Permissions) (*discord.Member, *Refusal) {
	if refused := a.inGuild(r, need); refused != nil {
		return nil, refused
	}
	id := pathID(r, "user")
	if m := a.world.Member(id); m != nil {
		return m, nil
	}
	if a.world.User(id) == nil {
		return nil, unknownError(codeUnknownUser, "User")
	}
	return nil, unknownError(codeUnknownMember, "Member")
}

func (a *API) getMember(r *http.Request, _ *Call) (apiReply, *Refusal) {
	m, refused := a.memberOf(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(wholeMember(m))), nil
}

// memberKeys are the fields of a member that an app may change, with the permission that each
// needs.
var memberKeys = map[string]discord.Permissions{
	"nick": discord.PermissionManageNicknames, "roles": discord.PermissionManageRoles, "mute": discord.PermissionMuteMembers,
	"deaf": discord.PermissionDeafenMembers, "channel_id": discord.PermissionMoveMembers,
	"communication_disabled_until": discord.PermissionModerateMembers, "flags": discord.PermissionModerateMembers,
}

func (a *API) patchMember(r *http.Request, call *Call) (apiReply, *Refusal) {
	m, refused := a.memberOf(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	var need discord.Permissions
	for key, permission := range memberKeys {
		if _, there := sent[key]; there {
			need |= permission
		}
	}
	if missing := a.world.PermissionsOf(a.options.ApplicationID).Missing(need); missing != 0 {
		return apiReply{}, missingPermissions(missing)
	}
	refusal := invalidForm()
	checkLength(refusal, sent, "nick", 0, 32)
	if refused := firstRefusal(checkReason(r), refusal.orNil(), a.mayActOn(m, sent), a.checkRoles(m, sent), a.checkTimeOut(m, sent)); refused != nil {
		return apiReply{}, refused
	}
	if refused := patch(m, sent, "nick", "roles", "mute", "deaf", "communication_disabled_until", "flags"); refused != nil {
		return apiReply{}, refused
	}
	a.changed()
	return okReply(encoded(wholeMember(m))), nil
}

func (a *API) patchOwnMember(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := a.inGuild(r, discord.PermissionChangeNickname); refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkLength(refusal, sent, "nick", 0, 32)
	if refused := firstRefusal(checkReason(r), refusal.orNil(), patch(a.botMember(), sent, "nick")); refused != nil {
		return apiReply{}, refused
	}
	a.changed()
	return okReply(encoded(wholeMember(a.botMember()))), nil
}

// deleteMember kicks a member.
func (a *API) deleteMember(r *http.Request, _ *Call) (apiReply, *Refusal) {
	m, refused := a.memberOf(r, discord.PermissionKickMembers)
	switch {
	case refused != nil:
		return apiReply{}, refused
	case !a.world.above(a.botMember(), m):
		return apiReply{}, missingPermissionsOverRole()
	}
	if refused := checkReason(r); refused != nil {
		return apiReply{}, refused
	}
	a.expel(m.User.ID)
	return noContent, nil
}

// expel makes a member a stranger.
func (a *API) expel(user discord.Snowflake) {
	at := slices.IndexFunc(a.world.Members, func(m discord.Member) bool { return m.User.ID == user })
	if at < 0 {
		return
	}
	a.world.Strangers = append(a.world.Strangers, *a.world.Members[at].User)
	a.world.Members = slices.Delete(slices.Clone(a.world.Members), at, at+1)
	a.changed()
}

func (a *API) putMemberRole(r *http.Request, _ *Call) (apiReply, *Refusal) {
	m, role, refused := a.memberRole(r)
	if refused != nil {
		return apiReply{}, refused
	}
	if !m.HasRole(role) {
		m.Roles = append(slices.Clone(m.Roles), role)
		a.changed()
	}
	return noContent, nil
}

func (a *API) deleteMemberRole(r *http.Request, _ *Call) (apiReply, *Refusal) {
	m, role, refused := a.memberRole(r)
	if refused != nil {
		return apiReply{}, refused
	}
	m.Roles = slices.DeleteFunc(slices.Clone(m.Roles), func(id discord.Snowflake) bool { return id == role })
	a.changed()
	return noContent, nil
}

func (a *API) memberRole(r *http.Request) (*discord.Member, discord.Snowflake, *Refusal) {
	m, refused := a.memberOf(r, discord.PermissionManageRoles)
	if refused != nil {
		return nil, 0, refused
	}
	role := pathID(r, "role")
	return m, role, firstRefusal(checkReason(r), a.mayGive(role))
}

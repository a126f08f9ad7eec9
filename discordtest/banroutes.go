package discordtest

import (
	"maps"
	"net/http"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// banRoutes add and remove bans.
//
// See https://docs.discord.com/developers/resources/guild#create-guild-ban.
func (a *API) banRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /guilds/{guild}/bans":           a.getBans,
		"GET /guilds/{guild}/bans/{user}":    a.getBan,
		"PUT /guilds/{guild}/bans/{user}":    a.putBan,
		"DELETE /guilds/{guild}/bans/{user}": a.deleteBan,
		"POST /guilds/{guild}/bulk-ban":      a.postBulkBan,
	})
}

func (a *API) ban(id discord.Snowflake) object {
	o := object{"reason": orNull(a.world.Bans[id]), "user": object{"id": id.String()}}
	if u := a.world.User(id); u != nil {
		o["user"] = userObject(u)
	}
	return o
}

func (a *API) getBans(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := a.inGuild(r, discord.PermissionBanMembers); refused != nil {
		return apiReply{}, refused
	}
	page, refused := pageOf(call.Query, slices.Sorted(maps.Keys(a.world.Bans)), ownID, 1000, 1000)
	if refused != nil {
		return apiReply{}, refused
	}
	list := []any{}
	for _, id := range page {
		list = append(list, a.ban(id))
	}
	return okReply(encoded(list)), nil
}

func (a *API) getBan(r *http.Request, _ *Call) (apiReply, *Refusal) {
	id, refused := a.banned(r)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(a.ban(id))), nil
}

// banned finds the ban of the path.
func (a *API) banned(r *http.Request) (discord.Snowflake, *Refusal) {
	if refused := a.inGuild(r, discord.PermissionBanMembers); refused != nil {
		return 0, refused
	}
	id := pathID(r, "user")
	if _, there := a.world.Bans[id]; !there {
		return 0, unknownError(codeUnknownBan, "Ban")
	}
	return id, nil
}

// putBan bans a user, who need not be a member. It also deletes the user's newest messages if the
// app asks for that.
func (a *API) putBan(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := firstRefusal(a.inGuild(r, discord.PermissionBanMembers), checkReason(r)); refused != nil {
		return apiReply{}, refused
	}
	sent := object{}
	if call.form != nil {
		var refused *Refusal
		if sent, refused = call.sentObject(); refused != nil {
			return apiReply{}, refused
		}
	}
	refusal := invalidForm()
	between(refusal, sent, "delete_message_seconds", 0, 604800)
	between(refusal, sent, "delete_message_days", 0, 7)
	if len(refusal.Fields) > 0 {
		return apiReply{}, refusal
	}
	id := pathID(r, "user")
	if a.world.User(id) == nil {
		return apiReply{}, unknownError(codeUnknownUser, "User")
	}
	if m := a.world.Member(id); m != nil && !a.world.above(a.botMember(), m) {
		return apiReply{}, missingPermissionsOverRole()
	}
	a.setBan(id, r)
	return noContent, nil
}

// setBan bans a user, with the request's reason.
func (a *API) setBan(id discord.Snowflake, r *http.Request) {
	a.world.Bans[id] = unescape(r.Header.Get("X-Audit-Log-Reason"))
	a.expel(id)
	a.changed()
}

// maxBulkBan is how many users one call can ban.
const maxBulkBan = 200

// postBulkBan bans every user that it can. If it can ban none, that is an error.
func (a *API) postBulkBan(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := firstRefusal(a.inGuild(r, discord.PermissionBanMembers|discord.PermissionManageGuild), checkReason(r)); refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkPresent(refusal, sent, "user_ids")
	between(refusal, sent, "delete_message_seconds", 0, 604800)
	users, _ := sent["user_ids"].([]any)
	if len(users) > maxBulkBan {
		refusal.add("user_ids", "BASE_TYPE_MAX_LENGTH", "Must be 200 or fewer in length.")
	}
	if len(refusal.Fields) > 0 {
		return apiReply{}, refusal
	}
	banned, notBanned := []string{}, []string{}
	for _, user := range users {
		id := snowflakeOf(user)
		_, already := a.world.Bans[id]
		m := a.world.Member(id)
		if already || a.world.User(id) == nil || m != nil && !a.world.above(a.botMember(), m) {
			notBanned = append(notBanned, id.String())
			continue
		}
		a.setBan(id, r)
		banned = append(banned, id.String())
	}
	if len(banned) == 0 {
		return apiReply{}, refuse(http.StatusBadRequest, codeBulkBan, "Failed to ban users", "")
	}
	return okReply(encoded(object{"banned_users": banned, "failed_users": notBanned})), nil
}

func (a *API) deleteBan(r *http.Request, _ *Call) (apiReply, *Refusal) {
	id, refused := a.banned(r)
	if refused != nil {
		return apiReply{}, refused
	}
	delete(a.world.Bans, id)
	a.changed()
	return noContent, nil
}

package discordtest

import (
	"maps"
	"net/http"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// banRoutes ban people and let them in again.
//
// See https://docs.discord.com/developers/resources/guild#create-guild-ban.
func (a *API) banRoutes() map[string]endpoint {
	return a.allLocked(map[string]endpoint{
		"GET /guilds/{guild}/bans":           a.getBans,
		"GET /guilds/{guild}/bans/{user}":    a.getBan,
		"PUT /guilds/{guild}/bans/{user}":    a.putBan,
		"DELETE /guilds/{guild}/bans/{user}": a.deleteBan,
	})
}

func (a *API) ban(id discord.Snowflake) object {
	o := object{"reason": orNull(a.world.Bans[id]), "user": object{"id": id.String()}}
	if u := a.world.User(id); u != nil {
		o["user"] = userObject(u)
	}
	return o
}

func (a *API) getBans(r *http.Request, _ *Call) (reply, *Refusal) {
	if refused := a.inGuild(r, discord.PermissionBanMembers); refused != nil {
		return reply{}, refused
	}
	list := []any{}
	for _, id := range slices.Sorted(maps.Keys(a.world.Bans)) {
		list = append(list, a.ban(id))
	}
	return ok(encoded(list)), nil
}

func (a *API) getBan(r *http.Request, _ *Call) (reply, *Refusal) {
	id, refused := a.banned(r)
	if refused != nil {
		return reply{}, refused
	}
	return ok(encoded(a.ban(id))), nil
}

// banned finds the ban of the path.
func (a *API) banned(r *http.Request) (discord.Snowflake, *Refusal) {
	if refused := a.inGuild(r, discord.PermissionBanMembers); refused != nil {
		return 0, refused
	}
	id := pathID(r, "user")
	if _, there := a.world.Bans[id]; !there {
		return 0, unknown(codeUnknownBan, "Ban")
	}
	return id, nil
}

// putBan bans a user, who need not be a member, and deletes the newest messages where the app asks
// for it.
func (a *API) putBan(r *http.Request, call *Call) (reply, *Refusal) {
	if refused := firstRefusal(a.inGuild(r, discord.PermissionBanMembers), reason(r)); refused != nil {
		return reply{}, refused
	}
	sent := object{}
	if call.form != nil {
		var refused *Refusal
		if sent, refused = call.sentObject(); refused != nil {
			return reply{}, refused
		}
	}
	refusal := invalidForm()
	between(refusal, sent, "delete_message_seconds", 0, 604800)
	between(refusal, sent, "delete_message_days", 0, 7)
	if len(refusal.Fields) > 0 {
		return reply{}, refusal
	}
	id := pathID(r, "user")
	if a.world.User(id) == nil {
		return reply{}, unknown(codeUnknownUser, "User")
	}
	if m := a.world.Member(id); m != nil && !a.world.above(a.botMember(), m) {
		return reply{}, missingPermissionsOverRole()
	}
	a.world.Bans[id] = unescape(r.Header.Get("X-Audit-Log-Reason"))
	a.expel(id)
	a.changed()
	return noContent, nil
}

func (a *API) deleteBan(r *http.Request, _ *Call) (reply, *Refusal) {
	id, refused := a.banned(r)
	if refused != nil {
		return reply{}, refused
	}
	delete(a.world.Bans, id)
	a.changed()
	return noContent, nil
}

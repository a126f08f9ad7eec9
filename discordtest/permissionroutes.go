package discordtest

import (
	"net/http"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// permissionRoutes read and change who may use a command in a guild. Only a person's bearer token
// may change it.
//
// See https://docs.discord.com/developers/interactions/application-commands#permissions.
func (a *API) permissionRoutes() map[string]routeHandler {
	return map[string]routeHandler{
		"GET /applications/{application}/guilds/{guild}/commands/permissions":           a.locked(a.getAllPermissions),
		"GET /applications/{application}/guilds/{guild}/commands/{command}/permissions": a.locked(a.getPermissions),
		"PUT /applications/{application}/guilds/{guild}/commands/{command}/permissions": a.putPermissions,
	}
}

func (a *API) commandPermissions(id discord.Snowflake) object {
	list := []any{}
	for _, one := range a.permissions[id] {
		list = append(list, one)
	}
	return object{"id": id.String(), "application_id": a.options.ApplicationID.String(), "guild_id": a.world.Guild.ID.String(), "permissions": list}
}

func (a *API) getAllPermissions(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if refused := firstRefusal(a.own(r), a.guild(r)); refused != nil {
		return apiReply{}, refused
	}
	list := []any{}
	for id := range a.permissions {
		list = append(list, a.commandPermissions(id))
	}
	return okReply(encoded(list)), nil
}

func (a *API) getPermissions(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if refused := firstRefusal(a.own(r), a.guild(r)); refused != nil {
		return apiReply{}, refused
	}
	id := pathID(r, "command")
	if len(a.permissions[id]) == 0 {
		return apiReply{}, refuse(http.StatusNotFound, 10066, "Unknown application command permissions", "the command has no overwrites in this guild")
	}
	return okReply(encoded(a.commandPermissions(id))), nil
}

// maxPermissions is how many overwrites a command can have in a guild.
const maxPermissions = 100

func (a *API) putPermissions(r *http.Request, call *Call) (apiReply, *Refusal) {
	if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") || !a.authorized(r, "applications.commands.permissions.update") {
		return apiReply{}, refusedUnauthorized
	}
	f, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	var body struct {
		Permissions []object `json:"permissions"`
	}
	if refused := f.decode(&body); refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if refused := firstRefusal(a.own(r), a.guild(r)); refused != nil {
		return apiReply{}, refused
	}
	if len(body.Permissions) > maxPermissions {
		return apiReply{}, invalidField("permissions", "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
	}
	id := pathID(r, "command")
	a.permissions[id] = body.Permissions
	return okReply(encoded(a.commandPermissions(id))), nil
}

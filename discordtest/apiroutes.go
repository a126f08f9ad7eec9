package discordtest

import (
	"maps"
	"net/http"
)

// These are the routes of interactions, commands and authorization, as [Fault], [API.Limit] and
// [Call] name them: the method, and the path with the names of its values in braces. The other
// routes have names of the same form, such as "POST /channels/{channel}/messages". Any name in
// braces works: {channel} is the same as {channel.id}, which Discord's pages and package rest use.
const (
	RouteApplication    = "GET /applications/@me"
	RouteAuthorization  = "GET /oauth2/@me"
	RouteToken          = "POST /oauth2/token"
	RouteCallback       = "POST /interactions/{interaction}/{token}/callback"
	RouteGetOriginal    = "GET /webhooks/{application}/{token}/messages/@original"
	RouteEditOriginal   = "PATCH /webhooks/{application}/{token}/messages/@original"
	RouteDeleteOriginal = "DELETE /webhooks/{application}/{token}/messages/@original"
	RouteFollowUp       = "POST /webhooks/{application}/{token}"
	RouteGetFollowUp    = "GET /webhooks/{application}/{token}/messages/{message}"
	RouteEditFollowUp   = "PATCH /webhooks/{application}/{token}/messages/{message}"
	RouteDeleteFollowUp = "DELETE /webhooks/{application}/{token}/messages/{message}"

	RouteCommands      = "GET /applications/{application}/commands"
	RoutePutCommands   = "PUT /applications/{application}/commands"
	RouteCreateCommand = "POST /applications/{application}/commands"
	RouteGetCommand    = "GET /applications/{application}/commands/{command}"
	RouteEditCommand   = "PATCH /applications/{application}/commands/{command}"
	RouteDeleteCommand = "DELETE /applications/{application}/commands/{command}"

	RouteGuildCommands      = "GET /applications/{application}/guilds/{guild}/commands"
	RoutePutGuildCommands   = "PUT /applications/{application}/guilds/{guild}/commands"
	RouteCreateGuildCommand = "POST /applications/{application}/guilds/{guild}/commands"
	RouteGetGuildCommand    = "GET /applications/{application}/guilds/{guild}/commands/{command}"
	RouteEditGuildCommand   = "PATCH /applications/{application}/guilds/{guild}/commands/{command}"
	RouteDeleteGuildCommand = "DELETE /applications/{application}/guilds/{guild}/commands/{command}"
)

// apiReply is the answer to a call.
type apiReply struct {
	status int
	body   []byte
}

var noContent = apiReply{status: http.StatusNoContent}

func okReply(body []byte) apiReply { return apiReply{http.StatusOK, body} }

// routeHandler answers a call after its body has been read.
type routeHandler func(r *http.Request, call *Call) (apiReply, *Refusal)

// table returns every route of the API except those of [API.Handle].
func (a *API) table() map[string]routeHandler {
	table := map[string]routeHandler{
		RouteApplication:   a.getApplication,
		RouteAuthorization: a.getAuthorization,
		RouteToken:         a.postToken,

		RouteCallback:       a.postCallback,
		RouteGetOriginal:    a.getMessage,
		RouteEditOriginal:   a.patchMessage,
		RouteDeleteOriginal: a.deleteMessage,
		RouteFollowUp:       a.byWebhook(a.execute, a.postFollowUp),
		RouteGetFollowUp:    a.byWebhook(a.getHookMessage, a.getMessage),
		RouteEditFollowUp:   a.byWebhook(a.patchHookMessage, a.patchMessage),
		RouteDeleteFollowUp: a.byWebhook(a.deleteHookMessage, a.deleteMessage),

		RouteCommands:           a.getCommands,
		RoutePutCommands:        a.putCommands,
		RouteCreateCommand:      a.postCommand,
		RouteGetCommand:         a.getCommand,
		RouteEditCommand:        a.patchCommand,
		RouteDeleteCommand:      a.deleteCommand,
		RouteGuildCommands:      a.getCommands,
		RoutePutGuildCommands:   a.putCommands,
		RouteCreateGuildCommand: a.postCommand,
		RouteGetGuildCommand:    a.getCommand,
		RouteEditGuildCommand:   a.patchCommand,
		RouteDeleteGuildCommand: a.deleteCommand,
	}
	for _, kind := range []map[string]routeHandler{
		a.applicationRoutes(), a.channelRoutes(), a.messageRoutes(), a.reactionRoutes(), a.pinRoutes(), a.threadRoutes(),
		a.threadMemberRoutes(), a.memberRoutes(), a.banRoutes(), a.roleRoutes(), a.userRoutes(), a.webhookRoutes(),
		a.emojiRoutes(), a.entitlementRoutes(), a.subscriptionRoutes(), a.permissionRoutes(), a.guildRoutes(),
	} {
		maps.Copy(table, kind)
	}
	return table
}

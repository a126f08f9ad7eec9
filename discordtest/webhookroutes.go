package discordtest

import (
	"net/http"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// webhook is a webhook that the app made. The webhooks of interaction tokens are in webhook.go.
type webhook struct {
	id, channel discord.Snowflake
	token, name string
}

// webhookRoutes make webhooks. A webhook is used on the routes of follow-ups, with its own ID and
// token.
//
// See https://docs.discord.com/developers/resources/webhook.
func (a *API) webhookRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"POST /channels/{channel}/webhooks": a.postWebhook,
		"GET /channels/{channel}/webhooks":  a.getChannelWebhooks,
		"GET /guilds/{guild}/webhooks":      a.getGuildWebhooks,
		"GET /webhooks/{webhook}":           a.getWebhook,
		"PATCH /webhooks/{webhook}":         a.patchWebhook,
		"DELETE /webhooks/{webhook}":        a.deleteWebhook,
	})
}

// maxWebhooks is how many webhooks a channel can have.
const maxWebhooks = 15

func (a *API) webhookObject(h *webhook) object {
	return object{"id": h.id.String(), "type": 1, "channel_id": h.channel.String(), "guild_id": a.world.Guild.ID.String(),
		"name": h.name, "avatar": nil, "token": h.token, "application_id": a.options.ApplicationID.String(),
		"user": a.botUser(), "url": a.base + "/api/webhooks/" + h.id.String() + "/" + h.token}
}

func checkWebhook(sent object) *Refusal {
	refusal := invalidForm()
	checkLength(refusal, sent, "name", 1, 80)
	name, _ := sent["name"].(string)
	for _, word := range []string{"clyde", "discord"} {
		if strings.Contains(strings.ToLower(name), word) {
			refusal.add("name", "USERNAME_INVALID_CONTAINS", `Username cannot contain "%s"`, word)
		}
	}
	return refusal.orNil()
}

func (a *API) webhooksOf(wanted func(*webhook) bool) (list []any) {
	list = []any{}
	for _, h := range a.webhooks {
		if wanted(h) {
			list = append(list, a.webhookObject(h))
		}
	}
	return list
}

func (a *API) postWebhook(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, discord.PermissionManageWebhooks)
	if refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkPresent(refusal, sent, "name")
	if refused := firstRefusal(checkReason(r), refusal.orNil(), checkWebhook(sent)); refused != nil {
		return apiReply{}, refused
	}
	if len(a.webhooksOf(func(h *webhook) bool { return h.channel == c.ID })) >= maxWebhooks {
		return apiReply{}, refuse(http.StatusBadRequest, codeTooManyWebhooks, "Maximum number of webhooks reached (15)", "")
	}
	name, _ := sent["name"].(string)
	h := &webhook{id: a.newID(), channel: c.ID, token: randomText(68), name: name}
	a.webhooks[h.id] = h
	return okReply(encoded(a.webhookObject(h))), nil
}

func (a *API) getChannelWebhooks(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, discord.PermissionManageWebhooks)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(a.webhooksOf(func(h *webhook) bool { return h.channel == c.ID }))), nil
}

func (a *API) getGuildWebhooks(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if refused := a.inGuild(r, discord.PermissionManageWebhooks); refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(a.webhooksOf(func(*webhook) bool { return true }))), nil
}

// ownWebhook finds the webhook of the path.
func (a *API) ownWebhook(r *http.Request) (*webhook, *Refusal) {
	h := a.webhooks[pathID(r, "webhook")]
	if h == nil {
		return nil, unknownError(rest.ErrUnknownWebhook, "Webhook")
	}
	return h, firstRefusal(a.mayIn(a.world.Channel(h.channel), discord.PermissionManageWebhooks), checkReason(r))
}

func (a *API) getWebhook(r *http.Request, _ *Call) (apiReply, *Refusal) {
	h, refused := a.ownWebhook(r)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(a.webhookObject(h))), nil
}

func (a *API) patchWebhook(r *http.Request, call *Call) (apiReply, *Refusal) {
	h, refused := a.ownWebhook(r)
	if refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused == nil {
		refused = checkWebhook(sent)
	}
	if refused != nil {
		return apiReply{}, refused
	}
	if name, given := sent["name"].(string); given {
		h.name = name
	}
	if id := snowflakeOf(sent["channel_id"]); id != 0 {
		if a.world.Channel(id) == nil {
			return apiReply{}, unknownError(codeUnknownChannel, "Channel")
		}
		h.channel = id
	}
	return okReply(encoded(a.webhookObject(h))), nil
}

func (a *API) deleteWebhook(r *http.Request, _ *Call) (apiReply, *Refusal) {
	h, refused := a.ownWebhook(r)
	if refused != nil {
		return apiReply{}, refused
	}
	delete(a.webhooks, h.id)
	return noContent, nil
}

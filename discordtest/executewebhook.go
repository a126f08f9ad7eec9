package discordtest

import (
	"net/http"

	"github.com/hotaru-go/hotaru/rest"
)

// hookOf finds the webhook that a call on a follow-up's route is about. It returns nil if the ID
// does not belong to a webhook; then the call is about an interaction. The lock is held.
func (a *API) hookOf(r *http.Request) (*webhook, *Refusal) {
	h := a.webhooks[pathID(r, "application")]
	if h != nil && h.token != r.PathValue("token") {
		return nil, refuse(http.StatusUnauthorized, rest.ErrInvalidWebhookToken, "Invalid Webhook Token", "")
	}
	return h, nil
}

// execute sends a message as a webhook. Without wait=true Discord answers 204 and does not say
// whether it succeeded.
//
// See https://docs.discord.com/developers/resources/webhook#execute-webhook.
func (a *API) execute(_ *http.Request, h *webhook, call *Call) (apiReply, *Refusal) {
	f, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	var body struct {
		Username string `json:"username"`
	}
	if refused := f.decode(&body); refused != nil {
		return apiReply{}, refused
	}
	c := a.world.Channel(h.channel)
	if thread := snowflakeOf(call.Query.Get("thread_id")); thread != 0 {
		c = a.world.Channel(thread)
	}
	if c == nil {
		return apiReply{}, unknownError(codeUnknownChannel, "Channel")
	}
	name := h.name
	if body.Username != "" {
		if refused := checkWebhook(object{"name": body.Username}); refused != nil {
			return apiReply{}, refused
		}
		name = body.Username
	}
	author := object{"id": h.id.String(), "username": name, "avatar": nil, "bot": true, "discriminator": "0000", "global_name": nil, "public_flags": 0}
	m, refused := a.newMessage(origin{channel: c.ID, author: author, webhook: h.id, sizeLimit: defaultSizeLimit}, f)
	if refused != nil {
		return apiReply{}, refused
	}
	m.object["application_id"] = a.options.ApplicationID.String()
	a.sentTo(c, m)
	if !isTrue(call.Query.Get("wait")) {
		return noContent, nil
	}
	return okReply(encoded(m.object)), nil
}

// ofHook finds the webhook's message that the path names.
func (a *API) ofHook(r *http.Request, h *webhook) (*storedMessage, *Refusal) {
	m := a.stored(pathID(r, "message"))
	if m == nil || m.object["webhook_id"] != h.id.String() {
		return nil, unknownError(rest.ErrUnknownMessage, "Message")
	}
	return m, nil
}

func (a *API) getHookMessage(r *http.Request, h *webhook, _ *Call) (apiReply, *Refusal) {
	m, refused := a.ofHook(r, h)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(m.object)), nil
}

func (a *API) patchHookMessage(r *http.Request, h *webhook, call *Call) (apiReply, *Refusal) {
	m, refused := a.ofHook(r, h)
	if refused != nil {
		return apiReply{}, refused
	}
	f, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	if refused := a.editMessage(origin{channel: m.channel, webhook: h.id, sizeLimit: defaultSizeLimit}, m, f); refused != nil {
		return apiReply{}, refused
	}
	a.publishMessage(EventEdited, nil, m)
	return okReply(encoded(m.object)), nil
}

func (a *API) deleteHookMessage(r *http.Request, h *webhook, _ *Call) (apiReply, *Refusal) {
	m, refused := a.ofHook(r, h)
	if refused != nil {
		return apiReply{}, refused
	}
	a.remove(m)
	return noContent, nil
}

// byWebhook answers a call on a follow-up's route for the webhook that its path names, or else for
// the interaction.
func (a *API) byWebhook(hook func(*http.Request, *webhook, *Call) (apiReply, *Refusal), byToken routeHandler) routeHandler {
	return func(r *http.Request, call *Call) (apiReply, *Refusal) {
		a.mu.Lock()
		h, refused := a.hookOf(r)
		if h == nil {
			a.mu.Unlock()
			if refused != nil {
				return apiReply{}, refused
			}
			return byToken(r, call)
		}
		defer a.mu.Unlock()
		return hook(r, h, call)
	}
}

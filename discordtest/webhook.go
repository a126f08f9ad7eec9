package discordtest

import (
	"net/http"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/rest"
)

// maxFollowUps is how many follow-ups an app may send if the guild has not installed it.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message.
const maxFollowUps = 5

func isTrue(query string) bool {
	return query == "true" || query == "True" || query == "1"
}

// postCallback answers an interaction.
func (a *API) postCallback(r *http.Request, call *Call) (apiReply, *Refusal) {
	a.mu.Lock()
	defer a.mu.Unlock()
	id, _ := discord.ParseSnowflake(r.PathValue("interaction"))
	i := a.interactions[id]
	if i == nil || i.token != r.PathValue("token") {
		return apiReply{}, refuse(http.StatusNotFound, rest.ErrUnknownInteraction, "Unknown interaction",
			"no interaction has this ID and this token")
	}
	form, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	if refused := a.answer(i, form, false); refused != nil {
		return apiReply{}, refused
	}
	if !isTrue(call.Query.Get("with_response")) {
		return noContent, nil
	}
	return okReply(encoded(i.callbackResponse())), nil
}

// callbackResponse is Discord's response to an answer.
//
// See https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object.
func (i *interaction) callbackResponse() object {
	of := object{"id": i.id.String(), "type": int(i.kind)}
	response := object{"interaction": of}
	resource := object{"type": int(i.answer)}
	switch i.answer {
	case discord.CallbackMessage, discord.CallbackUpdate:
		resource["message"] = i.original.object
		response["resource"] = resource
	case discord.CallbackLaunchActivity:
		instance := "i-" + i.id.String() + "-gc"
		of["activity_instance_id"], resource["activity_instance"] = instance, object{"id": instance}
		response["resource"] = resource
	}
	if i.original != nil {
		of["response_message_id"] = i.original.id.String()
		of["response_message_loading"] = i.loading
		of["response_message_ephemeral"] = i.original.flags().Has(discord.Ephemeral)
	}
	return response
}

// postFollowUp sends one more message. The first follow-up after a deferred answer completes that
// answer instead.
func (a *API) postFollowUp(r *http.Request, call *Call) (apiReply, *Refusal) {
	i, refused := a.webhook(r)
	if refused != nil {
		return apiReply{}, refused
	}
	form, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if i.loading && !i.original.gone {
		if refused := a.editMessage(a.answering(i), i.original, form); refused != nil {
			return apiReply{}, refused
		}
		i.edits++
		a.publishMessage(EventEdited, i, i.original)
		return okReply(encoded(i.original.object)), nil
	}
	_, byGuild := i.common.AuthorizingIntegrationOwners[discord.IntegrationGuild]
	_, byUser := i.common.AuthorizingIntegrationOwners[discord.IntegrationUser]
	if byUser && !byGuild && len(i.followUps) >= maxFollowUps {
		return apiReply{}, refuse(http.StatusBadRequest, rest.ErrTooManyFollowUps,
			"This interaction has hit the maximum number of follow up messages", "")
	}
	m, refused := a.newMessage(a.answering(i), form)
	if refused != nil {
		return apiReply{}, refused
	}
	i.followUps = append(i.followUps, m)
	a.publishMessage(EventMessage, i, m)
	return okReply(encoded(m.object)), nil
}

// found finds the message that a call on an interaction's webhook is about. The lock is held.
func (a *API) found(r *http.Request, i *interaction) (*storedMessage, *Refusal) {
	m := i.original
	if !strings.HasSuffix(r.URL.Path, "/messages/@original") {
		id, _ := discord.ParseSnowflake(r.PathValue("message"))
		m = a.messages[id]
	}
	if m == nil || m.gone {
		return nil, refuse(http.StatusNotFound, rest.ErrUnknownMessage, "Unknown Message", "")
	}
	return m, nil
}

func (a *API) getMessage(r *http.Request, _ *Call) (apiReply, *Refusal) {
	i, refused := a.webhook(r)
	if refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	m, refused := a.found(r, i)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(m.object)), nil
}

func (a *API) patchMessage(r *http.Request, call *Call) (apiReply, *Refusal) {
	i, refused := a.webhook(r)
	if refused != nil {
		return apiReply{}, refused
	}
	form, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	m, refused := a.found(r, i)
	if refused == nil {
		refused = a.editMessage(a.answering(i), m, form)
	}
	if refused != nil {
		return apiReply{}, refused
	}
	if m == i.original {
		i.edits++
	}
	a.publishMessage(EventEdited, i, m)
	return okReply(encoded(m.object)), nil
}

func (a *API) deleteMessage(r *http.Request, _ *Call) (apiReply, *Refusal) {
	i, refused := a.webhook(r)
	if refused != nil {
		return apiReply{}, refused
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	m, refused := a.found(r, i)
	if refused != nil {
		return apiReply{}, refused
	}
	m.gone = true
	if m == i.original {
		i.loading = false
	}
	a.publishMessage(EventDeleted, i, m)
	return noContent, nil
}

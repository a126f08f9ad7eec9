package discordtest

import (
	"net/http"
	"slices"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// pinRoutes pin messages. They are the routes under messages, and the older ones that Discord
// deprecates.
//
// See https://docs.discord.com/developers/resources/message#get-channel-pins.
func (a *API) pinRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /channels/{channel}/messages/pins":              a.getPins,
		"PUT /channels/{channel}/messages/pins/{message}":    a.putPin,
		"DELETE /channels/{channel}/messages/pins/{message}": a.deletePin,
		"GET /channels/{channel}/pins":                       a.getOldPins,
		"PUT /channels/{channel}/pins/{message}":             a.putPin,
		"DELETE /channels/{channel}/pins/{message}":          a.deletePin,
	})
}

// maxPins is how many messages a channel can have pinned.
const maxPins = 250

// maxPinPage is how many pins one call returns.
const maxPinPage = 50

// pinned returns the pinned messages of a channel, newest first.
func (a *API) pinned(channel discord.Snowflake) (list []*storedMessage) {
	for _, m := range a.listed(channel) {
		if m.object["pinned"] == true {
			list = append(list, m)
		}
	}
	return list
}

func (a *API) getPins(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, discord.PermissionReadMessageHistory)
	if refused != nil {
		return apiReply{}, refused
	}
	limit, refused := limitOf(call.Query, 1, maxPinPage, maxPinPage)
	if refused != nil {
		return apiReply{}, refused
	}
	before, refused := beforeOf(call.Query)
	if refused != nil {
		return apiReply{}, refused
	}
	pins := slices.DeleteFunc(a.pinned(c.ID), func(m *storedMessage) bool { return !m.pinnedAt.Before(before) })
	slices.SortStableFunc(pins, func(x, y *storedMessage) int { return y.pinnedAt.Compare(x.pinnedAt) })
	items := []any{}
	for _, m := range pins[:min(limit, len(pins))] {
		items = append(items, object{"pinned_at": formatTime(m.pinnedAt), "message": m.object})
	}
	return okReply(encoded(object{"items": items, "has_more": len(pins) > limit})), nil
}

func (a *API) getOldPins(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, discord.PermissionReadMessageHistory)
	if refused != nil {
		return apiReply{}, refused
	}
	list := []any{}
	for _, m := range a.pinned(c.ID) {
		list = append(list, m.object)
	}
	return okReply(encoded(list)), nil
}

func (a *API) putPin(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, m, refused := a.toPin(r)
	switch {
	case refused != nil:
		return apiReply{}, refused
	case m.object["pinned"] == true:
		return noContent, nil
	case len(a.pinned(c.ID)) >= maxPins:
		return apiReply{}, refuse(http.StatusBadRequest, codeTooManyPins, "Maximum number of pins reached (250)", "")
	}
	m.object["pinned"], m.pinnedAt = true, a.now().Truncate(time.Microsecond)
	a.publishMessage(EventEdited, nil, m)
	a.systemMessage(c, discord.MessageChannelPinned, "", m)
	return noContent, nil
}

func (a *API) deletePin(r *http.Request, _ *Call) (apiReply, *Refusal) {
	_, m, refused := a.toPin(r)
	if refused != nil {
		return apiReply{}, refused
	}
	m.object["pinned"] = false
	a.publishMessage(EventEdited, nil, m)
	return noContent, nil
}

func (a *API) toPin(r *http.Request) (*discord.Channel, *storedMessage, *Refusal) {
	c, refused := a.channel(r, discord.PermissionPinMessages)
	if refused != nil {
		return nil, nil, refused
	}
	m, refused := a.messageIn(r, c)
	if refused != nil {
		return nil, nil, refused
	}
	return c, m, firstRefusal(a.mayChange(c), checkReason(r))
}

// systemMessage posts a message that Discord writes into a channel because of the bot's action.
func (a *API) systemMessage(c *discord.Channel, kind discord.MessageType, content string, about *storedMessage) *storedMessage {
	m := a.blankMessage(a.botOrigin(c), &callForm{json: []byte("{}")})
	if about != nil {
		m.refersTo(about, c.GuildID)
	}
	m.object["type"], m.object["content"] = int(kind), content
	c.LastMessageID = m.id
	a.publishMessage(EventMessage, nil, m)
	return m
}

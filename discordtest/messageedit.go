package discordtest

import (
	"net/http"
	"slices"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// isBots reports whether the bot is the author of a message.
func (a *API) isBots(m *storedMessage) bool {
	var author struct {
		ID discord.Snowflake `json:"id"`
	}
	_ = decodeJSON(encoded(m.object["author"]), &author)
	return author.ID == a.options.ApplicationID
}

func (a *API) patchChannelMessage(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	m, refused := a.messageIn(r, c)
	if refused != nil {
		return apiReply{}, refused
	}
	f, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	if !a.isBots(m) {
		if refused := a.mayEditOthers(c, f); refused != nil {
			return apiReply{}, refused
		}
	}
	if refused := a.editMessage(a.botOrigin(c), m, f); refused != nil {
		return apiReply{}, refused
	}
	a.publishMessage(EventEdited, nil, m)
	return okReply(encoded(m.object)), nil
}

// mayEditOthers refuses an edit of another user's message, unless it sets only flags and the bot has
// MANAGE_MESSAGES.
//
// See https://docs.discord.com/developers/resources/message#edit-message.
func (a *API) mayEditOthers(c *discord.Channel, f *callForm) *Refusal {
	var members object
	_ = decodeJSON(f.json, &members)
	if _, flags := members["flags"]; !flags || len(members) > 1 || len(f.files) > 0 || c.GuildID == 0 {
		return refuse(http.StatusForbidden, codeNotTheAuthor, "Cannot edit a message authored by another user", "")
	}
	return a.mayIn(c, discord.PermissionManageMessages)
}

func (a *API) deleteChannelMessage(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	m, refused := a.messageIn(r, c)
	if refused != nil {
		return apiReply{}, refused
	}
	if !a.isBots(m) {
		if c.GuildID == 0 {
			return apiReply{}, refuse(http.StatusForbidden, codeNotInDM, "Cannot execute action on a DM channel", "")
		}
		if refused := a.mayIn(c, discord.PermissionManageMessages); refused != nil {
			return apiReply{}, refused
		}
	}
	if refused := firstRefusal(a.mayTidy(c, true), checkReason(r)); refused != nil {
		return apiReply{}, refused
	}
	a.remove(m)
	return noContent, nil
}

func (a *API) remove(m *storedMessage) {
	m.gone = true
	a.publishMessage(EventDeleted, nil, m)
}

// bulkAge is how old a message may be if a call deletes several.
const bulkAge = 14 * 24 * time.Hour

func (a *API) postBulkDelete(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, discord.PermissionManageMessages)
	if refused != nil {
		return apiReply{}, refused
	}
	f, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	var body struct {
		Messages []discord.Snowflake `json:"messages"`
	}
	if refused := f.decode(&body); refused != nil {
		return apiReply{}, refused
	}
	switch n := len(body.Messages); {
	case c.GuildID == 0:
		return apiReply{}, refuse(http.StatusForbidden, codeNotInDM, "Cannot execute action on a DM channel", "")
	case n < 2 || n > 100:
		return apiReply{}, refuse(http.StatusBadRequest, codeBulkDelete, "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete", "")
	case len(slices.Compact(slices.Sorted(slices.Values(body.Messages)))) != n:
		return apiReply{}, invalidField("messages", "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
	}
	if refused := a.mayTidy(c, true); refused != nil {
		return apiReply{}, refused
	}
	for _, id := range body.Messages {
		if a.now().Sub(id.Time()) > bulkAge {
			return apiReply{}, refuse(http.StatusBadRequest, codeTooOld, "A message provided was too old to bulk delete", "")
		}
	}
	for _, id := range body.Messages {
		if m := a.stored(id); m != nil && m.channel == c.ID {
			a.remove(m)
		}
	}
	return noContent, nil
}

func (a *API) postCrosspost(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, discord.PermissionSendMessages)
	if refused != nil {
		return apiReply{}, refused
	}
	m, refused := a.messageIn(r, c)
	switch {
	case refused != nil:
		return apiReply{}, refused
	case c.Type != discord.ChannelGuildAnnouncement:
		return apiReply{}, refuse(http.StatusBadRequest, codeWrongChannel, "Cannot execute action on this channel type", "")
	case m.flags().Has(discord.Crossposted):
		return apiReply{}, refuse(http.StatusBadRequest, codeCrossposted, "This message has already been crossposted.", "")
	}
	if !a.isBots(m) {
		if refused := a.mayIn(c, discord.PermissionManageMessages); refused != nil {
			return apiReply{}, refused
		}
	}
	m.object["flags"] = int(m.flags() | discord.Crossposted)
	a.publishMessage(EventEdited, nil, m)
	return okReply(encoded(m.object)), nil
}

func (a *API) postTyping(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if _, refused := a.channel(r, discord.PermissionSendMessages); refused != nil {
		return apiReply{}, refused
	}
	return noContent, nil
}

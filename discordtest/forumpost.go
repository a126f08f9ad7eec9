package discordtest

import (
	"net/http"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// postForum opens a post in a forum, with its first message.
func (a *API) postForum(c *discord.Channel, call *Call, sent object) (apiReply, *Refusal) {
	if refused := a.mayIn(c, discord.PermissionSendMessages); refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkPresent(refusal, sent, "message")
	tags, _ := sent["applied_tags"].([]any)
	if c.Flags.Has(discord.ChannelRequireTag) && len(tags) == 0 {
		refusal.add("applied_tags", "BASE_TYPE_MIN_LENGTH", "A tag is required to create a forum post in this channel")
	}
	if len(tags) > 5 {
		refusal.add("applied_tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.")
	}
	for n, tag := range tags {
		if !slices.ContainsFunc(c.AvailableTags, func(t discord.ForumTag) bool { return t.ID == snowflakeOf(tag) }) {
			refusal.add(indexPath("applied_tags", n), "INVALID_FORUM_TAG", "Invalid forum tag")
		}
	}
	if len(refusal.Fields) > 0 {
		return apiReply{}, refusal
	}
	f, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	first := *f
	first.json = encoded(sent["message"])
	id := a.newID()
	thread, refused := a.openThread(c, discord.ChannelPublicThread, id, sent)
	if refused != nil {
		return apiReply{}, refused
	}
	m, refused := a.newMessage(a.botOrigin(thread), &first)
	if refused != nil {
		a.world.Channels = slices.DeleteFunc(a.world.Channels, func(one discord.Channel) bool { return one.ID == id })
		return apiReply{}, refused.under("message")
	}
	// The first message of a post has the thread's ID.
	a.rename(m, id)
	thread.LastMessageID, thread.TotalMessageSent = id, 1
	a.publishMessage(EventMessage, nil, m)
	o := a.threadReply(thread)
	o["message"] = m.object
	return apiReply{http.StatusCreated, encoded(o)}, nil
}

// rename changes the ID of a message that nobody has seen.
func (a *API) rename(m *storedMessage, id discord.Snowflake) {
	delete(a.messages, m.id)
	m.id = id
	m.object["id"] = id.String()
	a.messages[id] = m
}

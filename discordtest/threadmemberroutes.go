package discordtest

import (
	"net/http"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// threadMemberRoutes add, remove and list the members of threads.
//
// See https://docs.discord.com/developers/resources/channel#join-thread.
func (a *API) threadMemberRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"PUT /channels/{channel}/thread-members/@me":       a.putThreadMember,
		"PUT /channels/{channel}/thread-members/{user}":    a.putThreadMember,
		"DELETE /channels/{channel}/thread-members/@me":    a.deleteThreadMember,
		"DELETE /channels/{channel}/thread-members/{user}": a.deleteThreadMember,
		"GET /channels/{channel}/thread-members/{user}":    a.getThreadMember,
		"GET /channels/{channel}/thread-members":           a.getThreadMembers,
	})
}

// thread finds the thread and the user of the path. If the path has no user, the user is the bot.
func (a *API) thread(r *http.Request) (*discord.Channel, discord.Snowflake, *Refusal) {
	c, refused := a.channel(r, 0)
	switch {
	case refused != nil:
		return nil, 0, refused
	case !c.Type.IsThread():
		return nil, 0, refuse(http.StatusBadRequest, codeWrongChannel, "Cannot execute action on this channel type", "")
	}
	user := a.options.ApplicationID
	if r.PathValue("user") != "" && r.PathValue("user") != "@me" {
		user = pathID(r, "user")
	}
	return c, user, nil
}

func (a *API) putThreadMember(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, user, refused := a.thread(r)
	switch {
	case refused != nil:
		return apiReply{}, refused
	case a.world.Member(user) == nil:
		return apiReply{}, unknownError(codeUnknownMember, "Member")
	case c.Thread.Archived:
		return apiReply{}, refuse(http.StatusBadRequest, codeArchived, "Thread is archived", "")
	}
	if user != a.options.ApplicationID {
		if refused := a.mayIn(c, discord.PermissionSendMessagesInThreads); refused != nil {
			return apiReply{}, refused
		}
	}
	if !slices.Contains(a.world.ThreadMembers[c.ID], user) {
		a.world.ThreadMembers[c.ID] = append(a.world.ThreadMembers[c.ID], user)
		c.MemberCount++
		a.changed()
	}
	return noContent, nil
}

func (a *API) deleteThreadMember(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, user, refused := a.thread(r)
	switch {
	case refused != nil:
		return apiReply{}, refused
	case c.Thread.Archived:
		return apiReply{}, refuse(http.StatusBadRequest, codeArchived, "Thread is archived", "")
	}
	if user != a.options.ApplicationID && (c.Type != discord.ChannelPrivateThread || c.OwnerID != a.options.ApplicationID) {
		if refused := a.mayIn(c, discord.PermissionManageThreads); refused != nil {
			return apiReply{}, refused
		}
	}
	at := slices.Index(a.world.ThreadMembers[c.ID], user)
	if at < 0 {
		return apiReply{}, unknownError(codeUnknownMember, "Member")
	}
	a.world.ThreadMembers[c.ID] = slices.Delete(a.world.ThreadMembers[c.ID], at, at+1)
	c.MemberCount--
	a.changed()
	return noContent, nil
}

func (a *API) threadMember(thread, user discord.Snowflake) object {
	return object{"id": thread.String(), "user_id": user.String(), "join_timestamp": formatTime(thread.Time()), "flags": 0}
}

// threadMemberFor returns a thread member, with the guild's member if the query asks for it.
func (a *API) threadMemberFor(call *Call, thread, user discord.Snowflake) object {
	o := a.threadMember(thread, user)
	if m := a.world.Member(user); m != nil && isTrue(call.Query.Get("with_member")) {
		o["member"] = wholeMember(m)
	}
	return o
}

func (a *API) getThreadMember(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, user, refused := a.thread(r)
	switch {
	case refused != nil:
		return apiReply{}, refused
	case !slices.Contains(a.world.ThreadMembers[c.ID], user):
		return apiReply{}, unknownError(codeUnknownMember, "Member")
	}
	return okReply(encoded(a.threadMemberFor(call, c.ID, user))), nil
}

// getThreadMembers returns all members, or one page if the query asks for the guild's members too.
func (a *API) getThreadMembers(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, _, refused := a.thread(r)
	if refused != nil {
		return apiReply{}, refused
	}
	users := slices.Sorted(slices.Values(a.world.ThreadMembers[c.ID]))
	if isTrue(call.Query.Get("with_member")) {
		if users, refused = pageOf(call.Query, users, ownID, 100, 100); refused != nil {
			return apiReply{}, refused
		}
	}
	list := []any{}
	for _, user := range users {
		list = append(list, a.threadMemberFor(call, c.ID, user))
	}
	return okReply(encoded(list)), nil
}

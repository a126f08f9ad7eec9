package discordtest

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// threadRoutes open and list threads. An app changes and deletes a thread like any other channel.
//
// See https://docs.discord.com/developers/resources/channel#start-thread-from-message.
func (a *API) threadRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"POST /channels/{channel}/messages/{message}/threads":        a.postMessageThread,
		"POST /channels/{channel}/threads":                           a.postThread,
		"GET /guilds/{guild}/threads/active":                         a.getActiveThreads,
		"GET /channels/{channel}/threads/archived/public":            a.getArchivedThreads(0, discord.ChannelPublicThread, discord.ChannelAnnouncementThread),
		"GET /channels/{channel}/threads/archived/private":           a.getArchivedThreads(discord.PermissionManageThreads, discord.ChannelPrivateThread),
		"GET /channels/{channel}/users/@me/threads/archived/private": a.getJoinedThreads,
	})
}

var archiveDurations = []int{60, 1440, 4320, 10080}

func checkThread(sent object) *Refusal {
	refusal := invalidForm()
	checkLength(refusal, sent, "name", 1, 100)
	between(refusal, sent, "rate_limit_per_user", 0, 21600)
	if minutes := sent["auto_archive_duration"]; minutes != nil && !slices.Contains(archiveDurations, int(numberOf(minutes))) {
		refusal.add("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080).")
	}
	return refusal.orNil()
}

// openThread makes a thread in a channel, with the bot in it.
func (a *API) openThread(parent *discord.Channel, kind discord.ChannelType, id discord.Snowflake, sent object) (*discord.Channel, *Refusal) {
	now := discord.Time{Time: a.now()}
	thread := discord.Channel{ID: id, GuildID: parent.GuildID, Type: kind, ParentID: parent.ID, OwnerID: a.options.ApplicationID,
		MemberCount: 1, NSFW: parent.NSFW,
		Thread: &discord.ThreadMetadata{AutoArchiveDuration: 1440, ArchiveTimestamp: now, CreateTimestamp: now}}
	refusal := invalidForm()
	checkPresent(refusal, sent, "name")
	if refused := firstRefusal(refusal.orNil(), checkThread(sent), patch(&thread, sent, "name", "rate_limit_per_user", "applied_tags"),
		patch(thread.Thread, sent, "auto_archive_duration", "invitable")); refused != nil {
		return nil, refused
	}
	// The parent may move when the list grows, so find the thread by its ID.
	a.world.Channels = append(a.world.Channels, thread)
	a.world.ThreadMembers[id] = []discord.Snowflake{a.options.ApplicationID}
	a.changed()
	return a.world.Channel(id), nil
}

func (a *API) postMessageThread(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, discord.PermissionCreatePublicThreads)
	if refused != nil {
		return apiReply{}, refused
	}
	m, refused := a.messageIn(r, c)
	if refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	kind := discord.ChannelPublicThread
	switch c.Type {
	case discord.ChannelGuildText:
	case discord.ChannelGuildAnnouncement:
		kind = discord.ChannelAnnouncementThread
	default:
		return apiReply{}, refuse(http.StatusBadRequest, codeWrongChannel, "Cannot execute action on this channel type", "")
	}
	if a.world.Channel(m.id) != nil {
		return apiReply{}, refuse(http.StatusBadRequest, codeThreadExists, "A thread has already been created for this message", "")
	}
	if refused := checkReason(r); refused != nil {
		return apiReply{}, refused
	}
	// A thread has the ID of the message that it begins with.
	thread, refused := a.openThread(c, kind, m.id, sent)
	if refused != nil {
		return apiReply{}, refused
	}
	m.object["flags"], m.object["thread"] = int(m.flags()|discord.HasThread), wholeChannel(thread)
	a.publishMessage(EventEdited, nil, m)
	return apiReply{http.StatusCreated, encoded(a.threadReply(thread))}, nil
}

// threadReply is a new thread as the call returns it, with the bot's membership.
func (a *API) threadReply(thread *discord.Channel) object {
	o := wholeChannel(thread)
	o["member"] = object{"id": thread.ID.String(), "user_id": a.options.ApplicationID.String(), "join_timestamp": formatTime(a.now()), "flags": 1}
	return o
}

// postThread opens a thread without a message. In a forum it opens a post with its first message.
func (a *API) postThread(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	if refused := checkReason(r); refused != nil {
		return apiReply{}, refused
	}
	if isForum(c.Type) {
		return a.postForum(c, call, sent)
	}
	if c.Type != discord.ChannelGuildText && c.Type != discord.ChannelGuildAnnouncement {
		return apiReply{}, refuse(http.StatusBadRequest, codeWrongChannel, "Cannot execute action on this channel type", "")
	}
	kind, need := discord.ChannelPrivateThread, discord.PermissionCreatePrivateThreads
	if given := discord.ChannelType(numberOf(sent["type"])); given != 0 {
		kind = given
	}
	switch kind {
	case discord.ChannelPrivateThread:
	case discord.ChannelPublicThread, discord.ChannelAnnouncementThread:
		need = discord.PermissionCreatePublicThreads
	default:
		return apiReply{}, invalidField("type", "BASE_TYPE_CHOICES", "Value must be one of (10, 11, 12).")
	}
	if refused := a.mayIn(c, need); refused != nil {
		return apiReply{}, refused
	}
	parent := c.ID
	thread, refused := a.openThread(c, kind, a.newID(), sent)
	if refused != nil {
		return apiReply{}, refused
	}
	if kind != discord.ChannelPrivateThread {
		a.systemMessage(a.world.Channel(parent), discord.MessageThreadCreated, thread.Name, nil)
	}
	return apiReply{http.StatusCreated, encoded(a.threadReply(thread))}, nil
}

func (a *API) getActiveThreads(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if refused := a.guild(r); refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(a.threadList(a.threadsThat(func(c *discord.Channel) bool { return !c.Thread.Archived })))), nil
}

// getArchivedThreads returns a page of archived threads, the most recently archived first.
func (a *API) getArchivedThreads(need discord.Permissions, kinds ...discord.ChannelType) routeHandler {
	return func(r *http.Request, call *Call) (apiReply, *Refusal) {
		parent, refused := a.channel(r, discord.PermissionReadMessageHistory|need)
		if refused != nil {
			return apiReply{}, refused
		}
		before, refused := beforeOf(call.Query)
		if refused != nil {
			return apiReply{}, refused
		}
		found := a.threadsThat(func(c *discord.Channel) bool {
			return c.ParentID == parent.ID && c.Thread.Archived && slices.Contains(kinds, c.Type) && c.Thread.ArchiveTimestamp.Before(before)
		})
		slices.SortStableFunc(found, func(x, y *discord.Channel) int {
			return y.Thread.ArchiveTimestamp.Compare(x.Thread.ArchiveTimestamp.Time)
		})
		return a.threadPage(call, found)
	}
}

// getJoinedThreads returns a page of the archived private threads that the bot is in, newest first.
// The query's before is a thread's ID.
func (a *API) getJoinedThreads(r *http.Request, call *Call) (apiReply, *Refusal) {
	parent, refused := a.channel(r, discord.PermissionReadMessageHistory)
	if refused != nil {
		return apiReply{}, refused
	}
	before := snowflakeOf(call.Query.Get("before"))
	found := a.threadsThat(func(c *discord.Channel) bool {
		return c.ParentID == parent.ID && c.Thread.Archived && c.Type == discord.ChannelPrivateThread &&
			slices.Contains(a.world.ThreadMembers[c.ID], a.options.ApplicationID) && (before == 0 || c.ID < before)
	})
	slices.SortFunc(found, func(x, y *discord.Channel) int { return cmp.Compare(y.ID, x.ID) })
	return a.threadPage(call, found)
}

// threadPage returns the first page of some threads. Discord's limit is at least 2. Its default is
// not documented.
func (a *API) threadPage(call *Call, found []*discord.Channel) (apiReply, *Refusal) {
	limit, refused := limitOf(call.Query, 2, 50, 100)
	if refused != nil {
		return apiReply{}, refused
	}
	list := a.threadList(found[:min(limit, len(found))])
	list["has_more"] = len(found) > limit
	return okReply(encoded(list)), nil
}

// threadsThat returns the threads that the bot can see and that a function selects.
func (a *API) threadsThat(wanted func(*discord.Channel) bool) (found []*discord.Channel) {
	for n := range a.world.Channels {
		if c := &a.world.Channels[n]; c.Type.IsThread() && c.Thread != nil && wanted(c) && a.mayIn(c, 0) == nil {
			found = append(found, c)
		}
	}
	return found
}

// threadList returns threads as Discord lists them, with the bot's membership in those that it is
// in.
func (a *API) threadList(found []*discord.Channel) object {
	threads, members := []any{}, []any{}
	for _, c := range found {
		threads = append(threads, wholeChannel(c))
		if slices.Contains(a.world.ThreadMembers[c.ID], a.options.ApplicationID) {
			members = append(members, a.threadMember(c.ID, a.options.ApplicationID))
		}
	}
	return object{"threads": threads, "members": members}
}

// patchThread changes a thread. The bot needs MANAGE_THREADS if it does not own the thread, and to
// change locked.
func (a *API) patchThread(c *discord.Channel, sent object) (apiReply, *Refusal) {
	if c.OwnerID != a.options.ApplicationID || sent["locked"] != nil {
		if refused := a.mayIn(c, discord.PermissionManageThreads); refused != nil {
			return apiReply{}, refused
		}
	}
	if _, unarchives := sent["archived"]; c.Thread.Archived && !(unarchives && sent["archived"] == false) {
		return apiReply{}, refuse(http.StatusBadRequest, codeArchived, "Thread is archived", "take it out of the archive first")
	}
	was, meta := c.Thread.Archived, *c.Thread
	if refused := firstRefusal(checkThread(sent), patch(&meta, sent, "archived", "auto_archive_duration", "locked", "invitable"),
		patch(c, sent, "name", "rate_limit_per_user", "flags", "applied_tags")); refused != nil {
		return apiReply{}, refused
	}
	if meta.Archived != was {
		meta.ArchiveTimestamp = discord.Time{Time: a.now()}
	}
	c.Thread = &meta
	a.changed()
	return okReply(encoded(wholeChannel(c))), nil
}

package discordtest

import (
	"net/http"
	"slices"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// channelRoutes read and change channels.
//
// See https://docs.discord.com/developers/resources/channel.
func (a *API) channelRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /guilds/{guild}/channels":                       a.getChannels,
		"POST /guilds/{guild}/channels":                      a.postChannel,
		"GET /channels/{channel}":                            a.getChannel,
		"PATCH /channels/{channel}":                          a.patchChannel,
		"DELETE /channels/{channel}":                         a.deleteChannel,
		"PUT /channels/{channel}/permissions/{overwrite}":    a.putOverwrite,
		"DELETE /channels/{channel}/permissions/{overwrite}": a.deleteOverwrite,
	})
}

// wholeChannel is a channel as a call returns it, without the permissions that only an interaction
// has.
func wholeChannel(c *discord.Channel) object {
	o := channelObject(c, 0)
	delete(o, "permissions")
	if c.GuildID == 0 {
		recipients := []any{}
		for n := range c.Recipients {
			recipients = append(recipients, userObject(&c.Recipients[n]))
		}
		o["recipients"] = recipients
		return o
	}
	if c.Type.IsThread() {
		return o
	}
	overwrites := c.Overwrites
	if overwrites == nil {
		overwrites = []discord.PermissionOverwrite{}
	}
	o["permission_overwrites"] = overwrites
	if isForum(c.Type) {
		tags := c.AvailableTags
		if tags == nil {
			tags = []discord.ForumTag{}
		}
		o["available_tags"] = tags
	}
	return o
}

func isForum(t discord.ChannelType) bool {
	return t == discord.ChannelGuildForum || t == discord.ChannelGuildMedia
}

func (a *API) getChannels(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if refused := a.guild(r); refused != nil {
		return apiReply{}, refused
	}
	list := []any{}
	for n := range a.world.Channels {
		if c := &a.world.Channels[n]; !c.Type.IsThread() {
			list = append(list, wholeChannel(c))
		}
	}
	return okReply(encoded(list)), nil
}

func (a *API) getChannel(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	return okReply(encoded(wholeChannel(c))), nil
}

// channelKeys are the fields of a channel that an app may set.
var channelKeys = []string{"name", "topic", "nsfw", "rate_limit_per_user", "bitrate", "user_limit", "permission_overwrites",
	"parent_id", "position", "rtc_region", "video_quality_mode", "default_auto_archive_duration", "flags", "available_tags",
	"default_reaction_emoji", "default_thread_rate_limit_per_user", "default_sort_order", "default_forum_layout"}

func checkChannel(sent object, kind discord.ChannelType) *Refusal {
	refusal := invalidForm()
	checkLength(refusal, sent, "name", 1, 100)
	most := 1024
	if isForum(kind) {
		most = 4096
	}
	checkLength(refusal, sent, "topic", 0, most)
	between(refusal, sent, "rate_limit_per_user", 0, 21600)
	between(refusal, sent, "default_thread_rate_limit_per_user", 0, 21600)
	if tags, _ := sent["available_tags"].([]any); len(tags) > 20 {
		refusal.add("available_tags", "BASE_TYPE_MAX_LENGTH", "Must be 20 or fewer in length.")
	}
	return refusal.orNil()
}

func (a *API) postChannel(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := a.inGuild(r, discord.PermissionManageChannels); refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	made := discord.Channel{ID: a.newID(), GuildID: a.world.Guild.ID, Type: discord.ChannelType(numberOf(sent["type"])),
		Position: len(a.world.Channels)}
	refusal := invalidForm()
	checkPresent(refusal, sent, "name")
	switch made.Type {
	case discord.ChannelGuildText, discord.ChannelGuildVoice, discord.ChannelGuildCategory, discord.ChannelGuildAnnouncement,
		discord.ChannelGuildStageVoice, discord.ChannelGuildForum, discord.ChannelGuildMedia:
	default:
		refusal.add("type", "BASE_TYPE_CHOICES", "Value must be one of (0, 2, 4, 5, 13, 15, 16).")
	}
	if len(refusal.Fields) > 0 {
		return apiReply{}, refusal
	}
	if refused := firstRefusal(checkReason(r), checkChannel(sent, made.Type), a.checkParent(sent), a.checkOverwrites(sent), patch(&made, sent, channelKeys...)); refused != nil {
		return apiReply{}, refused
	}
	made.Name = channelName(made.Name, made.Type)
	a.nameTags(&made)
	a.world.Channels = append(a.world.Channels, made)
	a.changed()
	return apiReply{http.StatusCreated, encoded(wholeChannel(&made))}, nil
}

// firstRefusal returns the first refusal of several.
func firstRefusal(all ...*Refusal) *Refusal {
	for _, one := range all {
		if one != nil {
			return one
		}
	}
	return nil
}

// channelName returns a name as Discord stores it: names of text channels have no capitals and no
// spaces.
func channelName(name string, kind discord.ChannelType) string {
	switch kind {
	case discord.ChannelGuildText, discord.ChannelGuildAnnouncement, discord.ChannelGuildForum, discord.ChannelGuildMedia:
		return strings.ToLower(strings.Join(strings.Fields(name), "-"))
	}
	return name
}

// nameTags gives new tags of a forum their IDs.
func (a *API) nameTags(c *discord.Channel) {
	for n := range c.AvailableTags {
		if c.AvailableTags[n].ID == 0 {
			c.AvailableTags[n].ID = a.newID()
		}
	}
}

func (a *API) checkParent(sent object) *Refusal {
	if sent["parent_id"] == nil {
		return nil
	}
	parent := a.world.Channel(snowflakeOf(sent["parent_id"]))
	if parent == nil || parent.Type != discord.ChannelGuildCategory {
		return invalidField("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
	}
	return nil
}

func (a *API) patchChannel(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	switch {
	case c.GuildID == 0:
		return apiReply{}, refuse(http.StatusForbidden, codeNotInDM, "Cannot execute action on a DM channel", "")
	case c.Type.IsThread():
		return a.patchThread(c, sent)
	}
	need := discord.PermissionManageChannels
	if _, changes := sent["permission_overwrites"]; changes {
		need |= discord.PermissionManageRoles
	}
	if refused := firstRefusal(checkReason(r), a.mayIn(c, need), checkChannel(sent, c.Type), a.checkParent(sent), a.checkOverwrites(sent), patch(c, sent, channelKeys...)); refused != nil {
		return apiReply{}, refused
	}
	c.Name = channelName(c.Name, c.Type)
	a.nameTags(c)
	a.changed()
	return okReply(encoded(wholeChannel(c))), nil
}

// deleteChannel deletes a channel with its threads, or closes a direct message.
func (a *API) deleteChannel(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, 0)
	if refused != nil {
		return apiReply{}, refused
	}
	was := encoded(wholeChannel(c))
	if c.GuildID == 0 {
		return okReply(was), nil
	}
	need := discord.PermissionManageChannels
	if c.Type.IsThread() {
		need = discord.PermissionManageThreads
	}
	if refused := firstRefusal(checkReason(r), a.mayIn(c, need)); refused != nil {
		return apiReply{}, refused
	}
	gone := c.ID
	a.world.Channels = slices.DeleteFunc(slices.Clone(a.world.Channels), func(one discord.Channel) bool {
		return one.ID == gone || one.ParentID == gone && one.Type.IsThread()
	})
	for _, m := range a.timelines[gone] {
		m.gone = true
	}
	a.changed()
	return okReply(was), nil
}

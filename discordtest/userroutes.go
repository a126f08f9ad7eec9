package discordtest

import (
	"net/http"
	"strings"

	"github.com/hotaru-go/hotaru/discord"
)

// userRoutes read users, change the bot's own user, open direct messages, and leave the guild.
//
// See https://docs.discord.com/developers/resources/user.
func (a *API) userRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /users/@me":           a.getOwnUser,
		"PATCH /users/@me":         a.patchOwnUser,
		"GET /users/{user}":        a.getUser,
		"POST /users/@me/channels": a.postDM,

		"DELETE /users/@me/guilds/{guild}": a.leaveGuild,
	})
}

func (a *API) getOwnUser(*http.Request, *Call) (apiReply, *Refusal) {
	return okReply(encoded(a.botUser())), nil
}

// patchOwnUser changes the bot's user. Discord also limits how often the name changes.
//
// See https://docs.discord.com/developers/resources/user#modify-current-user.
func (a *API) patchOwnUser(_ *http.Request, call *Call) (apiReply, *Refusal) {
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkLength(refusal, sent, "username", 2, 32)
	name, named := sent["username"].(string)
	for _, part := range []string{"@", "#", ":", "```", "discord"} {
		if strings.Contains(strings.ToLower(name), part) {
			refusal.add("username", "USERNAME_INVALID_CONTAINS", "Username cannot contain \"%s\"", part)
		}
	}
	if name == "everyone" || name == "here" {
		refusal.add("username", "USERNAME_INVALID_NAME", "Username cannot be \"%s\"", name)
	}
	checkPictures(refusal, sent, "avatar", "banner")
	if len(refusal.Fields) > 0 {
		return apiReply{}, refusal
	}
	u := a.world.User(a.options.ApplicationID)
	if u == nil {
		return apiReply{}, unknownError(codeUnknownUser, "User")
	}
	if named {
		u.Username = name
	}
	for key, field := range map[string]*string{"avatar": &u.Avatar, "banner": &u.Banner} {
		if value, there := sent[key]; there {
			*field, _ = a.keepPicture(value).(string)
		}
	}
	a.changed()
	return okReply(encoded(a.botUser())), nil
}

// leaveGuild takes the bot out of the guild. Interactions go on: an app's commands need no bot.
func (a *API) leaveGuild(r *http.Request, _ *Call) (apiReply, *Refusal) {
	if refused := a.guild(r); refused != nil {
		return apiReply{}, refused
	}
	a.left = true
	a.changed()
	return noContent, nil
}

func (a *API) getUser(r *http.Request, _ *Call) (apiReply, *Refusal) {
	u := a.world.User(pathID(r, "user"))
	if u == nil {
		return apiReply{}, unknownError(codeUnknownUser, "User")
	}
	return okReply(encoded(userObject(u))), nil
}

// postDM opens a direct message, or returns the existing one. If the person accepts no direct
// messages, only sending a message fails.
func (a *API) postDM(_ *http.Request, call *Call) (apiReply, *Refusal) {
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkPresent(refusal, sent, "recipient_id")
	if len(refusal.Fields) > 0 {
		return apiReply{}, refusal
	}
	u := a.world.User(snowflakeOf(sent["recipient_id"]))
	switch {
	case u == nil:
		return apiReply{}, refuse(http.StatusBadRequest, 50033, "Invalid Recipient(s)", "")
	case u.ID == a.options.ApplicationID:
		return apiReply{}, refuse(http.StatusBadRequest, codeCannotDM, "Cannot send messages to this user", "")
	}
	return okReply(encoded(wholeChannel(a.openDM(u)))), nil
}

// openDM finds or makes the direct message with a user. The lock is held.
func (a *API) openDM(u *discord.User) *discord.Channel {
	if c := a.world.dm(u.ID); c != nil {
		return c
	}
	a.world.DMs = append(a.world.DMs, discord.Channel{ID: a.newID(), Type: discord.ChannelDM, Recipients: []discord.User{*u}})
	a.changed()
	return a.world.dm(u.ID)
}

package discordtest

import (
	"net/http"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// checkOverwrites refuses overwrites for a role or a user that does not exist, and permissions that
// the bot does not have itself.
//
// See https://docs.discord.com/developers/resources/guild#create-guild-channel.
func (a *API) checkOverwrites(sent object) *Refusal {
	list, _ := sent["permission_overwrites"].([]any)
	for _, one := range list {
		var o discord.PermissionOverwrite
		if refused := decodeJSON(encoded(one), &o); refused != nil {
			return refused.under("permission_overwrites")
		}
		if refused := a.checkOverwrite(&o); refused != nil {
			return refused
		}
	}
	return nil
}

func (a *API) checkOverwrite(o *discord.PermissionOverwrite) *Refusal {
	if o.Type == discord.OverwriteRole && a.world.Role(o.ID) == nil || o.Type == discord.OverwriteMember && a.world.User(o.ID) == nil {
		return unknownError(codeUnknownOverwrite, "Overwrite")
	}
	may := a.world.PermissionsOf(a.botMember().User.ID)
	if missing := may.Missing(o.Allow | o.Deny); missing != 0 {
		return missingPermissions(missing)
	}
	return nil
}

func (a *API) putOverwrite(r *http.Request, call *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, discord.PermissionManageRoles)
	if refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkPresent(refusal, sent, "type")
	o := discord.PermissionOverwrite{ID: pathID(r, "overwrite")}
	if refused := firstRefusal(checkReason(r), refusal.orNil(), patch(&o, sent, "type", "allow", "deny"), a.checkOverwrite(&o)); refused != nil {
		return apiReply{}, refused
	}
	at := slices.IndexFunc(c.Overwrites, func(one discord.PermissionOverwrite) bool { return one.ID == o.ID })
	if at >= 0 {
		c.Overwrites[at] = o
	} else {
		c.Overwrites = append(c.Overwrites, o)
	}
	a.changed()
	return noContent, nil
}

func (a *API) deleteOverwrite(r *http.Request, _ *Call) (apiReply, *Refusal) {
	c, refused := a.channel(r, discord.PermissionManageRoles)
	if refused != nil {
		return apiReply{}, refused
	}
	id := pathID(r, "overwrite")
	at := slices.IndexFunc(c.Overwrites, func(one discord.PermissionOverwrite) bool { return one.ID == id })
	if at < 0 {
		return apiReply{}, unknownError(codeUnknownOverwrite, "Overwrite")
	}
	c.Overwrites = slices.Delete(c.Overwrites, at, at+1)
	a.changed()
	return noContent, nil
}

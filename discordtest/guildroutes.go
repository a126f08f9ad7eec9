package discordtest

import (
	"maps"
	"net/http"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// guildRoutes read and change the guild itself, and the order of its channels.
//
// See https://docs.discord.com/developers/resources/guild#get-guild.
func (a *API) guildRoutes() map[string]routeHandler {
	return a.allLocked(map[string]routeHandler{
		"GET /guilds/{guild}":            a.getGuild,
		"PATCH /guilds/{guild}":          a.patchGuild,
		"PATCH /guilds/{guild}/channels": a.patchChannelPositions,
	})
}

func (a *API) getGuild(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := a.guild(r); refused != nil {
		return apiReply{}, refused
	}
	g := a.wholeGuild()
	if isTrue(call.Query.Get("with_counts")) {
		g["approximate_member_count"], g["approximate_presence_count"] = len(a.world.Members)+1, len(a.world.Members)+1
	}
	return okReply(encoded(g)), nil
}

// wholeGuild is the guild as a call returns it: the world's fields, and the other fields that the
// app has changed.
func (a *API) wholeGuild() object {
	g := guildObject(&a.world.Guild)
	g["afk_timeout"], g["verification_level"], g["premium_tier"], g["emojis"] = 300, 0, 0, []any{}
	maps.Copy(g, a.guildRecord)
	g["name"], g["owner_id"], g["roles"] = a.world.GuildName, a.world.OwnerID.String(), a.roles()
	g["preferred_locale"] = a.world.Guild.Locale
	delete(g, "locale")
	return g
}

// guildKeys are the fields of the guild that an app may change, besides its name, language and
// features.
var guildKeys = []string{"description", "verification_level", "default_message_notifications", "explicit_content_filter",
	"afk_channel_id", "afk_timeout", "system_channel_id", "system_channel_flags", "rules_channel_id", "public_updates_channel_id",
	"safety_alerts_channel_id", "premium_progress_bar_enabled"}

// guildPictures are the pictures of a guild. All except the icon need a feature of the guild.
var guildPictures = []string{"icon", "splash", "discovery_splash", "banner"}

func (a *API) patchGuild(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := firstRefusal(a.inGuild(r, discord.PermissionManageGuild), checkReason(r)); refused != nil {
		return apiReply{}, refused
	}
	sent, refused := call.sentObject()
	if refused != nil {
		return apiReply{}, refused
	}
	refusal := invalidForm()
	checkLength(refusal, sent, "name", 2, 100)
	checkLength(refusal, sent, "description", 0, 300)
	between(refusal, sent, "verification_level", 0, 4)
	between(refusal, sent, "default_message_notifications", 0, 1)
	between(refusal, sent, "explicit_content_filter", 0, 2)
	if seconds := sent["afk_timeout"]; seconds != nil && !slices.Contains([]float64{60, 300, 900, 1800, 3600}, numberOf(seconds)) {
		refusal.add("afk_timeout", "BASE_TYPE_CHOICES", "Value must be one of (60, 300, 900, 1800, 3600).")
	}
	checkPictures(refusal, sent, guildPictures...)
	changed := struct {
		Name     string                 `json:"name"`
		Locale   discord.Locale         `json:"preferred_locale"`
		Features []discord.GuildFeature `json:"features"`
	}{a.world.GuildName, a.world.Guild.Locale, a.world.Guild.Features}
	if refused := firstRefusal(refusal.orNil(), patch(&changed, sent, "name", "preferred_locale", "features")); refused != nil {
		return apiReply{}, refused
	}
	for key, value := range sent {
		switch {
		case slices.Contains(guildPictures, key):
			a.guildRecord[key] = a.keepPicture(value)
		case slices.Contains(guildKeys, key):
			a.guildRecord[key] = value
		}
	}
	a.world.GuildName, a.world.Guild.Locale, a.world.Guild.Features = changed.Name, changed.Locale, changed.Features
	a.changed()
	return okReply(encoded(a.wholeGuild())), nil
}

// patchChannelPositions changes the order of channels, and moves them between categories.
func (a *API) patchChannelPositions(r *http.Request, call *Call) (apiReply, *Refusal) {
	if refused := firstRefusal(a.inGuild(r, discord.PermissionManageChannels), checkReason(r)); refused != nil {
		return apiReply{}, refused
	}
	f, refused := call.body()
	if refused != nil {
		return apiReply{}, refused
	}
	var body []object
	if refused := f.decode(&body); refused != nil {
		return apiReply{}, refused
	}
	for _, one := range body {
		c := a.world.Channel(snowflakeOf(one["id"]))
		if c == nil || c.GuildID == 0 || c.Type.IsThread() {
			return apiReply{}, unknownError(codeUnknownChannel, "Channel")
		}
		if refused := a.checkParent(one); refused != nil {
			return apiReply{}, refused
		}
	}
	for _, one := range body {
		c := a.world.Channel(snowflakeOf(one["id"]))
		if refused := patch(c, one, "position", "parent_id"); refused != nil {
			return apiReply{}, refused
		}
		if parent := a.world.Channel(c.ParentID); parent != nil && one["lock_permissions"] == true {
			c.Overwrites = slices.Clone(parent.Overwrites)
		}
	}
	a.changed()
	return noContent, nil
}

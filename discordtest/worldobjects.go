package discordtest

import "github.com/hotaru-go/hotaru/discord"

// This file makes the world's objects as Discord sends them. They have every key that an
// interaction has today, with null for a missing value.

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func timeOrNull(t discord.Time) any {
	if t.IsZero() {
		return nil
	}
	return formatTime(t.Time)
}

func userObject(u *discord.User) object {
	o := object{
		"id": u.ID.String(), "username": u.Username, "global_name": orNull(u.GlobalName), "avatar": orNull(u.Avatar),
		"discriminator": u.Discriminator, "public_flags": int(u.PublicFlags), "avatar_decoration_data": nil,
		"collectibles": nil, "display_name_styles": nil, "clan": nil, "primary_guild": nil,
	}
	if u.AvatarDecoration != nil {
		o["avatar_decoration_data"] = u.AvatarDecoration
	}
	if u.Collectibles != nil {
		o["collectibles"] = u.Collectibles
	}
	if u.PrimaryGuild != nil {
		o["primary_guild"], o["clan"] = u.PrimaryGuild, u.PrimaryGuild
	}
	if u.Bot {
		o["bot"] = true
	}
	return o
}

// memberObject returns a member as in resolved data, without user, deaf and mute.
func memberObject(m *discord.Member, permissions discord.Permissions) object {
	roles := []string{}
	for _, id := range m.Roles {
		roles = append(roles, id.String())
	}
	return object{
		"avatar": orNull(m.Avatar), "banner": orNull(m.Banner), "nick": orNull(m.Nick), "roles": roles,
		"joined_at": timeOrNull(m.JoinedAt), "premium_since": timeOrNull(m.PremiumSince), "pending": m.Pending,
		"flags": int(m.Flags), "communication_disabled_until": timeOrNull(m.TimedOutUntil),
		"unusual_dm_activity_until": nil, "collectibles": nil, "permissions": permissions,
	}
}

// invoker returns a member as the one who acted.
func invoker(m *discord.Member, permissions discord.Permissions) object {
	o := memberObject(m, permissions)
	o["user"], o["deaf"], o["mute"] = userObject(m.User), m.Deaf, m.Mute
	return o
}

func roleObject(r *discord.Role) object {
	return object{
		"id": r.ID.String(), "name": r.Name, "description": nil, "permissions": r.Permissions, "position": r.Position,
		"color": r.Color, "colors": object{"primary_color": r.Colors.Primary, "secondary_color": nil, "tertiary_color": nil},
		"hoist": r.Hoist, "managed": r.Managed, "mentionable": r.Mentionable, "icon": orNull(r.Icon),
		"unicode_emoji": orNull(r.UnicodeEmoji), "flags": int(r.Flags),
	}
}

// channelObject returns a channel as in an interaction, with the person's permissions there.
func channelObject(c *discord.Channel, permissions discord.Permissions) object {
	o := object{"id": c.ID.String(), "type": int(c.Type), "flags": int(c.Flags), "last_message_id": nil}
	if c.LastMessageID != 0 {
		o["last_message_id"] = c.LastMessageID.String()
	}
	switch c.Type {
	case discord.ChannelDM:
		return o
	case discord.ChannelGroupDM:
		o["name"], o["icon"], o["owner_id"] = orNull(c.Name), orNull(c.Icon), c.OwnerID.String()
		return o
	}
	o["guild_id"], o["name"], o["permissions"] = c.GuildID.String(), c.Name, permissions
	o["nsfw"], o["rate_limit_per_user"], o["parent_id"] = c.NSFW, c.RateLimitPerUser, nil
	if c.ParentID != 0 {
		o["parent_id"] = c.ParentID.String()
	}
	if c.Thread != nil {
		o["thread_metadata"], o["owner_id"] = c.Thread, c.OwnerID.String()
		o["message_count"], o["member_count"], o["total_message_sent"] = c.MessageCount, c.MemberCount, c.TotalMessageSent
		return o
	}
	o["topic"], o["position"], o["icon_emoji"], o["theme_color"] = orNull(c.Topic), c.Position, nil, nil
	o["last_pin_timestamp"] = timeOrNull(c.LastPinTimestamp)
	return o
}

func guildObject(g *discord.PartialGuild) object {
	features := g.Features
	if features == nil {
		features = []discord.GuildFeature{}
	}
	return object{"id": g.ID.String(), "locale": g.Locale, "features": features}
}

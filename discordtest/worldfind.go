package discordtest

import (
	"slices"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// Member finds a member of the guild, including the app's bot. It returns nil if the user is not a
// member.
func (w *World) Member(id discord.Snowflake) *discord.Member {
	if w.Bot.User != nil && w.Bot.User.ID == id {
		return &w.Bot
	}
	for i := range w.Members {
		if w.Members[i].User.ID == id {
			return &w.Members[i]
		}
	}
	return nil
}

// User finds a user, in the guild or not. It returns nil if there is none.
func (w *World) User(id discord.Snowflake) *discord.User {
	if m := w.Member(id); m != nil {
		return m.User
	}
	for i := range w.Strangers {
		if w.Strangers[i].ID == id {
			return &w.Strangers[i]
		}
	}
	return nil
}

// Role finds a role. It returns nil if there is none.
func (w *World) Role(id discord.Snowflake) *discord.Role {
	for i := range w.Roles {
		if w.Roles[i].ID == id {
			return &w.Roles[i]
		}
	}
	return nil
}

// Channel finds a channel of the guild or a direct message. It returns nil if there is none.
func (w *World) Channel(id discord.Snowflake) *discord.Channel {
	for _, list := range [][]discord.Channel{w.Channels, w.DMs} {
		for i := range list {
			if list[i].ID == id {
				return &list[i]
			}
		}
	}
	for _, c := range []*discord.Channel{&w.DM, &w.GroupDM} {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// BotRole returns the role that Discord makes for an app. It returns nil if a test removed the role
// from Roles. The role's position is 1, the lowest, as in a guild that has just installed the app.
// So the app can neither give nor change another role.
func (w *World) BotRole() *discord.Role { return w.Role(botRole) }

// Grant gives the app's bot role these permissions besides those it has, and moves the role above
// all others, as an administrator of the guild does.
func (w *World) Grant(permissions discord.Permissions) {
	role := w.BotRole()
	role.Permissions |= permissions
	for _, other := range w.Roles {
		role.Position = max(role.Position, other.Position+1)
	}
}

// PermissionsOf returns the permissions that a member's roles give in the guild. It returns zero
// for a user who is not a member.
func (w *World) PermissionsOf(id discord.Snowflake) discord.Permissions {
	member := w.Member(id)
	if member == nil {
		return 0
	}
	var p discord.Permissions
	for i := range w.Roles {
		if w.Roles[i].ID == w.Guild.ID || member.HasRole(w.Roles[i].ID) {
			p |= w.Roles[i].Permissions
		}
	}
	if p.Has(discord.PermissionAdministrator) || id == w.OwnerID {
		return allPermissions
	}
	return p
}

// PermissionsIn returns a member's permissions in a channel of the guild: those of the roles,
// changed by the channel's overwrites. A thread has its parent's overwrites.
//
// See https://docs.discord.com/developers/topics/permissions#permission-overwrites.
func (w *World) PermissionsIn(c *discord.Channel, id discord.Snowflake) discord.Permissions {
	p := w.PermissionsOf(id)
	if p == allPermissions || p == 0 {
		return p
	}
	member := w.Member(id)
	for ; c.Type.IsThread(); c = w.Channel(c.ParentID) {
		if w.Channel(c.ParentID) == nil {
			break
		}
	}
	var allow, deny discord.Permissions
	for _, o := range c.Overwrites {
		switch {
		case o.ID == w.Guild.ID:
			p = p&^o.Deny | o.Allow
		case o.Type == discord.OverwriteRole && member.HasRole(o.ID):
			allow, deny = allow|o.Allow, deny|o.Deny
		}
	}
	p = p&^deny | allow
	if at := slices.IndexFunc(c.Overwrites, func(o discord.PermissionOverwrite) bool { return o.ID == id }); at >= 0 {
		p = p&^c.Overwrites[at].Deny | c.Overwrites[at].Allow
	}
	if !p.Has(discord.PermissionViewChannel) {
		return 0
	}
	return p
}

// whileTimedOut are the permissions that a member keeps during a time-out.
const whileTimedOut = discord.PermissionViewChannel | discord.PermissionReadMessageHistory

// permissionsNow returns PermissionsIn without the permissions that a time-out removes.
// Administrators cannot be timed out.
func (w *World) permissionsNow(c *discord.Channel, id discord.Snowflake, now time.Time) discord.Permissions {
	p := w.PermissionsIn(c, id)
	if m := w.Member(id); m != nil && m.TimedOut(now) && !p.Has(discord.PermissionAdministrator) {
		p &= whileTimedOut
	}
	return p
}

// highest returns the position of a member's highest role.
func (w *World) highest(m *discord.Member) (position int) {
	for i := range w.Roles {
		if m.HasRole(w.Roles[i].ID) {
			position = max(position, w.Roles[i].Position)
		}
	}
	return position
}

// above reports whether one member may act on another. The owner may act on everybody, nobody may
// act on the owner, and others may act on members whose highest role is lower.
func (w *World) above(actor, target *discord.Member) bool {
	switch {
	case target.User.ID == w.OwnerID:
		return false
	case actor.User.ID == w.OwnerID:
		return true
	}
	return w.highest(actor) > w.highest(target)
}

// dm finds the direct message with a person. It returns nil if there is none yet.
func (w *World) dm(user discord.Snowflake) *discord.Channel {
	with := func(c *discord.Channel) bool {
		return slices.ContainsFunc(c.Recipients, func(u discord.User) bool { return u.ID == user })
	}
	if with(&w.DM) {
		return &w.DM
	}
	for i := range w.DMs {
		if with(&w.DMs[i]) {
			return &w.DMs[i]
		}
	}
	return nil
}

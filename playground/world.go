package playground

import (
	"cmp"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// world is the state, besides messages, that the bot's calls can change.
type world struct {
	Application namedObject  `json:"application"`
	Bot         discord.User `json:"bot"`
	// Avatar is the address of the bot's picture, or empty.
	Avatar   string              `json:"avatar"`
	Guild    namedObject         `json:"guild"`
	Channels []discord.Channel   `json:"channels"`
	Roles    []discord.Role      `json:"roles"`
	Members  []member            `json:"members"`
	BotRoles []discord.Snowflake `json:"bot_roles"`
	// BotPermissions are the permissions of all the bot's roles together. Granted are the
	// permissions of its own role.
	BotPermissions discord.Permissions `json:"bot_permissions"`
	Granted        discord.Permissions `json:"granted"`
}

type namedObject struct {
	ID   discord.Snowflake `json:"id"`
	Name string            `json:"name"`
}

// member is a member with the permissions of all their roles together.
type member struct {
	User        *discord.User       `json:"user"`
	Nick        string              `json:"nick"`
	Roles       []discord.Snowflake `json:"roles"`
	Permissions discord.Permissions `json:"permissions"`
}

// now returns the current world.
func (p *Playground) now() world {
	o := p.discord.API.Options()
	s := world{
		Application: namedObject{o.ApplicationID, o.Name}, Bot: discord.User{ID: o.ApplicationID, Username: o.Name, Bot: true},
		Avatar: cmp.Or(p.discord.API.Picture(), p.options.Avatar), Roles: []discord.Role{}, Members: []member{},
	}
	p.discord.See(func(w *discordtest.World) {
		if u := w.User(o.ApplicationID); u != nil {
			s.Bot = *u
		}
		s.Guild = namedObject{w.Guild.ID, w.GuildName}
		s.Channels = slices.Concat(w.Channels, []discord.Channel{w.DM, w.GroupDM}, w.DMs)
		for _, role := range w.Roles {
			if role.ID != w.Guild.ID { // everybody has that role
				s.Roles = append(s.Roles, role)
			}
		}
		for _, m := range w.Members {
			s.Members = append(s.Members, member{m.User, m.Nick, append([]discord.Snowflake{}, m.Roles...), w.PermissionsOf(m.User.ID)})
		}
		s.BotRoles = append([]discord.Snowflake{}, w.Bot.Roles...)
		s.BotPermissions = w.PermissionsOf(w.Bot.User.ID)
		if role := w.BotRole(); role != nil {
			s.Granted = role.Permissions
		}
	})
	return s
}

// openDMs opens a direct message with the bot for every person in the guild.
func (p *Playground) openDMs() {
	var made []discord.Channel
	for _, m := range p.now().Members {
		hasOne := m.User.Bot || slices.ContainsFunc(p.now().Channels, func(c discord.Channel) bool {
			return c.Type == discord.ChannelDM && slices.ContainsFunc(c.Recipients, func(u discord.User) bool { return u.ID == m.User.ID })
		})
		if !hasOne {
			made = append(made, discord.Channel{ID: p.discord.API.NewID(), Type: discord.ChannelDM, Recipients: []discord.User{*m.User}})
		}
	}
	p.discord.See(func(w *discordtest.World) { w.DMs = append(w.DMs, made...) })
}

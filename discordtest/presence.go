package discordtest

import (
	"errors"
	"fmt"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// atMessage returns the person in the channel of a message, where Discord's client shows it. A
// message that names no channel is in the person's channel.
func (p *Person) atMessage(message object) (*Person, error) {
	return p.inChannel(snowflakeOf(message["channel_id"]))
}

// inChannel returns the person in a channel of the world, if they can see it.
func (p *Person) inChannel(id discord.Snowflake) (*Person, error) {
	if id == 0 || id == p.channel.ID {
		return p, p.present()
	}
	var there *Person
	p.discord.See(func(w *World) {
		if c := w.Channel(id); c != nil {
			there = p.In(*c)
		}
	})
	if there == nil {
		return nil, fmt.Errorf("its channel %d is not in the World: it was deleted, or the message is not from here", id)
	}
	return there, there.present()
}

// here returns the channel as it is now, or the person's own copy if it is not in the world.
func (p *Person) here(w *World) *discord.Channel {
	if c := w.Channel(p.channel.ID); c != nil {
		return c
	}
	return &p.channel
}

// current returns a copy of the channel as it is now.
func (p *Person) current() *discord.Channel {
	var now discord.Channel
	p.discord.See(func(w *World) { now = *p.here(w) })
	return &now
}

// present returns why the person does not see their current channel, or nil if they see it.
//
// A user who is not in the World counts as a member without roles; see [Person.As].
//
// See https://docs.discord.com/developers/topics/threads#public-private-threads.
func (p *Person) present() (err error) {
	p.discord.See(func(w *World) {
		c := p.here(w)
		switch {
		case c.Type == discord.ChannelDM:
			if len(c.Recipients) > 0 && !slices.ContainsFunc(c.Recipients, func(u discord.User) bool { return u.ID == p.user.ID }) {
				err = errors.New("the person does not see somebody else's direct messages")
			}
		case c.GuildID == 0:
		case slices.ContainsFunc(w.Strangers, func(u discord.User) bool { return u.ID == p.user.ID }):
			err = fmt.Errorf("%s is not in the guild", p.user.Username)
		default:
			err = p.seesIn(w, c)
		}
	})
	return err
}

// seesIn returns why a member does not see a channel of the guild, or nil if they see it.
func (p *Person) seesIn(w *World, c *discord.Channel) error {
	may := everyday
	switch {
	case p.permissions != nil:
		may = *p.permissions | discord.PermissionViewChannel
	case w.Member(p.user.ID) != nil:
		may = w.permissionsNow(c, p.user.ID, p.discord.API.now())
	}
	switch {
	case !may.Allows(discord.PermissionViewChannel):
		return fmt.Errorf("%s does not see the channel %q: VIEW_CHANNEL is missing there", p.user.Username, c.Name)
	case c.Type == discord.ChannelPrivateThread && !may.Allows(discord.PermissionManageThreads) &&
		!slices.Contains(w.ThreadMembers[c.ID], p.user.ID):
		return fmt.Errorf("%s is not in the private thread %q, and lacks MANAGE_THREADS", p.user.Username, c.Name)
	}
	return nil
}

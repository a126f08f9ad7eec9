package discordtest

import (
	"context"
	"fmt"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// See calls look with the world as it is now. The world does not change until look returns. look
// must call no methods of this package except the World's.
func (d *Discord) See(look func(w *World)) {
	d.API.mu.Lock()
	defer d.API.mu.Unlock()
	look(&d.World)
}

// Channel is a channel, a thread or a direct message as the people in it see it.
type Channel struct {
	discord *Discord
	id      discord.Snowflake
}

// Channel finds a channel or a thread by its name or its ID. The error names the channels that
// exist.
func (d *Discord) Channel(name string) (*Channel, error) {
	var found *Channel
	var names []string
	d.See(func(w *World) {
		for n := range w.Channels {
			c := &w.Channels[n]
			if c.Name == name || c.ID.String() == name {
				found = &Channel{d, c.ID}
			}
			names = append(names, fmt.Sprintf("%q", c.Name))
		}
	})
	if found == nil {
		return nil, fmt.Errorf("discordtest: there is no channel %q; there is %s", name, names)
	}
	return found, nil
}

// Info returns the channel as it is now. It is zero once the channel is deleted.
func (c *Channel) Info() (info discord.Channel) {
	c.discord.See(func(w *World) {
		if found := w.Channel(c.id); found != nil {
			info = *found
		}
	})
	return info
}

// Messages returns the messages that everybody in the channel sees, oldest first. It omits
// ephemeral and deleted messages.
func (c *Channel) Messages() []*discord.ReceivedMessage {
	return c.discord.API.messagesOf(c.id, false)
}

// Pinned returns the pinned messages, oldest first.
func (c *Channel) Pinned() []*discord.ReceivedMessage { return c.discord.API.messagesOf(c.id, true) }

// Threads returns the channel's threads, including archived ones, oldest first.
func (c *Channel) Threads() (threads []*Channel) {
	c.discord.See(func(w *World) {
		for n := range w.Channels {
			if one := &w.Channels[n]; one.ParentID == c.id && one.Type.IsThread() {
				threads = append(threads, &Channel{c.discord, one.ID})
			}
		}
	})
	return threads
}

func (a *API) messagesOf(channel discord.Snowflake, onlyPinned bool) (messages []*discord.ReceivedMessage) {
	a.mu.Lock()
	defer a.mu.Unlock()
	list := a.listed(channel)
	if onlyPinned {
		list = a.pinned(channel)
	}
	for _, m := range slices.Backward(list) {
		messages = append(messages, received(encoded(m.object)))
	}
	return messages
}

// DMs returns the direct messages between the bot and a user, oldest first.
func (d *Discord) DMs(user discord.User) []*discord.ReceivedMessage {
	var channel discord.Snowflake
	d.See(func(w *World) {
		if c := w.dm(user.ID); c != nil {
			channel = c.ID
		}
	})
	return d.API.messagesOf(channel, false)
}

// History returns a message as it was at first and after each edit. It is empty for a message that
// the API does not know.
func (a *API) History(id discord.Snowflake) (versions []*discord.ReceivedMessage) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if m := a.messages[id]; m != nil {
		for _, text := range m.history {
			versions = append(versions, received(text))
		}
	}
	return versions
}

// Roles returns the person's roles in the guild, without @everyone.
func (p *Person) Roles() (roles []discord.Role) {
	p.discord.See(func(w *World) {
		if m := w.Member(p.user.ID); m != nil {
			for _, id := range m.Roles {
				if role := w.Role(id); role != nil {
					roles = append(roles, *role)
				}
			}
		}
	})
	return roles
}

// WaitDone waits until all of the app's work on an interaction is over: the response, the work
// after it, and the edits and follow-ups of both. It knows this only for an endpoint in the same
// process ([Server], [Handler]). For any other endpoint, it waits only for the response. The error
// is the context's cause.
func (d *Discord) WaitDone(ctx context.Context, r *Reply) error {
	if r.Exchange == nil {
		return nil
	}
	select {
	case <-r.Exchange.ended:
		d.API.look(r.Interaction, func(i *interaction) bool {
			i.looked = true
			return true
		})
		return nil
	case <-ctx.Done():
		return fmt.Errorf("discordtest: the app still works on the interaction: %w", context.Cause(ctx))
	}
}

package discordtest

import (
	"errors"
	"net/http"

	"github.com/hotaru-go/hotaru/discord"
)

// This file has the rules for a thread that is archived or locked. They follow Discord's pages
// https://docs.discord.com/developers/topics/threads#locked-threads and
// https://docs.discord.com/developers/topics/threads#active-archived-threads. Where the pages are
// silent, the rules follow reports that the comments below link. The pages do not say whose
// permissions count for the answer to an interaction in a locked thread; here the bot's do. The
// rules do not cover messages by webhooks, and a person's message in a locked thread, which Say
// posts.

// mayChange refuses a change of a thread's messages. In an archived thread nobody can change a
// message, not even with the answer to an interaction. In a locked thread only users with
// MANAGE_THREADS can.
//
// A test at Discord showed that the bot's own messages are no exception:
// https://github.com/discordjs/discord.js/pull/9216.
func (a *API) mayChange(c *discord.Channel) *Refusal {
	if c != nil && c.Thread != nil && c.Thread.Archived {
		return refuse(http.StatusBadRequest, codeArchived, "Thread is archived",
			"the thread is archived: take it out of the archive first, or change it before it is archived")
	}
	return a.mayWrite(c)
}

// mayWrite refuses a new message in a locked thread, including an answer to an interaction and a
// follow-up: https://github.com/discord/discord-api-docs/issues/5517 and
// https://github.com/discord/discord-api-docs/issues/6884.
func (a *API) mayWrite(c *discord.Channel) *Refusal {
	if !a.lockedOut(c) {
		return nil
	}
	return refuse(http.StatusForbidden, codeArchived, "Thread is archived", "the thread is locked, and the bot lacks MANAGE_THREADS: see World.Grant")
}

// mayTidy refuses to delete a message or to change reactions. Deleting works in an archived thread
// that is not locked. Changing reactions works in a locked thread that is not archived.
func (a *API) mayTidy(c *discord.Channel, deletes bool) *Refusal {
	if c.Thread == nil || !c.Thread.Archived || deletes && !a.lockedOut(c) {
		return nil
	}
	return a.mayChange(c)
}

// lockedOut reports whether a channel is a locked thread in which the bot may not write.
func (a *API) lockedOut(c *discord.Channel) bool {
	return c != nil && c.Thread != nil && c.Thread.Locked &&
		!a.world.permissionsNow(c, a.botMember().User.ID, a.now()).Allows(discord.PermissionManageThreads)
}

// wake takes a thread out of the archive, as a message in it does.
func (a *API) wake(c *discord.Channel) {
	if c != nil && c.Thread != nil && c.Thread.Archived {
		c.Thread.Archived, c.Thread.ArchiveTimestamp = false, discord.Time{Time: a.now()}
		a.changed()
	}
}

// unlocked refuses the components of a locked thread. Discord's client disables them even for
// administrators: https://github.com/discord/discord-api-docs/issues/7900.
func (p *Person) unlocked() error {
	if c := p.current(); c.Thread != nil && c.Thread.Locked {
		return errors.New("its thread is locked, so that Discord's client disables it")
	}
	return nil
}

// unarchive takes the person's thread out of the archive before they act there, as Discord's client
// does. It refuses a person who may not do that:
// https://github.com/discord/discord-api-docs/issues/8474. In a thread that is also locked, a
// command is sent but its answer is refused:
// https://github.com/discord/discord-api-docs/issues/5517.
func (p *Person) unarchive() error {
	if c := p.current(); c.Thread == nil || !c.Thread.Archived || c.Thread.Locked {
		return nil
	}
	if !p.may().Allows(discord.PermissionSendMessagesInThreads) {
		return errors.New("the thread is archived, and the person lacks SEND_MESSAGES_IN_THREADS to take it out of the archive")
	}
	p.discord.See(func(w *World) { p.discord.API.wake(w.Channel(p.channel.ID)) })
	return nil
}

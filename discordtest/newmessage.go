package discordtest

import (
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// origin is where a message comes from.
type origin struct {
	// interaction is the interaction that the message answers. It is nil for a message that the bot
	// sends with its own token or with a webhook.
	interaction *interaction
	channel     discord.Snowflake
	author      object
	webhook     discord.Snowflake
	// sizeLimit is how large a file may be, in bytes.
	sizeLimit int64
}

func (a *API) answering(i *interaction) origin {
	return origin{interaction: i, channel: i.common.ChannelID, author: a.botUser(), webhook: a.options.ApplicationID,
		sizeLimit: i.common.AttachmentSizeLimit}
}

// blankMessage makes a message that has only flags.
func (a *API) blankMessage(from origin, f *callForm) *storedMessage {
	m := &storedMessage{id: a.newID(), channel: from.channel}
	m.object = object{
		"id": m.id.String(), "type": int(discord.MessageDefault), "channel_id": from.channel.String(), "author": from.author,
		"content": "", "mentions": []any{}, "mention_roles": []any{}, "mention_everyone": false,
		"attachments": []any{}, "embeds": []any{}, "components": []any{},
		"timestamp": formatTime(a.now()), "edited_timestamp": nil, "flags": 0, "pinned": false, "tts": false,
	}
	if from.webhook != 0 {
		m.object["webhook_id"] = from.webhook.String()
	}
	if from.interaction != nil {
		a.markAnswer(m, from.interaction)
	}
	var given struct {
		Flags discord.MessageFlags `json:"flags"`
	}
	_ = f.decode(&given)
	m.object["flags"] = int(given.Flags)
	a.keep(m)
	return m
}

// markAnswer adds the fields of a message that answers an interaction.
func (a *API) markAnswer(m *storedMessage, i *interaction) {
	m.object["type"], m.object["application_id"] = int(i.messageType()), a.options.ApplicationID.String()
	if metadata := a.metadata(i); metadata != nil {
		m.object["interaction_metadata"] = metadata
	}
	if i.kind == discord.InteractionCommand {
		m.object["interaction"] = object{
			"id": i.id.String(), "type": int(i.kind), "name": i.commandName(), "user": i.user(),
		}
	}
	of := i.original
	if of == nil && i.kind == discord.InteractionComponent && i.common.Message != nil {
		of = a.messages[i.common.Message.ID]
	}
	if of != nil {
		m.refersTo(of, i.common.GuildID)
	}
}

// refersTo makes a message a reply.
func (m *storedMessage) refersTo(of *storedMessage, guild discord.Snowflake) {
	m.object["type"] = int(discord.MessageReply)
	reference := object{"type": 0, "message_id": of.id.String(), "channel_id": m.channel.String()}
	if guild != 0 {
		reference["guild_id"] = guild.String()
	}
	m.object["message_reference"] = reference
}

// keep stores a new message as the newest of its channel.
func (a *API) keep(m *storedMessage) {
	a.messages[m.id] = m
	a.timelines[m.channel] = append(a.timelines[m.channel], m)
}

// forget removes a message that was refused.
func (a *API) forget(m *storedMessage) {
	delete(a.messages, m.id)
	line := a.timelines[m.channel]
	a.timelines[m.channel] = slices.DeleteFunc(line, func(one *storedMessage) bool { return one == m })
}

// messageType returns the type of a message that answers this interaction.
func (i *interaction) messageType() discord.MessageType {
	var data struct {
		Type discord.CommandType `json:"type"`
	}
	if raw, ok := i.raw["data"].(map[string]any); ok {
		data.Type = discord.CommandType(numberOf(raw["type"]))
	}
	switch {
	case i.kind != discord.InteractionCommand:
		return discord.MessageDefault
	case data.Type == discord.CommandUser || data.Type == discord.CommandMessage:
		return discord.MessageContextMenuCommand
	}
	return discord.MessageChatInputCommand
}

// newMessage makes a message from a body, or refuses the body.
func (a *API) newMessage(from origin, f *callForm) (*storedMessage, *Refusal) {
	if refused := checkMessage(f, from.sizeLimit); refused != nil {
		return nil, refused
	}
	if refused := a.mayAnswer(from, f); refused != nil {
		return nil, refused
	}
	m := a.blankMessage(from, f)
	if refused := a.apply(m, f, true); refused != nil {
		a.forget(m)
		return nil, refused
	}
	if from.interaction != nil && !m.flags().Has(discord.Ephemeral) {
		a.wake(a.world.Channel(from.channel))
	}
	return m, nil
}

// mayAnswer refuses an answer or a follow-up that everybody would see in a locked thread.
func (a *API) mayAnswer(from origin, f *callForm) *Refusal {
	var given struct {
		Flags discord.MessageFlags `json:"flags"`
	}
	if refused := f.decode(&given); refused != nil || from.interaction == nil || given.Flags.Has(discord.Ephemeral) {
		return refused
	}
	return a.mayWrite(a.world.Channel(from.channel))
}

package discordtest

import (
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/hotaru-go/hotaru/discord"
)

// message is a message as Discord keeps it: its JSON, and the files that came with it.
type message struct {
	id     discord.Snowflake
	object object
	// files are all of its attachments, also those that an embed shows and that are therefore not in the JSON.
	files []*attachment
	gone  bool
}

// adopt takes a message that the API has not made: its attachments have no contents.
func adopt(id discord.Snowflake, sent object) *message {
	m := &message{id: id, object: sent}
	list, _ := sent["attachments"].([]any)
	for _, one := range list {
		record, _ := one.(map[string]any)
		text, _ := record["id"].(string)
		name, _ := record["filename"].(string)
		if id, err := discord.ParseSnowflake(text); err == nil {
			m.files = append(m.files, &attachment{id: id, file: File{Name: name}, object: record})
		}
	}
	return m
}

func (m *message) flags() discord.MessageFlags {
	return discord.MessageFlags(number(m.object["flags"]))
}

func timestamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

// copied is a deep copy, so that what is changed halfway and then refused leaves the message as it was.
func (o object) copied() object {
	var c object
	if err := json.Unmarshal(encoded(o), &c, lenient); err != nil {
		panic("discordtest: " + err.Error())
	}
	return c
}

// publishMessage tells of a message as it is now.
func (a *API) publishMessage(kind EventType, i *interaction, m *message) {
	e := Event{Type: kind, Interaction: i.id, MessageID: m.id}
	if kind != EventDeleted {
		e.Message = encoded(m.object)
	}
	a.publish(e)
}

// blankMessage makes a message of the app without anything in it but flags, answering an interaction.
func (a *API) blankMessage(i *interaction, f *form) *message {
	m := &message{id: a.newID()}
	m.object = object{
		"id": m.id.String(), "type": int(i.messageType()), "channel_id": i.common.ChannelID.String(),
		"author": a.botUser(), "application_id": a.options.ApplicationID.String(), "webhook_id": a.options.ApplicationID.String(),
		"content": "", "mentions": []any{}, "mention_roles": []any{}, "mention_everyone": false,
		"attachments": []any{}, "embeds": []any{}, "components": []any{},
		"timestamp": timestamp(a.now()), "edited_timestamp": nil, "flags": 0, "pinned": false, "tts": false,
	}
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
		m.object["type"] = int(discord.MessageReply)
		reference := object{"type": 0, "message_id": of.id.String(), "channel_id": i.common.ChannelID.String()}
		if i.common.GuildID != 0 {
			reference["guild_id"] = i.common.GuildID.String()
		}
		m.object["message_reference"] = reference
	}
	var given struct {
		Flags discord.MessageFlags `json:"flags"`
	}
	_ = f.decode(&given)
	m.object["flags"] = int(given.Flags)
	a.messages[m.id] = m
	return m
}

// messageType is what a message is that answers this interaction.
func (i *interaction) messageType() discord.MessageType {
	var data struct {
		Type discord.CommandType `json:"type"`
	}
	if raw, ok := i.raw["data"].(map[string]any); ok {
		data.Type = discord.CommandType(number(raw["type"]))
	}
	switch {
	case i.kind != discord.InteractionCommand:
		return discord.MessageDefault
	case data.Type == discord.CommandUser || data.Type == discord.CommandMessage:
		return discord.MessageContextMenuCommand
	}
	return discord.MessageChatInputCommand
}

// newMessage makes a message of a body, or refuses the body.
func (a *API) newMessage(i *interaction, f *form) (*message, *Refusal) {
	if refused := checkMessage(f, i.common.AttachmentSizeLimit); refused != nil {
		return nil, refused
	}
	m := a.blankMessage(i, f)
	if refused := a.apply(i, m, f, true); refused != nil {
		delete(a.messages, m.id)
		return nil, refused
	}
	return m, nil
}

// editMessage changes a message, or refuses the body and leaves it as it is.
func (a *API) editMessage(i *interaction, m *message, f *form) *Refusal {
	if refused := checkUpdate(f, i.common.AttachmentSizeLimit); refused != nil {
		return refused
	}
	changed := &message{id: m.id, object: m.object.copied(), files: slices.Clone(m.files)}
	filling := i.loading && i.original == m
	if refused := a.apply(i, changed, f, filling); refused != nil {
		return refused
	}
	if filling {
		i.loading = false
		changed.object["flags"] = int(changed.flags() &^ discord.Loading)
		changed.object["timestamp"] = timestamp(a.now())
	} else {
		changed.object["edited_timestamp"] = timestamp(a.now())
	}
	m.object, m.files = changed.object, changed.files
	return nil
}

// stored returns a message that is there.
func (a *API) stored(id discord.Snowflake) *message {
	if m := a.messages[id]; m != nil && !m.gone {
		return m
	}
	return nil
}

// Message returns a message as it is now, and whether there is one: an ephemeral one too.
func (a *API) Message(id discord.Snowflake) (*discord.ReceivedMessage, bool) {
	text, ok := a.MessageJSON(id)
	if !ok {
		return nil, false
	}
	return received(text), true
}

// MessageJSON returns a message's JSON as it is now, and whether there is one.
func (a *API) MessageJSON(id discord.Snowflake) ([]byte, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	m := a.stored(id)
	if m == nil {
		return nil, false
	}
	return encoded(m.object), true
}

func received(text []byte) *discord.ReceivedMessage {
	m := new(discord.ReceivedMessage)
	if err := json.Unmarshal(text, m, lenient); err != nil {
		panic("discordtest: a message of its own does not decode: " + err.Error())
	}
	return m
}

// Files returns the files of a message, in the order of its attachments.
func (a *API) Files(id discord.Snowflake) []File {
	a.mu.Lock()
	defer a.mu.Unlock()
	m := a.stored(id)
	if m == nil {
		return nil
	}
	files := make([]File, len(m.files))
	for n, f := range m.files {
		files[n] = f.file
	}
	return files
}

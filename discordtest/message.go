package discordtest

import (
	"slices"
	"time"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
)

// storedMessage is a message as Discord stores it: its JSON, and the files that came with it.
type storedMessage struct {
	id discord.Snowflake
	// channel is the channel of the message.
	channel discord.Snowflake
	object  object
	// files are all of its attachments. They include those that an embed or a component shows,
	// which the JSON does not list.
	files []*attachment
	gone  bool
	// history is the message's JSON at first and after each change.
	history [][]byte
	// pinnedAt is when it was pinned.
	pinnedAt time.Time
	// reactions are who reacted, by emoji.
	reactions []*reaction
}

// adopt stores a message that the API has not made. Its attachments have no contents.
func adopt(id discord.Snowflake, sent object) *storedMessage {
	m := &storedMessage{id: id, object: sent, channel: snowflakeOf(sent["channel_id"])}
	list, _ := sent["attachments"].([]any)
	for _, one := range list {
		record, _ := one.(map[string]any)
		text, _ := record["id"].(string)
		name, _ := record["filename"].(string)
		if id, err := discord.ParseSnowflake(text); err == nil {
			m.files = append(m.files, &attachment{id: id, file: File{Name: name}, object: record})
		}
	}
	m.adoptShown(sent["components"])
	return m
}

// adoptShown adds the attachments that components show, which are not in the list.
func (m *storedMessage) adoptShown(value any) {
	switch v := value.(type) {
	case []any:
		for _, one := range v {
			m.adoptShown(one)
		}
	case map[string]any:
		text, _ := v["attachment_id"].(string)
		if id, err := discord.ParseSnowflake(text); err == nil {
			record := object{"id": text, "url": v["url"], "proxy_url": v["proxy_url"], "size": 0, "filename": ""}
			m.files = append(m.files, &attachment{id: id, object: record})
		}
		for _, one := range v {
			m.adoptShown(one)
		}
	}
}

func (m *storedMessage) flags() discord.MessageFlags {
	return discord.MessageFlags(numberOf(m.object["flags"]))
}

func formatTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

// copied returns a deep copy. If a change is refused halfway, the original stays as it was.
func (o object) copied() object {
	var c object
	if err := json.Unmarshal(encoded(o), &c); err != nil {
		panic("discordtest: " + err.Error())
	}
	return c
}

// publishMessage publishes a message as it is now. i is the interaction that caused it, or nil. The
// lock is held.
func (a *API) publishMessage(kind EventType, i *interaction, m *storedMessage) {
	e := Event{Type: kind, MessageID: m.id, Channel: m.channel}
	if i != nil {
		e.Interaction = i.id
	}
	if kind != EventDeleted {
		e.Message = encoded(m.object)
		m.history = append(m.history, e.Message)
	}
	a.publish(e)
}

// editMessage changes a message, or refuses the body and leaves it as it is.
func (a *API) editMessage(from origin, m *storedMessage, f *callForm) *Refusal {
	if !m.flags().Has(discord.Ephemeral) {
		if refused := a.mayChange(a.world.Channel(m.channel)); refused != nil {
			return refused
		}
	}
	if refused := checkUpdate(m, f, from.sizeLimit); refused != nil {
		return refused
	}
	changed := &storedMessage{id: m.id, channel: m.channel, object: m.object.copied(), files: slices.Clone(m.files)}
	i := from.interaction
	filling := i != nil && i.loading && i.original == m
	if refused := a.apply(changed, f, filling); refused != nil {
		return refused
	}
	if filling {
		i.loading = false
		changed.object["flags"] = int(changed.flags() &^ discord.Loading)
		changed.object["timestamp"] = formatTime(a.now())
	} else {
		changed.object["edited_timestamp"] = formatTime(a.now())
	}
	m.object, m.files = changed.object, changed.files
	return nil
}

// stored returns a message that must exist.
func (a *API) stored(id discord.Snowflake) *storedMessage {
	if m := a.messages[id]; m != nil && !m.gone {
		return m
	}
	return nil
}

// Message returns a message as it is now, and whether it exists. It also finds ephemeral messages.
func (a *API) Message(id discord.Snowflake) (*discord.ReceivedMessage, bool) {
	text, ok := a.MessageJSON(id)
	if !ok {
		return nil, false
	}
	return received(text), true
}

// MessageJSON returns a message's JSON as it is now, and whether the message exists.
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
	if err := json.Unmarshal(text, m); err != nil {
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

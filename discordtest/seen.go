package discordtest

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// Stale returns the person with a client that has not seen the edits of a message yet. Click and
// Choose then use the message as it is given, for example with a button that is now disabled, and
// the app gets the message in that state. Use it to make two people click at once: one with
// App.Click, the other with App.Stale().Click and the same earlier message.
func (p *Person) Stale() *Person { return p.with(func(o *Person) { o.stale = true }) }

// seen returns the current version of a message. If the client is stale, or if the API does not
// know the message, it returns the given one.
func (p *Person) seen(m *discord.ReceivedMessage) (object, error) {
	if m == nil {
		return nil, fmt.Errorf("there is no message")
	}
	api := p.discord.API
	api.mu.Lock()
	defer api.mu.Unlock()
	stored := api.messages[m.ID]
	if stored == nil {
		var o object
		if refused := decodeJSON(encoded(m), &o); refused != nil {
			return nil, refused
		}
		return o, nil
	}
	if stored.gone {
		return nil, fmt.Errorf("the message was deleted")
	}
	if p.stale {
		return stored.version(m), nil
	}
	return stored.object.copied(), nil
}

// version returns the JSON of the last version of a message that equals the given one. It includes
// fields that [discord] does not decode. If there is no such version, it returns the given one.
func (m *storedMessage) version(given *discord.ReceivedMessage) object {
	text := encoded(given)
	for _, version := range slices.Backward(m.history) {
		if bytes.Equal(encoded(received(version)), text) {
			text = version
			break
		}
	}
	var o object
	_ = decodeJSON(text, &o)
	return o
}

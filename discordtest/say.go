package discordtest

import "github.com/hotaru-go/hotaru/discord"

// Say posts a message of the person's in the channel, and returns it. The app is told nothing, as
// without a gateway it would not be; its calls find the message, and a message command can be used
// on it.
func (p *Person) Say(text string) *discord.ReceivedMessage {
	a := p.discord.API
	a.mu.Lock()
	defer a.mu.Unlock()
	from := origin{channel: p.channel.ID, author: userObject(&p.user), sizeLimit: p.sizeLimit}
	m := a.blankMessage(from, &callForm{json: []byte("{}")})
	m.object["content"] = text
	a.applyMentions(m, text, nil)
	if c := a.world.Channel(p.channel.ID); c != nil {
		a.sentTo(c, m)
	} else {
		a.publishMessage(EventMessage, nil, m)
	}
	return received(encoded(m.object))
}

package discordtest

import "github.com/hotaru-go/hotaru/discord"

// Say posts a message of the person in the channel, and returns it. The app gets no notification,
// because it has no gateway. The app's calls find the message, and a person can use a message
// command on it.
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

package playground

import (
	"errors"
	"fmt"

	"github.com/hotaru-go/hotaru/discord"
)

var errNothing = errors.New("playground: there is nothing yet that a test could repeat")

// conversationCode returns one test that repeats everything that people did, in order. It leaves
// out what a test cannot repeat: an edited body, and a click on a message whose interaction is
// unknown.
func (p *Playground) conversationCode() (string, error) {
	t := savedTest{Name: "Conversation"}
	_, all := p.history.all()
	replies := map[discord.Snowflake]string{}
	var used []*exchange
	for _, x := range all {
		if x.did == nil || !x.sent || x.Kind == "autocomplete" {
			continue
		}
		before := ""
		if !x.did.begins() {
			if before = replies[p.before(x)]; before == "" {
				continue
			}
		}
		name := fmt.Sprintf("reply%d", len(t.Steps)+1)
		replies[x.ID] = name
		used = append(used, x)
		t.Steps = append(t.Steps, savedStep{name, p.call(x.did, before), p.deferred(x.ID), p.checks(x, name)})
	}
	if len(used) == 0 {
		return "", errNothing
	}
	p.connection(&t, used)
	return t.code()
}

// channelOf finds a channel as it is now.
func (p *Playground) channelOf(id discord.Snowflake) (discord.Channel, bool) {
	_, channel, found := p.of(&action{UserID: p.now().Members[0].User.ID, ChannelID: id})
	return channel, found
}

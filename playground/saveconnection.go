package playground

import (
	"bytes"
	"encoding/json"
	"net/url"
	"path"
	"slices"

	"github.com/hotaru-go/hotaru/discord"
)

// savedEndpoint describes how a test reaches a bot that is already running. The test takes the
// playground's place, because the bot has one key and one address of the API.
type savedEndpoint struct {
	URL, Seed, PublicKey, Token, APIURL, Address string
	// Commands is the JSON of the commands that the test uses, as Go code. They determine the types
	// of the values. Guild is where they are registered.
	Commands string
	Guild    discord.Snowflake
}

// connection sets how a test reaches the bot, and the imports for it.
func (p *Playground) connection(t *savedTest, chain []*exchange) {
	t.Standard = []string{"testing"}
	t.Others = []string{"github.com/hotaru-go/hotaru/discordtest"}
	switch o := &p.options; {
	case o.Package != "":
		t.Package, t.Base, t.Constructor = o.Package, path.Base(o.Package), o.Constructor
		t.Others = append(t.Others, o.Package)
	case o.Endpoint != "" && o.Seed != "":
		api := p.discord.API
		t.Endpoint = &savedEndpoint{
			URL: o.Endpoint, Seed: o.Seed, PublicKey: api.Options().Key.PublicKey(), Token: api.Options().BotToken, APIURL: api.URL(),
		}
		if address, err := url.Parse(api.URL()); err == nil {
			t.Endpoint.Address = address.Host
		}
		if used := p.commandsOf(chain); len(used) > 0 {
			t.Endpoint.Guild = used[0].GuildID
			t.Endpoint.Commands = declarations(used)
			t.Standard = append(t.Standard, "encoding/json")
			t.Others = append(t.Others, "github.com/hotaru-go/hotaru/discord")
		}
	}
	slices.Sort(t.Standard)
	slices.Sort(t.Others)
}

// commandOf returns the command that was used, or nil if it is not registered.
func (p *Playground) commandOf(x *exchange) *discord.Command {
	_, used, err := discord.Decode([]byte(x.Request.Body))
	if err != nil {
		return nil
	}
	var id discord.Snowflake
	switch i := used.(type) {
	case *discord.CommandInteraction:
		id = i.Data.ID
	case *discord.AutocompleteInteraction:
		id = i.Data.ID
	}
	for _, c := range p.commands() {
		if c.ID == id {
			return &c
		}
	}
	return nil
}

// commandsOf returns the commands that were used, each once.
func (p *Playground) commandsOf(used []*exchange) (commands []discord.Command) {
	for _, x := range used {
		c := p.commandOf(x)
		if c != nil && !slices.ContainsFunc(commands, func(one discord.Command) bool { return one.ID == c.ID }) {
			commands = append(commands, *c)
		}
	}
	return commands
}

// declarations returns the JSON of commands as an app registers them, as Go code.
func declarations(commands []discord.Command) string {
	plain := slices.Clone(commands)
	for n := range plain {
		plain[n].ID, plain[n].ApplicationID, plain[n].GuildID, plain[n].Version = 0, 0, 0, 0
	}
	text, err := encode(plain)
	if err != nil {
		return ""
	}
	return indented(text)
}

// indented returns indented JSON as Go code.
func indented(text json.RawMessage) string {
	var b bytes.Buffer
	if json.Indent(&b, text, "", "\t") != nil {
		return quote(string(text))
	}
	return quote(b.String())
}

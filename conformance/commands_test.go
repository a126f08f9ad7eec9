package conformance

import (
	"encoding/json"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
)

var commandTypes = []discord.CommandType{discord.CommandChatInput, discord.CommandUser, discord.CommandMessage, discord.CommandEntryPoint}

// TestGeneratedCommands validates commands of every type, one by one and as the list that replaces
// all.
func TestGeneratedCommands(t *testing.T) {
	d := discordDescription(t)
	t.Logf("seed %d", seed)
	seen := map[discord.OptionType]bool{}
	for k, kind := range commandTypes {
		for i := range perKind {
			g := newGenerator(uint64(3e6+k*perKind+i), extentOf(i))
			c := g.command(kind)
			noteOptions(seen, c.Options)
			if err := c.Check(); err != nil {
				t.Fatalf("type %d, number %d, %v: we refuse what is valid: %v", kind, i, g.extent, err)
			}
			body := marshal(t, c)
			if err := d.accepts(t, commandRequest, body); err != nil {
				t.Fatalf("type %d, number %d, %v: %v\n%.2000s", kind, i, g.extent, err, body)
			}
			c.ID = g.snowflake()
			all := marshal(t, []discord.Command{c})
			for _, pointer := range []string{overwriteRequest, guildRequest} {
				if err := d.accepts(t, pointer, all); err != nil {
					t.Fatalf("type %d, number %d, %v: %v", kind, i, g.extent, err)
				}
			}
		}
	}
	for kind := discord.OptionSubcommand; kind <= discord.OptionAttachment; kind++ {
		if !seen[kind] {
			t.Errorf("no option of type %d was made", kind)
		}
	}
}

func noteOptions(seen map[discord.OptionType]bool, options []discord.CommandOption) {
	for i := range options {
		seen[options[i].Type] = true
		noteOptions(seen, options[i].Options)
	}
}

// TestEveryOption validates each type of parameter with as little and with as much as possible.
func TestEveryOption(t *testing.T) {
	d := discordDescription(t)
	for _, kind := range optionTypes {
		for i := range 30 {
			g := newGenerator(uint64(4e6+i), extent(i%3))
			c := discord.Command{Name: "a", Description: "d", Options: []discord.CommandOption{g.parameter(kind, 7000)}}
			if err := c.Check(); err != nil {
				t.Fatalf("type %d, %v: we refuse what is valid: %v", kind, g.extent, err)
			}
			if err := d.accepts(t, commandRequest, marshal(t, c)); err != nil {
				t.Fatalf("type %d, %v: %v", kind, g.extent, err)
			}
		}
	}
}

func marshal(t testing.TB, value any) []byte {
	body, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

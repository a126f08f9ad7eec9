package main

import (
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

func TestRegister(t *testing.T) {
	api := discordtest.NewAPI(discordtest.APIOptions{})
	api.Start()
	defer api.Close()
	o := api.Options()
	env := map[string]string{
		"DISCORD_CLIENT_ID": o.ApplicationID.String(), "DISCORD_CLIENT_SECRET": o.ClientSecret, "DISCORD_API_URL": api.URL(),
	}
	two := writeFile(t, `[{"name":"ping","description":"Asks"},{"name":"moth","description":"Another"}]`)
	one := writeFile(t, `[{"name":"ping","description":"Asks"}]`)
	bad := writeFile(t, `{"name":"ping"}`)
	tests := []struct {
		name   string
		input  string
		args   []string
		status int
		says   string
		left   int
	}{
		{"a dry run", "", []string{"-dry-run", "-commands", two}, 0, "2 created", 0},
		{"two", "", []string{"-commands", two}, 0, "Registered.", 2},
		{"the same again", "", []string{"-commands", two}, 0, "2 unchanged", 2},
		{"a removal without a terminal", "", []string{"-commands", one}, 1, "-yes removes them", 2},
		{"a removal that a person refuses", "n\n", []string{"-commands", one}, 1, "-yes removes them", 2},
		{"a removal and no answer", "\n", []string{"-commands", one}, 1, "Remove 1 of the registered commands? [y/N]", 2},
		{"a dry run of a removal", "", []string{"-dry-run", "-commands", one}, 0, "1 removed", 2},
		{"a removal that a person wants", "y\n", []string{"-commands", one}, 0, "Registered.", 1},
		{"two again", "", []string{"-commands", two}, 0, "Registered.", 2},
		{"a removal with -yes", "", []string{"-yes", "-commands", one}, 0, "1 removed", 1},
		{"not commands", "", []string{"-commands", bad}, 1, "not a JSON array of commands", 1},
		{"no file", "", []string{"-commands", "none.json"}, 1, "no such file", 1},
		{"no bot", "", nil, 1, "no cmd/register in this folder", 1},
	}
	for _, guild := range []discord.Snowflake{0, 7} {
		for _, test := range tests {
			args := append([]string{"register"}, test.args...)
			if guild != 0 {
				args = append(args, "-guild", guild.String())
			}
			got := call(t, env, test.input, args...)
			if got.status != test.status || !strings.Contains(got.out+got.notes, test.says) || len(api.Commands(guild)) != test.left {
				t.Errorf("guild %d, %s: status %d, %d commands\n%s%s", guild, test.name, got.status, len(api.Commands(guild)), got.out, got.notes)
			}
		}
	}
	if got := call(t, nil, "", "register", "-commands", one); got.status != 1 || !strings.Contains(got.notes, "set DISCORD_BOT_TOKEN") {
		t.Errorf("without credentials: %+v", got)
	}
}

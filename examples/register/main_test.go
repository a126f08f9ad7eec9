package main

import (
	"bytes"
	"strings"
	"testing"

	"encoding/json"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/examples/bot"
)

func run(t *testing.T, env map[string]string, args ...string) (out, notes string, err error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	err = register(t.Context(), args, func(name string) string { return env[name] }, &stdout, &stderr)
	return stdout.String(), stderr.String(), err
}

func TestDryRunNeedsNothing(t *testing.T) {
	out, notes, err := run(t, map[string]string{"DISCORD_API_URL": "http://127.0.0.1:1"}, "-dry-run")
	if err != nil {
		t.Fatal(err)
	}
	commands, err := bot.Commands()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(notes, "+ created") != len(commands) {
		t.Error(notes)
	}
	// The whole output is JSON, which the playground's -commands accepts.
	var printed []discord.Command
	if err := json.Unmarshal([]byte(out), &printed); err != nil || len(printed) != len(commands) {
		t.Errorf("%d commands printed: %v", len(printed), err)
	}
}

func TestRegister(t *testing.T) {
	for name, credentials := range map[string]func(discordtest.APIOptions) map[string]string{
		"bot token": func(o discordtest.APIOptions) map[string]string {
			return map[string]string{"DISCORD_BOT_TOKEN": o.BotToken, "DISCORD_APPLICATION_ID": o.ApplicationID.String()}
		},
		"client credentials": func(o discordtest.APIOptions) map[string]string {
			return map[string]string{"DISCORD_CLIENT_ID": o.ApplicationID.String(), "DISCORD_CLIENT_SECRET": o.ClientSecret}
		},
	} {
		api := discordtest.NewAPI(discordtest.APIOptions{})
		api.Start()
		defer api.Close()
		env := credentials(api.Options())
		env["DISCORD_API_URL"] = api.URL()
		for guild, args := range map[discord.Snowflake][]string{0: nil, 7: {"-guild", "7"}} {
			out, _, err := run(t, env, args...)
			if err != nil || !strings.HasSuffix(out, "Registered.\n") || len(api.Commands(guild)) == 0 {
				t.Fatalf("%s: %s: %v", name, out, err)
			}
			out, _, err = run(t, env, args...)
			if err != nil || !strings.Contains(out, "0 created, 0 changed, 0 removed") || strings.Contains(out, "Registered") {
				t.Errorf("%s, the same again: %s: %v", name, out, err)
			}
		}
	}
}

func TestMistakes(t *testing.T) {
	for want, args := range map[string][]string{
		"export DISCORD_BOT_TOKEN (Developer Portal, Bot, Reset Token)": nil, "-guild: discord: a snowflake": {"-guild", "my guild"}, "flag provided but not defined": {"-dryrun"},
	} {
		if _, _, err := run(t, nil, args...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", args, err)
		}
	}
}

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/cmd/hotaru/internal/dev"
	"github.com/hotaru-go/hotaru/examples/bot"
)

// commandsFile is a file with the example bot's commands.
func commandsFile(t *testing.T) string {
	t.Helper()
	commands, err := bot.Commands()
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(commands)
	if err != nil {
		t.Fatal(err)
	}
	return writeFile(t, string(text))
}

func writeFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.json")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSend(t *testing.T) {
	url, commands := endpoint(t), commandsFile(t)
	payload := writeFile(t, `{"type":2,"id":"1","application_id":"2","token":"old","version":1,"data":{"id":"3","name":"ping","type":1},
		"user":{"id":"4","username":"you"},"channel_id":"5"}`)
	tests := []struct {
		name   string
		args   []string
		input  string
		status int
		says   []string
	}{
		{"a PING", []string{"ping"}, "", 0, []string{`"type": 1`, "200 in "}},
		{"another key", []string{"ping", "-seed", "other"}, "", 1, []string{"401 in ", "Invalid request signature"}},
		{"a slash command", []string{"/firefly", "show", "species=genji"}, "", 0, []string{"Genji firefly"}},
		{"in one word", []string{"/firefly show", "species=genji"}, "", 0, []string{"Genji firefly"}},
		{"an unknown command", []string{"/moth"}, "", 1, []string{"/moth: there is no such command"}},
		{"an unknown option", []string{"/firefly", "show", "colour=red"}, "", 2, []string{`no option "colour"`}},
		{"no option", []string{"/firefly", "show", "species=genji", "red"}, "", 2, []string{`"red" is not an option`}},
		{"a payload", []string{payload}, "", 0, []string{`"content": "pong"`}},
		{"a payload from standard input", []string{"-"}, `{"type":1}`, 0, []string{`"type": 1`}},
		{"no such file", []string{"none.json"}, "", 1, []string{"no such file"}},
		{"a command without its slash", []string{"roll"}, "", 1, []string{"no such file", "hotaru send /roll"}},
		{"not JSON", []string{"-"}, `ping`, 1, []string{"the payload: "}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			args := append([]string{"send", "-url", url, "-commands", commands, "-seed", seed}, test.args...)
			got := call(t, nil, test.input, args...)
			if got.status != test.status {
				t.Errorf("status %d, want %d", got.status, test.status)
			}
			for _, text := range test.says {
				if !strings.Contains(got.out+got.notes, text) {
					t.Errorf("it does not say %q:\n%s%s", text, got.out, got.notes)
				}
			}
		})
	}
	if got := call(t, nil, "", "send", "-url", url, "ping"); got.status != 1 || !strings.Contains(got.notes, "DISCORD_TEST_SEED") {
		t.Errorf("without a key: %+v", got)
	}
	// If dev has run in the folder, send uses its key.
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(dev.Folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dev.Folder, "seed"), []byte(seed+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := call(t, nil, "", "send", "-url", url, "ping"); got.status != 0 {
		t.Errorf("with the seed of dev: %+v", got)
	}
	// Only the answer is written to the standard output.
	if got := call(t, nil, "", "send", "-url", url, "-seed", seed, payload); !json.Valid([]byte(got.out)) {
		t.Errorf("standard output is not JSON: %s", got.out)
	}
}

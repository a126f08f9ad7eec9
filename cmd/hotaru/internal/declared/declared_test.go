package declared

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCommands(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	if _, err := Commands(t.Context(), dir, ""); !errors.Is(err, ErrNone) {
		t.Errorf("without anything: %v", err)
	}
	commands, err := Commands(t.Context(), dir, write("good.json", `[{"name":"ping","description":"Asks"}]`))
	if err != nil || len(commands) != 1 || commands[0].Name != "ping" {
		t.Errorf("%+v, %v", commands, err)
	}
	if _, err := Commands(t.Context(), dir, write("bad.json", `ping`)); err == nil || !strings.Contains(err.Error(), "not a JSON array of commands") {
		t.Errorf("no JSON: %v", err)
	}
	if _, err := Commands(t.Context(), dir, filepath.Join(dir, "none.json")); err == nil || !strings.Contains(err.Error(), "-commands: ") {
		t.Errorf("no file: %v", err)
	}

	// The bot's own program gets no credentials.
	t.Setenv("DISCORD_BOT_TOKEN", "secret")
	write("go.mod", "module example.com/mybot\n\ngo 1.26\n")
	write("cmd/register/main.go", `package main

import (
	"fmt"
	"os"
)

func main() {
	if os.Args[1] == "-dry-run" && os.Getenv("DISCORD_BOT_TOKEN") == "" {
		fmt.Fprintln(os.Stderr, "a note")
		fmt.Println("[{\"name\":\"moth\",\"description\":\"Asks\"}]")
	}
}
`)
	commands, err = Commands(t.Context(), dir, "")
	if err != nil || len(commands) != 1 || commands[0].Name != "moth" {
		t.Errorf("%+v, %v", commands, err)
	}
	write("cmd/register/main.go", "package main\n\nfunc main() { panic(1) }\n")
	if _, err = Commands(t.Context(), dir, ""); err == nil || !strings.Contains(err.Error(), "panic: 1") {
		t.Errorf("a program that fails: %v", err)
	}
}

func TestWithoutDiscord(t *testing.T) {
	got := WithoutDiscord([]string{"A=1", "DISCORD_BOT_TOKEN=x", "DISCORDANT=2", "DISCORD_=3"})
	if want := []string{"A=1", "DISCORDANT=2"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

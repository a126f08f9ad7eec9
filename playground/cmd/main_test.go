package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestRefusesToStart(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for _, tt := range []struct {
		arguments []string
		want      string
	}{
		{[]string{"-endpoint", "interactions"}, "not a URL"},
		{[]string{"-addr", "0.0.0.0:0"}, "only for this machine"},
		{[]string{"-addr", ":0"}, "only for this machine"},
		{[]string{"-addr", "[2001:db8::1]:0"}, "only for this machine"},
		{[]string{"-addr", "nothing"}, "-addr"},
		{[]string{"-commands", filepath.Join(folder, "none.json"), "-addr", "127.0.0.1:0"}, "no such file"},
		{[]string{"-commands", write("text.json", "ping"), "-addr", "127.0.0.1:0"}, "not a JSON array"},
		{[]string{"-commands", write("bad.json", `[{"name":"Ping Pong","description":"x"}]`), "-addr", "127.0.0.1:0"}, "name"},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		err := run(ctx, tt.arguments, io.Discard)
		cancel()
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.arguments, err, tt.want)
		}
	}
}

func TestServes(t *testing.T) {
	commands := filepath.Join(t.TempDir(), "commands.json")
	if err := os.WriteFile(commands, []byte(`[{"name":"ping","description":"Asks"}]`), 0o644); err != nil {
		t.Fatal(err)
	}
	env := filepath.Join(t.TempDir(), "playground.env")
	said, ended, stop := start(t, "-addr", "localhost:0", "-commands", commands, "-seed", "x", "-env", env)
	written, err := os.ReadFile(env)
	if err != nil || strings.Count(string(written), "\n") != 3 {
		t.Errorf("-env has %q, %v", written, err)
	}
	for line := range strings.Lines(string(written)) {
		if !strings.Contains(said, "\nexport "+line) {
			t.Errorf("it does not say export %s:\n%s", line, said)
		}
	}
	if !strings.Contains(said, "interactions at http://127.0.0.1:8080/interactions, and open ") || strings.Contains(said, "-seed") {
		t.Errorf("it says\n%s", said)
	}
	_, address, _ := strings.Cut(said, "and open ")
	address, _, _ = strings.Cut(address, "\n")
	var page []byte
	for end := time.Now().Add(10 * time.Second); len(page) == 0 && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if response, err := http.Get(address); err == nil {
			page, _ = io.ReadAll(response.Body)
			response.Body.Close()
		}
	}
	if !strings.Contains(string(page), "<title>hotaru playground</title>") {
		t.Errorf("the page is %.200q", page)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// The seed that the command makes gives the same key at the next start.
func TestSeedKeepsTheKey(t *testing.T) {
	var keys, seed []string
	for range 2 {
		said, ended, stop := start(t, append([]string{"-addr", "localhost:0"}, seed...)...)
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		keys = append(keys, regexp.MustCompile("DISCORD_PUBLIC_KEY=[0-9a-f]{64}\n").FindString(said))
		if found := regexp.MustCompile(`(-seed) (\w+) keeps this key`).FindStringSubmatch(said); found != nil {
			seed = found[1:]
		}
	}
	if len(seed) != 2 || keys[0] == "" || keys[0] != keys[1] {
		t.Errorf("with %q: %q", seed, keys)
	}
}

// start runs the command, and returns its output once it serves.
func start(t *testing.T, arguments ...string) (said string, ended <-chan error, stop context.CancelFunc) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	out, end := make(printed, 1), make(chan error, 1)
	go func() { end <- run(ctx, arguments, out) }()
	select {
	case said = <-out:
	case err := <-end:
		t.Fatal(err)
	case <-time.After(10 * time.Second):
		t.Fatal("it says nothing")
	}
	return said, end, cancel
}

// printed takes the one text that the command prints.
type printed chan string

func (s printed) Write(p []byte) (int, error) {
	s <- string(p)
	return len(p), nil
}

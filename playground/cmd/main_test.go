package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
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
		{[]string{"-addr", "0.0.0.0:0"}, "this machine alone"},
		{[]string{"-addr", ":0"}, "this machine alone"},
		{[]string{"-addr", "[2001:db8::1]:0"}, "this machine alone"},
		{[]string{"-addr", "nothing"}, "-addr"},
		{[]string{"-commands", filepath.Join(folder, "none.json"), "-addr", "127.0.0.1:0"}, "no such file"},
		{[]string{"-commands", write("text.json", "ping"), "-addr", "127.0.0.1:0"}, "not a JSON array"},
		{[]string{"-commands", write("bad.json", `[{"name":"Ping Pong","description":"x"}]`), "-addr", "127.0.0.1:0"}, "name"},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		err := run(ctx, tt.arguments)
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
	listener, err := listen("localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"-addr", address, "-commands", commands, "-seed", "x"}) }()
	var page []byte
	for end := time.Now().Add(10 * time.Second); len(page) == 0 && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if response, err := http.Get("http://" + address); err == nil {
			page, _ = io.ReadAll(response.Body)
			response.Body.Close()
		}
	}
	if !strings.Contains(string(page), "<title>hotaru playground</title>") {
		t.Errorf("the page is %.200q", page)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

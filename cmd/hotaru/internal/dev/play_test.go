//go:build unix

package dev

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hotaru-go/hotaru/internal/freeport"
)

// session is a running dev with its bot.
type session struct {
	*testing.T
	options Options
	out     *log
	url     string
	end     func() error
}

// play starts dev with a playground, and waits for its page.
func playing(t *testing.T, o Options, out *log) *session {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	address, ended := "127.0.0.1:"+freeport.Find(t), make(chan error, 1)
	go func() { ended <- Play(ctx, o, address) }()
	s := &session{T: t, options: o, out: out, url: "http://" + address}
	stopped := false
	s.end = func() error {
		stopped = true
		cancel()
		return <-ended
	}
	t.Cleanup(func() {
		if !stopped {
			s.end()
		}
		if t.Failed() {
			t.Logf("printed:\n%s", out)
		}
	})
	return s
}

// state returns what the page shows.
func (s *session) state() (state struct {
	PublicKey string `json:"public_key"`
	Commands  []struct{ Name string }
	Notice    struct{ Title, Text string }
}) {
	s.Helper()
	token := regexp.MustCompile(`name="playground-token" content="([^"]+)"`).FindStringSubmatch(get(s.T, s.url, ""))
	if token != nil {
		_ = json.Unmarshal([]byte(get(s.T, s.url+"/playground/state", token[1])), &state)
	}
	return state
}

func (s *session) untilNotice(title string) string {
	s.Helper()
	text := ""
	until(s.T, "the notice "+title, func() bool {
		is := s.state()
		text = is.Notice.Text
		return is.PublicKey != "" && is.Notice.Title == title
	})
	return text
}

func (s *session) untilPrinted(text string) {
	s.Helper()
	until(s.T, text, func() bool { return strings.Contains(s.out.String(), text) })
}

func TestPlay(t *testing.T) {
	t.Parallel()
	out := new(log)
	o := options(t, out)
	o.Commands = filepath.Join(o.Bot, "commands.json")
	writeFile(t, o.Bot, "commands.json", `[{"name":"ping","description":"Asks"}]`)
	s := playing(t, o, out)
	s.untilPrinted("bot.txt says one")
	until(t, "the command", func() bool { return len(s.state().Commands) == 1 })
	key := s.state().PublicKey
	s.untilNotice("")

	writeFile(t, o.Bot, "bot.txt", "two")
	s.untilPrinted("bot.txt says two")
	// A new folder is watched too.
	writeFile(t, o.Bot, "deep/inside/x.json", "{}")
	until(t, "a third start", func() bool { return strings.Count(out.String(), "bot.txt says") >= 3 })
	writeFile(t, o.Bot, "commands.json", `[{"name":"ping","description":"Asks"},{"name":"moth","description":"Asks"}]`)
	until(t, "the second command", func() bool { return len(s.state().Commands) == 2 })

	writeFile(t, o.Bot, "commands.json", `[{"name":"Not a name","description":"Asks"}]`)
	if text := s.untilNotice("The commands are not registered"); !strings.Contains(text, "name") {
		t.Errorf("the notice says %s", text)
	}
	writeFile(t, o.Bot, "bot.txt", "panic")
	if text := s.untilNotice("The bot has ended"); !strings.Contains(text, "panic: the bot has no panic") || !strings.Contains(text, "exit status 2") {
		t.Errorf("the notice says %s", text)
	}
	writeFile(t, o.Bot, "commands.json", `[{"name":"ping","description":"Asks"}]`)
	writeFile(t, o.Bot, "bot.txt", "three")
	s.untilPrinted("bot.txt says three")
	s.untilNotice("")
	if err := s.end(); err != nil {
		t.Error(err)
	}
	if free(o.Endpoint.Host) != nil {
		t.Error("the bot outlives dev")
	}

	// The key also outlives dev.
	again := playing(t, o, out)
	until(t, "the page", func() bool { return again.state().PublicKey != "" })
	if got := again.state().PublicKey; got != key {
		t.Errorf("the key is %s, was %s", got, key)
	}
	if seed, err := Seed(o.Bot); err != nil || seed == "" {
		t.Errorf("the seed is %q, %v", seed, err)
	}
}

func TestBotsInGo(t *testing.T) {
	t.Parallel()
	out := new(log)
	o := options(t, out)
	o.Run = ""
	writeFile(t, o.Bot, "go.mod", "module example.com/mybot\n\ngo 1.26\n")
	const program = `package main

import (
	"fmt"
	"net"
	"os"
)

func main() {
	l, err := net.Listen("tcp", os.Args[2])
	fmt.Println("it is WORD", err, os.Getenv("DISCORD_BOT_TOKEN"))
	for {
		if _, err := l.Accept(); err != nil {
			return
		}
	}
}
`
	write := func(word string) {
		writeFile(t, o.Bot, "cmd/local/main.go", strings.ReplaceAll(program, "WORD", word))
	}
	write(`first" "second`)
	s := playing(t, o, out)
	if text := s.untilNotice("The bot does not build"); !strings.Contains(text, "main.go:11:") {
		t.Errorf("the notice says %s", text)
	}
	write("first")
	s.untilPrinted("it is first <nil> dev-token")
	s.untilNotice("")
	// A save that does not change the program does not restart it.
	writeFile(t, o.Bot, "notes.txt", "nothing")
	write("second\x00")
	s.untilNotice("The bot does not build")
	write("first")
	s.untilNotice("")
	until(t, "the second message", func() bool { return strings.Count(out.String(), "The bot builds and runs again") == 2 })
	write("third")
	s.untilPrinted("it is third")
	if got := strings.Count(out.String(), "it is first"); got != 1 {
		t.Errorf("the same program was started %d times", got)
	}
}

func TestRefusesToStart(t *testing.T) {
	t.Parallel()
	out := new(log)
	taken := options(t, out)
	other := playing(t, taken, out)
	// The bot prints its line before it listens.
	until(t, "the endpoint", func() bool {
		connection, err := net.Dial("tcp", taken.Endpoint.Host)
		return err == nil && connection.Close() == nil
	})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	none := options(t, out)
	none.Run = ""
	for _, test := range []struct {
		options Options
		address string
		want    string
	}{
		{none, "127.0.0.1:0", "say how to start the bot with -run"},
		{taken, "127.0.0.1:0", "name another address with -endpoint"},
		{options(t, out), strings.TrimPrefix(other.url, "http://"), "-addr"},
		{options(t, out), "0.0.0.0:0", "only for this machine"},
		{options(t, out), "nowhere", "-addr"},
	} {
		if err := Play(ctx, test.options, test.address); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %q", err, test.want)
		}
	}
	if _, err := os.Stat(filepath.Join(none.Bot, Folder)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it has made a folder beside a bot that it cannot start: %v", err)
	}
}

//go:build unix

package dev

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	example "github.com/hotaru-go/hotaru/examples/bot"
	"github.com/hotaru-go/hotaru/internal/freeport"
	"github.com/hotaru-go/hotaru/internal/leak"
)

// asBot is set if the test's program is started as the bot that dev runs.
const asBot = "HOTARU_TEST_BOT"

func TestMain(m *testing.M) {
	if os.Getenv(asBot) != "" {
		serveBot()
		return
	}
	remove := trustTunnels()
	code := leak.Run(m)
	remove()
	os.Exit(code)
}

// serveBot serves the example bot at PORT. It ends at once if the file bot.txt in its folder says
// so.
func serveBot() {
	text, _ := os.ReadFile("bot.txt")
	if strings.Contains(string(text), "panic") {
		panic("the bot has no " + string(text))
	}
	if strings.Contains(string(text), "deaf") {
		time.Sleep(time.Hour)
	}
	server, err := example.New(core.Options{})
	if err == nil {
		fmt.Printf("bot.txt says %s\n", text)
		err = adapters.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), server)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// log keeps the printed text. It is safe for concurrent use.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// patience is how long a test waits.
const patience = 60 * time.Second

// until waits for a condition.
func until(t *testing.T, what string, held func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !held(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited %s in vain for %s", patience, what)
		}
	}
}

func writeFile(t *testing.T, folder, name, text string) {
	t.Helper()
	file := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// options returns options that run the test's program as a bot, in a new folder.
func options(t *testing.T, out *log) Options {
	t.Helper()
	folder := t.TempDir()
	writeFile(t, folder, "bot.txt", "one")
	endpoint := &url.URL{Scheme: "http", Host: "127.0.0.1:" + freeport.Find(t), Path: "/interactions"}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Options{
		Bot: folder, Endpoint: endpoint, Run: "exec '" + self + "'",
		Environment: append(os.Environ(), asBot+"=1", "DISCORD_BOT_TOKEN=the-persons-own"), Out: out, Notes: out,
	}
}

// get fetches a URL, with the page's token if there is one.
func get(t *testing.T, address, token string) string {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Playground-Token", token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return string(text)
}

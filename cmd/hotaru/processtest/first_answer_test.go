package processtest

import (
	"bytes"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A new user who has the modules in the cache goes from an empty folder to the first answer of the
// bot. The test logs how long that takes, with an empty build cache and with a full one;
// docs/module.md and the README have the figures. It fails only if there is no answer.
func TestFirstAnswer(t *testing.T) {
	m := newMachine(t)
	// Another bot fills the module cache.
	m.run(t, t.TempDir(), nil, "go", "run", hotaru, "new", "example.com/before")
	m.offline = true
	builds := "GOCACHE=" + t.TempDir()
	for _, cache := range []string{"an empty", "a full"} {
		folder := t.TempDir()
		bot := filepath.Join(folder, "mybot")
		start := time.Now()
		m.run(t, folder, []string{builds}, "go", "run", hotaru, "new", "example.com/mybot")
		made := time.Since(start)
		said := m.firstAnswer(t, bot, builds)
		t.Logf("with %s build cache: made after %s, answered after %s",
			cache, made.Round(100*time.Millisecond), time.Since(start).Round(100*time.Millisecond))
		if !strings.Contains(said, `"type": 4`) {
			t.Errorf("with %s build cache /roll answers %s", cache, said)
		}
	}
}

// firstAnswer runs hotaru dev in the bot's folder until the bot answers /roll, and returns the
// answer.
func (m *machine) firstAnswer(t *testing.T, bot, builds string) string {
	t.Helper()
	endpoint := freeAddress(t)
	ctx, end := context.WithTimeout(t.Context(), 5*time.Minute)
	defer end()
	// The path of the program, because a signal to go tool does not reach the tool.
	tool := strings.TrimSpace(m.run(t, bot, []string{builds}, "go", "tool", "-n", "hotaru"))
	var said bytes.Buffer
	dev := exec.CommandContext(ctx, tool, "dev", "-addr", freeAddress(t), "-endpoint", "http://"+endpoint+"/interactions")
	dev.Dir, dev.Env = bot, append(m.environment(t), builds)
	dev.Stdout, dev.Stderr = &said, &said
	dev.Cancel = func() error { return dev.Process.Signal(os.Interrupt) }
	dev.WaitDelay = 10 * time.Second
	if err := dev.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		end()
		_ = dev.Wait()
		if t.Failed() {
			t.Logf("hotaru dev says\n%s", said.String())
		}
	}()
	for !listens(ctx, endpoint) {
		select {
		case <-ctx.Done():
			t.Fatal("the bot does not listen: ", ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
	return m.run(t, bot, []string{builds}, tool, "send", "-url", "http://"+endpoint+"/interactions", "/roll")
}

func listens(ctx context.Context, address string) bool {
	connection, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return false
	}
	return connection.Close() == nil
}

// freeAddress is an address of this machine where nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

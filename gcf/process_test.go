package gcf_test

import (
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discordtest/vectors"
	"github.com/hotaru-go/hotaru/internal/freeport"
)

// process is a function that runs under the framework, in a separate process.
type process struct {
	url    string
	errors output

	running *exec.Cmd
	ended   chan struct{}
	// mayEnd is set before the test ends the process.
	mayEnd bool
}

// start runs a program that serves PORT, until the test ends. Its environment has no variables of
// Discord or Google except the given ones.
func start(t *testing.T, environment []string, program string, arguments ...string) *process {
	t.Helper()
	port := freeport.Find(t)
	p := &process{url: "http://127.0.0.1:" + port, ended: make(chan struct{})}
	c := exec.Command(program, arguments...)
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if !strings.HasPrefix(name, "DISCORD_") && !strings.HasPrefix(name, "GOOGLE_") && !strings.HasPrefix(name, "K_") {
			c.Env = append(c.Env, variable)
		}
	}
	c.Env = append(append(c.Env, "PORT="+port), environment...)
	c.Stderr, c.Stdout = &p.errors, &p.errors
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	p.running = c
	go func() {
		_ = c.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() {
		select {
		case <-p.ended:
			if !p.mayEnd {
				t.Errorf("the process ended by itself:\n%s", p.errors.String())
			}
		default:
			_ = c.Process.Kill()
			<-p.ended
		}
		if text := p.errors.String(); strings.Contains(text, "DATA RACE") {
			t.Error(text)
		}
	})
	for begun := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		if listens("127.0.0.1:" + port) {
			return p
		}
		select {
		case <-p.ended:
			t.FailNow()
		default:
			if time.Since(begun) > 30*time.Second {
				t.Fatalf("the process does not listen:\n%s", p.errors.String())
			}
		}
	}
}

// listens reports whether a process listens at an address and keeps a connection open. A listener
// that only checks whether the port is free, as freeport.Find's in another process, is closed at once,
// and the connection is reset.
func listens(address string) bool {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return false
	}
	defer connection.Close()
	if err := connection.SetReadDeadline(time.Now().Add(50 * time.Millisecond)); err != nil {
		return false
	}
	_, err = connection.Read(make([]byte, 1))
	return errors.Is(err, os.ErrDeadlineExceeded)
}

// A listener that is closed at once is not the process.
func TestListens(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if !listens(address) {
		t.Error("a listener that stays does not listen")
	}
	time.AfterFunc(10*time.Millisecond, func() { listener.Close() })
	if listens(address) {
		t.Error("a listener that is closed at once listens")
	}
	if listens(address) {
		t.Error("a port that nobody has listens")
	}
}

// terminate sends the signal that Google Cloud sends before it removes the instance, and waits for
// the process to end.
func (p *process) terminate(t *testing.T) {
	t.Helper()
	p.mayEnd = true
	if err := p.running.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-p.ended:
	case <-time.After(20 * time.Second):
		t.Fatal("the process does not end")
	}
}

// printed waits until the process has printed a text, and returns all that it has printed.
func (p *process) printed(t *testing.T, text string) string {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < 10*time.Second; time.Sleep(10 * time.Millisecond) {
		if all := p.errors.String(); strings.Contains(all, text) && strings.HasSuffix(all, "\n") {
			return all
		}
	}
	t.Fatalf("%q is not in what it printed:\n%s", text, p.errors.String())
	return ""
}

// since waits for the line of a request after the first n bytes that the process has printed, and
// returns what is there.
func (p *process) since(t *testing.T, n int) []byte {
	t.Helper()
	for begun := time.Now(); time.Since(begun) < 10*time.Second; time.Sleep(time.Millisecond) {
		if text := []byte(p.errors.String()[n:]); vectors.Logged(text) {
			return text
		}
	}
	t.Fatal("the log has no line of the request")
	return nil
}

// output is what a process prints.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(b)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

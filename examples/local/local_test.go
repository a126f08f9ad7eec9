//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
)

// repository is the folder in which a user runs the program.
const repository = "../.."

// run starts the program as the README says and returns its standard output, line by line. At the
// end of the test it sends Ctrl+C as a terminal does, and the program must exit cleanly.
func run(t *testing.T, environment ...string) *bufio.Scanner {
	t.Helper()
	program := exec.Command("go", "run", "./examples/local", "-addr", "127.0.0.1:0")
	program.Dir = repository
	program.Env = clean(environment)
	var log bytes.Buffer
	program.Stderr = &log
	// A terminal sends Ctrl+C to the whole process group: the go command and its program.
	program.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Kill(-program.Process.Pid, syscall.SIGINT); err != nil {
			t.Error(err)
		}
		late := time.AfterFunc(30*time.Second, func() { _ = syscall.Kill(-program.Process.Pid, syscall.SIGKILL) })
		defer late.Stop()
		// The go command returns 1 after Ctrl+C. If its program failed too, it prints "exit status
		// 1".
		_ = program.Wait()
		if text := log.String(); !strings.Contains(text, "stopping") || strings.Contains(text, "exit status") {
			t.Errorf("after Ctrl+C:\n%s", text)
		}
	})
	return bufio.NewScanner(out)
}

// clean returns the environment without Discord's variables.
func clean(more []string) []string {
	var kept []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "DISCORD_") && !strings.HasPrefix(variable, "PORT=") {
			kept = append(kept, variable)
		}
	}
	return append(kept, more...)
}

// read returns the first line with a prefix, without white space at its ends.
func read(t *testing.T, lines *bufio.Scanner, begins string) string {
	t.Helper()
	for lines.Scan() {
		if line := strings.TrimSpace(lines.Text()); strings.HasPrefix(line, begins) {
			return line
		}
	}
	t.Fatalf("no line begins with %q: %v", begins, lines.Err())
	return ""
}

func TestWhatIsPrintedWorks(t *testing.T) {
	t.Parallel()
	lines := run(t)
	where := read(t, lines, "The bot is at ")
	command := read(t, lines, "go run ./examples/local -send ")

	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	shell := exec.CommandContext(ctx, "sh", "-c", command)
	shell.Dir = repository
	answers, err := shell.CombinedOutput()
	if err != nil {
		t.Fatalf("%s\n%v\n%s", command, err, answers)
	}
	for _, want := range []string{"PING", `{"type":1}`, "/firefly show", "Genji firefly"} {
		if !strings.Contains(string(answers), want) {
			t.Errorf("the answers do not hold %q:\n%s", want, answers)
		}
	}

	forged := exec.CommandContext(ctx, "sh", "-c", command+"x")
	forged.Dir = repository
	if answers, err := forged.CombinedOutput(); err == nil || !strings.Contains(string(answers), "401 Unauthorized") {
		t.Errorf("with another seed: %v\n%s", err, answers)
	}

	address, _, _ := strings.Cut(strings.TrimPrefix(where, "The bot is at "), ";")
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != 200 || !strings.Contains(string(page), "Interactions Endpoint URL") {
		t.Errorf("a browser gets %s %v\n%s", response.Status, err, page)
	}
}

// TestPlayground opens the page and its stream of events as a browser does. Ctrl+C must not wait
// for the stream.
func TestPlayground(t *testing.T) {
	t.Parallel()
	var events *http.Response
	t.Cleanup(func() { // after the program's end, which run has registered later
		if events != nil {
			events.Body.Close()
		}
	})
	lines := run(t)
	address := strings.TrimPrefix(read(t, lines, "To use the bot as in Discord, open "), "To use the bot as in Discord, open ")
	token := ""
	for path, want := range map[string]string{"": "<title>hotaru playground</title>", "assets/js/main.js": "import "} {
		response, err := http.Get(address + path)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != 200 || !strings.Contains(string(page), want) {
			t.Errorf("%s%s: %s %v\n%.300s", address, path, response.Status, err, page)
		}
		if _, found, ok := strings.Cut(string(page), `name="playground-token" content="`); ok {
			token, _, _ = strings.Cut(found, `"`)
		}
	}
	var err error
	if events, err = http.Get(address + "playground/events?token=" + token); err != nil || events.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("events: %v %v", events, err)
	}
}

func TestKeyFromTheEnvironment(t *testing.T) {
	t.Parallel()
	lines := run(t, "DISCORD_PUBLIC_KEY="+discordtest.NewKey().PublicKey())
	read(t, lines, "The bot is at ")
	read(t, lines, "There is no playground")
	if got := read(t, lines, "unset "); got != "unset DISCORD_PUBLIC_KEY" {
		t.Error(got)
	}
	program := exec.Command("go", "run", "./examples/local")
	program.Dir = repository
	program.Env = clean([]string{"DISCORD_PUBLIC_KEY=1f"})
	if out, err := program.CombinedOutput(); err == nil || !strings.Contains(string(out), "64 hex digits") {
		t.Errorf("with a short key: %v\n%s", err, out)
	}
	program = exec.Command("go", "run", "./examples/local")
	program.Dir = repository
	program.Env = clean([]string{"DISCORD_CLIENT_ID=1"})
	if out, err := program.CombinedOutput(); err == nil || !strings.Contains(string(out), "DISCORD_CLIENT_SECRET") {
		t.Errorf("with half of the credentials: %v\n%s", err, out)
	}
}

func TestAddress(t *testing.T) {
	t.Setenv("PORT", "")
	if got := defaultAddress(); got != "127.0.0.1:8080" {
		t.Error(got)
	}
	t.Setenv("PORT", "9000")
	if got := defaultAddress(); got != ":9000" {
		t.Error(got)
	}
}

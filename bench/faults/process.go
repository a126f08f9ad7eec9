package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// build compiles the server once for all scenarios.
func build(ctx context.Context, folder string) (string, error) {
	binary := filepath.Join(folder, "server")
	out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "github.com/hotaru-go/hotaru/bench/faults/server").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building the server: %w\n%s", err, out)
	}
	return binary, nil
}

// process is a running server.
type process struct {
	command *exec.Cmd
	address string
	ledger  string
	log     *tail
	ended   chan struct{}
	err     error
}

// tail keeps the last 1 to 2 MiB that are written to it.
type tail struct {
	mu    sync.Mutex
	text  []byte
	lines int
}

const tailSize = 1 << 20

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines += bytes.Count(b, []byte("\n"))
	if t.text = append(t.text, b...); len(t.text) > 2*tailSize {
		t.text = append([]byte(nil), t.text[len(t.text)-tailSize:]...)
	}
	return len(b), nil
}

// count returns how many times a text occurs in the kept part of the log.
func (t *tail) count(text string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return bytes.Count(t.text, []byte(text))
}

func launch(binary, ledger string, environment, flags []string) (*process, error) {
	p := &process{ledger: ledger, log: &tail{}, ended: make(chan struct{})}
	p.command = exec.Command(binary, append([]string{"-ledger", ledger}, flags...)...)
	p.command.Env = append([]string{"PATH=" + os.Getenv("PATH")}, environment...)
	p.command.Stderr = p.log
	out, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	go func() {
		p.err = p.command.Wait()
		close(p.ended)
	}()
	if err != nil {
		<-p.ended
		return nil, fmt.Errorf("the server did not start: %w\n%s", p.err, p.log.text)
	}
	p.address = strings.TrimSpace(line)
	return p, p.awake()
}

// awake waits until the server answers requests.
func (p *process) awake() (err error) {
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if _, err = p.figures(); err == nil {
			return nil
		}
	}
	p.kill()
	return fmt.Errorf("the server does not answer: %w\n%s", err, p.log.text)
}

// figures holds the resources that the server's process uses. Memory is in bytes.
type figures struct{ Goroutines, Heap, Resident, Files int }

var teller = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}

func (p *process) figures() (f figures, err error) {
	response, err := teller.Get("http://" + p.address + "/figures")
	if err != nil {
		return f, err
	}
	defer response.Body.Close()
	return f, json.NewDecoder(response.Body).Decode(&f)
}

// alive reports whether the process still runs.
func (p *process) alive() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// terminate sends SIGTERM and waits for the end.
func (p *process) terminate(limit time.Duration) (time.Duration, error) {
	began := time.Now()
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		return 0, err
	}
	return p.wait(began, limit)
}

func (p *process) wait(began time.Time, limit time.Duration) (time.Duration, error) {
	select {
	case <-p.ended:
		return time.Since(began), p.err
	case <-time.After(limit):
		p.kill()
		return time.Since(began), errors.New("it had to be killed")
	}
}

func (p *process) kill() {
	if p.alive() {
		_ = p.command.Process.Kill()
		<-p.ended
	}
}

// entries reads the ledger. For each interaction it returns how many times each entry was written.
func (p *process) entries() (map[string]map[string]int, error) {
	text, err := os.ReadFile(p.ledger)
	if err != nil {
		return nil, err
	}
	entries := map[string]map[string]int{}
	for line := range strings.Lines(string(text)) {
		id, what, _ := strings.Cut(strings.TrimSpace(line), " ")
		if entries[id] == nil {
			entries[id] = map[string]int{}
		}
		entries[id][what]++
	}
	return entries, nil
}

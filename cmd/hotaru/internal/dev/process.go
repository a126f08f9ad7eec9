package dev

import (
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// process is a program that runs until it is stopped, with all that it starts.
type process struct {
	command *exec.Cmd
	tail    tail
	// done is closed when the program has ended; err is then how.
	done chan struct{}
	err  error
}

// stopTime is how long a program may take to end by itself.
const stopTime = 3 * time.Second

// start starts a program. What it prints goes to out.
func start(command *exec.Cmd, out io.Writer) (*process, error) {
	p := &process{command: command, done: make(chan struct{})}
	command.Stdout = out
	command.Stderr = io.MultiWriter(out, &p.tail)
	// What the program started may keep its output open after its end.
	command.WaitDelay = time.Second
	ownGroup(command)
	if err := command.Start(); err != nil {
		return nil, err
	}
	go func() {
		p.err = command.Wait()
		close(p.done)
	}()
	return p, nil
}

// stop ends the program: it is asked to, and killed where it has not ended in time.
func (p *process) stop() {
	if p == nil {
		return
	}
	askToEnd(p.command)
	select {
	case <-p.done:
	case <-time.After(stopTime):
	}
	kill(p.command)
	<-p.done
}

// ended reports whether the program has ended.
func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// tail keeps the end of what is written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
}

// maxTail is more than a panic's message and the first of its stacks.
const maxTail = 8 << 10

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b...)
	if extra := len(t.text) - maxTail; extra > 0 {
		t.text = append(t.text[:0], t.text[extra:]...)
	}
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}

// shell returns a command line as the system's shell runs it.
func shell(line string) *exec.Cmd {
	if os.PathSeparator == '\\' {
		return exec.Command("cmd", "/C", line)
	}
	return exec.Command("sh", "-c", line)
}

package dev

import (
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// process is a running program, with all processes that it starts.
type process struct {
	command *exec.Cmd
	tail    tail
	// done is closed when the program has ended. err is then its result.
	done chan struct{}
	err  error
}

// stopTime is how long a program may take to end by itself before it is killed.
const stopTime = 3 * time.Second

// start starts a program. Its output goes to out.
func start(command *exec.Cmd, out io.Writer) (*process, error) {
	p := &process{command: command, done: make(chan struct{})}
	command.Stdout = out
	command.Stderr = io.MultiWriter(out, &p.tail)
	// Processes that the program has started may keep its output open after its end.
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

// stop ends the program. It asks the program to end, and kills it if it has not ended in time.
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

// tail is a writer that keeps the end of what is written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
}

// maxTail is large enough for a panic's message and the first of its stacks.
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

// shell returns a command that runs a command line in the system's shell.
func shell(line string) *exec.Cmd {
	if os.PathSeparator == '\\' {
		return exec.Command("cmd", "/C", line)
	}
	return exec.Command("sh", "-c", line)
}

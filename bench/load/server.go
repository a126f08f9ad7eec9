package main

import (
	"bufio"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hotaru-go/hotaru/bench/contestants"
	"github.com/hotaru-go/hotaru/bench/pinned"
)

// server is a program that serves one library, and its costs.
type server struct {
	name        string
	command     []string
	environment []string
	// constant means that the answer is a constant, as the floor's is.
	constant bool

	costs  []costs   // one for each number of connections
	memory []float64 // the peaks, in KiB
}

// nodeServers are the programs in load/node.
var nodeServers = []struct{ file, name string }{
	{"express.mjs", "Node: discord-interactions with express"},
	{"hono.mjs", "Node: discord-interactions with hono"},
	{"discord-hono.mjs", "Node: discord-hono"},
	{"slash-create.mjs", "Node: slash-create"},
}

// servers returns the floor, hotaru and the others.
func (o *options) servers(key ed25519.PublicKey) (all []*server, err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	wanted := func(key string) bool { return o.only == nil || slices.Contains(o.only, key) }
	for _, c := range contestants.All(key) {
		if wanted(c.Key) {
			all = append(all, &server{name: c.Name, constant: c.Floor, command: []string{self, "-serve", c.Key, "-key", hex.EncodeToString(key)}})
		}
	}
	if o.node == "" {
		return all, nil
	}
	// Node looks for packages beside the program.
	for _, s := range nodeServers {
		text, err := os.ReadFile(filepath.Join("load", "node", s.file))
		if err != nil {
			return nil, err
		}
		path := filepath.Join(o.node, s.file)
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return nil, err
		}
		if wanted(strings.TrimSuffix(s.file, ".mjs")) {
			all = append(all, &server{name: s.name, command: []string{"node", path},
				environment: []string{"NODE_ENV=production", "DISCORD_PUBLIC_KEY=" + hex.EncodeToString(key)}})
		}
	}
	return all, nil
}

// serveOne runs in the process of a server for Go. It prints its address and serves until the
// process is ended.
func serveOne(key, publicKey string) error {
	public, err := hex.DecodeString(publicKey)
	if err != nil {
		return err
	}
	for _, c := range contestants.All(public) {
		if c.Key != key {
			continue
		}
		c.Begin()
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		fmt.Println(listener.Addr())
		return http.Serve(listener, c.Handler)
	}
	return fmt.Errorf("no contestant has the key %q", key)
}

// process is a running server.
type process struct {
	address string
	command *exec.Cmd
}

func (s *server) start(cores int) (*process, error) {
	command := exec.Command(s.command[0], s.command[1:]...)
	command.Env, command.Stderr = append(os.Environ(), s.environment...), os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := pinned.Start(command, cores); err != nil {
		return nil, err
	}
	p := &process{command: command}
	lines := bufio.NewReader(out)
	if p.address, err = lines.ReadString('\n'); err != nil {
		p.end()
		return nil, fmt.Errorf("the server prints no address: %w", err)
	}
	p.address = strings.TrimSpace(p.address)
	go io.Copy(io.Discard, lines)
	return p, nil
}

func (p *process) end() {
	p.command.Process.Kill()
	p.command.Wait()
}

// processorTime returns the processor time that the process's threads have used so far, in user and
// kernel mode. It reads the threads' files, because the sum in the process's own file counts in
// hundredths of a second.
func (p *process) processorTime() (total time.Duration, err error) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", p.command.Process.Pid))
	if err != nil || len(threads) == 0 {
		return 0, fmt.Errorf("no threads of the process: %v", err)
	}
	for _, thread := range threads {
		text, err := os.ReadFile(thread)
		if err != nil {
			return 0, err
		}
		ran, _, _ := strings.Cut(string(text), " ")
		nanoseconds, err := strconv.ParseInt(ran, 10, 64)
		if err != nil {
			return 0, err
		}
		total += time.Duration(nanoseconds)
	}
	return total, nil
}

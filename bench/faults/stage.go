package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
)

// stage is the setting of one scenario: a Discord, its servers, and whether a promise was broken.
type stage struct {
	context.Context
	options
	folder, binary string
	discord        *discordSide
	servers        []*process
	broken         bool
}

func newStage(ctx context.Context, o options, folder, binary string) *stage {
	api := discordtest.NewAPI(discordtest.APIOptions{})
	api.Start()
	return &stage{Context: ctx, options: o, folder: folder, binary: binary, discord: &discordSide{api: api, key: api.Options().Key}}
}

// errStop is the panic value that ends a scenario that cannot go on.
var errStop = errors.New("the scenario cannot go on")

func (s *stage) play(scene func(*stage)) {
	defer s.discord.api.Close()
	defer func() {
		for _, p := range s.servers {
			p.kill()
		}
		if value := recover(); value != nil && value != any(errStop) {
			s.promise(false, "no panic in the scenario: %v\n%s", value, debug.Stack())
		}
	}()
	scene(s)
}

// promise prints whether a promise was kept.
func (s *stage) promise(held bool, format string, args ...any) {
	mark := "kept  "
	if !held {
		mark, s.broken = "BROKEN", true
	}
	fmt.Printf("  %s  %s\n", mark, fmt.Sprintf(format, args...))
}

// figure prints a measurement.
func (s *stage) figure(format string, args ...any) {
	fmt.Printf("          %s\n", fmt.Sprintf(format, args...))
}

// must ends the scenario if a step fails that is not a promise.
func (s *stage) must(err error) {
	if err != nil {
		s.promise(false, "the scenario went on: %v", err)
		panic(errStop)
	}
}

// sleep ends the scenario early if the run is stopped.
func (s *stage) sleep(d time.Duration) {
	select {
	case <-time.After(d):
	case <-s.Done():
		panic(errStop)
	}
}

// start starts a server with the public key.
func (s *stage) start(flags ...string) *process {
	return s.startWith([]string{"DISCORD_PUBLIC_KEY=" + s.discord.key.PublicKey()}, flags...)
}

func (s *stage) startWith(environment []string, flags ...string) *process {
	ledger := filepath.Join(s.folder, "ledger"+strconv.FormatInt(time.Now().UnixNano(), 36))
	environment = append(environment, "DISCORD_API_URL="+s.discord.api.URL())
	p, err := launch(s.binary, ledger, environment, flags)
	s.must(err)
	s.servers = append(s.servers, p)
	return p
}

// settled returns the server's figures once it has about as many goroutines and files as before, or
// after 8 seconds.
func (s *stage) settled(p *process, before figures) figures {
	for end := time.Now().Add(8 * time.Second); ; s.sleep(200 * time.Millisecond) {
		now, err := p.figures()
		s.must(err)
		if now.Goroutines <= before.Goroutines+2 && now.Files <= before.Files+2 || time.Now().After(end) {
			return now
		}
	}
}

// nothingLeft checks the promise that a scenario leaves no goroutines and no open files.
func (s *stage) nothingLeft(p *process, before figures) {
	after := s.settled(p, before)
	s.promise(after.Goroutines <= before.Goroutines+2 && after.Files <= before.Files+2,
		"nothing is left behind: %d goroutines before, %d after; %d open files before, %d after",
		before.Goroutines, after.Goroutines, before.Files, after.Files)
}

// goodBye stops a server with SIGTERM and checks the promise that it ends with status 0.
func (s *stage) goodBye(p *process) {
	took, err := p.terminate(40 * time.Second)
	s.promise(err == nil, "SIGTERM ends the server with status 0, after %v (%v)", took.Round(time.Millisecond), err)
}

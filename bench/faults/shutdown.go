package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"syscall"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
)

// shutdownUnderLoad stops servers again and again, with requests in progress and deferred work
// outstanding. Every interaction that reached a listener must be answered once, and all deferred
// work must be done once.
func shutdownUnderLoad(s *stage) {
	s.discord.api.Lag(0, usualLag)
	for round := range s.rounds {
		for _, callback := range []bool{false, true} {
			stopOnce(s, round, callback)
		}
	}
}

func stopOnce(s *stage, round int, callback bool) {
	name := fmt.Sprintf("round %d, inline", round+1)
	var flags []string
	if callback {
		name = fmt.Sprintf("round %d, by callback", round+1)
		flags = []string{"-callback"}
	}
	p := s.start(flags...)
	ctx, stop := context.WithCancel(s)
	defer stop()
	result := make(chan *outcome, 1)
	go func() {
		result <- load{rate: 400, connections: 32, commands: []string{"ping", "work", "ping", "slow"}, stopAtFirst: true}.run(ctx, s.discord, p.address)
	}()
	s.sleep(1500*time.Millisecond + rand.N(500*time.Millisecond))
	if round%2 == 1 {
		s.freeze(p)
	}
	atSignal, err := p.entries()
	s.must(err)
	outstanding := 0
	for _, of := range atSignal {
		outstanding += of["began"] - of["done"]
	}
	took, err := p.terminate(40 * time.Second)
	stop()
	o := <-result
	s.promise(err == nil, "%s: ended with status 0 after %v, with %d pieces of work outstanding at SIGTERM (%v)", name, took.Round(time.Millisecond), outstanding, err)
	entries, err := p.entries()
	s.must(err)
	s.weigh(name, o, entries)
}

// freeze stops the process for a while, as a busy machine may. Its timers then fire late and
// together.
func (s *stage) freeze(p *process) {
	s.must(p.command.Process.Signal(syscall.SIGSTOP))
	time.Sleep(600 * time.Millisecond)
	s.must(p.command.Process.Signal(syscall.SIGCONT))
}

// weigh compares the server's ledger with the interactions that were sent and answered.
func (s *stage) weigh(name string, o *outcome, entries map[string]map[string]int) {
	edits, answers := map[discord.Snowflake]int{}, map[discord.Snowflake]int{}
	for _, call := range s.discord.api.Calls() {
		switch {
		case call.Status/100 != 2:
		case call.Route == discordtest.RouteEditOriginal:
			edits[call.Interaction]++
		case call.Route == discordtest.RouteCallback:
			answers[call.Interaction]++
		}
	}
	lost, twice, undone, doneTwice, work, inTime := 0, 0, 0, 0, 0, 0
	for id := range o.tried {
		of := entries[id.String()]
		got, answered := o.answered[id]
		switch {
		case of["heard"] == 0 && !answered:
			continue // refused with the connection, as everything is once the server is stopping
		case !answered:
			lost++
			continue
		case of["heard"] != 1 || answers[id] > 1:
			twice++
		}
		// On a slow machine a listener under AutoDefer may still answer in time. Then it has no
		// follow-up to send.
		if got.deferred || got.command == "work" {
			work++
			switch {
			case edits[id] == 0:
				undone++
				s.figure("%s: work not done: interaction %s, command %s; the server logged %v", name, id, got.command, of)
			case edits[id] > 1:
				doneTwice++
			}
		} else if got.command == "slow" {
			inTime++
		}
	}
	refused := len(o.tried) - len(o.times)
	s.promise(lost == 0 && twice == 0 && len(o.refusals) == 0 && o.onlyGood(),
		"%s: of %d interactions heard none is lost and none answered twice: %d lost, %d twice; %v", name, len(entries), lost, twice, o)
	s.promise(undone == 0 && doneTwice == 0, "%s: of %d pieces of work after an answer all are done once: %d undone, %d twice", name, work, undone, doneTwice)
	s.figure("%s: %d requests found the connection closed, unheard; %d listeners under AutoDefer were in time after all", name, refused, inTime)
}

// onlyGood reports whether every response had status 200 or 202.
func (o *outcome) onlyGood() bool {
	return o.statuses[http.StatusOK]+o.statuses[http.StatusAccepted] == len(o.times)
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
)

// flooders is the number of connections of a flood.
const flooders = 16

// flooded is the report of the flooding process. It counts how many times each status came. Status
// 0 means that a connection ended without a response.
type flooded struct {
	Statuses map[int]int
	Seconds  float64
}

func (f flooded) sum() (n int) {
	for _, of := range f.Statuses {
		n += of
	}
	return n
}

// flood is the main function of the flooding process. It sends as fast as answers come, over several
// connections.
func flood(ctx context.Context, kind, target string, d time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	key := discordtest.NewKey() // not the server's
	made := map[string]func(n int) []byte{
		"forged": func(n int) []byte {
			body := []byte(`{"type":2,"id":"1","application_id":"1","token":"t","data":{"id":"1","name":"ping","type":1},"more":"` + strings.Repeat("x", 500) + strconv.Itoa(n) + `"}`)
			return request(key, body, "Content-Length: "+strconv.Itoa(len(body)))
		},
		"claimed": func(int) []byte { return request(key, nil, "Content-Length: 2097152") },
		"chunked": func(int) []byte {
			chunk := append(append([]byte("10000\r\n"), bytes.Repeat([]byte(" "), 1<<16)...), "\r\n"...)
			return append(request(key, nil, "Transfer-Encoding: chunked"), bytes.Repeat(chunk, 32)...)
		},
	}[kind]
	result := flooded{Statuses: map[int]int{}}
	var mu sync.Mutex
	var all sync.WaitGroup
	began := time.Now()
	for n := range flooders {
		all.Go(func() {
			written := made(n)
			statuses := pour(ctx, target, written)
			mu.Lock()
			defer mu.Unlock()
			for status, times := range statuses {
				result.Statuses[status] += times
			}
		})
	}
	all.Wait()
	result.Seconds = time.Since(began).Seconds()
	_ = json.NewEncoder(os.Stdout).Encode(result)
}

func pour(ctx context.Context, target string, written []byte) map[int]int {
	statuses := map[int]int{}
	var c *connection
	for ctx.Err() == nil {
		if c == nil {
			var err error
			if c, err = dial(target); err != nil {
				statuses[-1]++
				time.Sleep(10 * time.Millisecond)
				continue
			}
		}
		_ = c.SetDeadline(time.Now().Add(patience))
		// The server answers before it has read everything, and hangs up. It is not a failure that
		// it does not read the rest.
		_, _ = c.Write(written)
		a, err := c.read()
		statuses[a.status]++
		if err != nil || a.status == http.StatusRequestEntityTooLarge {
			c.Close()
			c = nil
		}
	}
	if c != nil {
		c.Close()
	}
	return statuses
}

// floodFrom runs a flood in a separate process with a lower priority than this one and the server,
// because attackers have their own machines.
func (s *stage) floodFrom(p *process, kind string, d time.Duration) flooded {
	self, err := os.Executable()
	s.must(err)
	arguments := []string{self, "-flooding", kind, "-target", p.address, "-flood", d.String()}
	if nice, err := exec.LookPath("nice"); err == nil {
		arguments = append([]string{nice, "-n", "10"}, arguments...)
	}
	command := exec.CommandContext(s, arguments[0], arguments[1:]...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	s.must(err)
	var result flooded
	s.must(json.Unmarshal(out, &result))
	return result
}

// largeFlood floods the server with bodies that are too large, with a Content-Length and chunked.
func largeFlood(s *stage) {
	p := s.start()
	before, err := p.figures()
	s.must(err)
	for _, kind := range []string{"claimed", "chunked"} {
		var result flooded
		most := 0
		honest := s.during(p, 100, func() {
			ctx, stop := context.WithCancel(s)
			watched := make(chan int)
			go func() { watched <- p.mostResident(ctx) }()
			result = s.floodFrom(p, kind, s.flood)
			stop()
			most = <-watched
		})
		s.figure("%s: %.0f/s, %v; at most %.1f MiB resident, before %.1f MiB", kind, float64(result.sum())/result.Seconds, result.Statuses,
			float64(most)/(1<<20), float64(before.Resident)/(1<<20))
		others := result.sum() - result.Statuses[http.StatusRequestEntityTooLarge] - result.Statuses[0]
		s.promise(others == 0 && result.Statuses[http.StatusRequestEntityTooLarge] > 0, "%s: nothing is answered but 413", kind)
		s.promise(most < before.Resident+(64+flooders*4)<<20, "%s: memory is bounded by the connections", kind)
		s.promise(honest.clean(), "honest requests meanwhile: %v; p50 %v, p99 %v", honest, honest.quantile(0.5), honest.quantile(0.99))
	}
	s.nothingLeft(p, before)
	s.goodBye(p)
}

// mostResident watches a process's resident memory from outside, without running its garbage
// collector.
func (p *process) mostResident(ctx context.Context) (most int) {
	for ctx.Err() == nil {
		text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.command.Process.Pid))
		if fields := strings.Fields(string(text)); len(fields) > 1 {
			pages, _ := strconv.Atoi(fields[1])
			most = max(most, pages*os.Getpagesize())
		}
		time.Sleep(20 * time.Millisecond)
	}
	return most
}

// forgedFlood sends well-formed requests, signed with another key, to a server with HoldRefusals
// on. Quiet and flooded periods take turns, so other load on the machine disturbs both. The medians
// of their p99s are compared.
func forgedFlood(s *stage) {
	const turns = 5
	p := s.start("-hold-refusals")
	before, err := p.figures()
	s.must(err)
	var quiet, loaded []*outcome
	var sum flooded
	most := 0
	for range turns {
		quiet = append(quiet, s.during(p, 200, func() { s.sleep(s.flood / 2) }))
		loaded = append(loaded, s.during(p, 200, func() {
			ctx, stop := context.WithCancel(s)
			watched := make(chan int)
			go func() { watched <- p.mostResident(ctx) }()
			result := s.floodFrom(p, "forged", s.flood/2)
			stop()
			most = max(most, <-watched)
			sum.add(result)
		}))
	}
	s.figure("forged requests: %.0f/s over %d connections, %v", float64(sum.sum())/sum.Seconds, flooders, sum.Statuses)
	s.figure("memory: %.1f MiB resident before, at most %.1f MiB", float64(before.Resident)/(1<<20), float64(most)/(1<<20))
	s.promise(len(sum.Statuses) == 1 && sum.Statuses[http.StatusUnauthorized] > 0, "every forged request is answered 401")
	clean, answers := true, 0
	for _, o := range append(quiet, loaded...) {
		clean, answers = clean && o.clean(), answers+len(o.times)
	}
	s.promise(clean, "all %d honest requests, before and meanwhile, are answered 200", answers)
	unloaded, under := median(quiet, 0.99), median(loaded, 0.99)
	s.figure("honest p50 %v, p99 %v; unloaded p50 %v, p99 %v: medians of %d turns", median(loaded, 0.5), under, median(quiet, 0.5), unloaded, turns)
	ratio := float64(under) / float64(max(unloaded, 1))
	if unloaded > quietEnough {
		s.figure("NOT MEASURED: the machine is busy with something else, an unloaded p99 is %v; %.1f times that", unloaded, ratio)
	} else {
		s.promise(ratio <= s.within, "the honest p99 is %.1f times the unloaded one, of at most %.1f", ratio, s.within)
	}
	s.nothingLeft(p, before)
	s.goodBye(p)
}

// quietEnough is the unloaded p99 above which the machine is too busy for a comparison.
const quietEnough = 10 * time.Millisecond

func (f *flooded) add(more flooded) {
	if f.Statuses == nil {
		f.Statuses = map[int]int{}
	}
	for status, times := range more.Statuses {
		f.Statuses[status] += times
	}
	f.Seconds += more.Seconds
}

// median returns the median of a quantile over several turns.
func median(of []*outcome, q float64) time.Duration {
	var all []time.Duration
	for _, o := range of {
		all = append(all, o.quantile(q))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

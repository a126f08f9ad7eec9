package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// load describes honest requests at a steady rate.
type load struct {
	rate, connections int
	// count is how many requests there are. If it is zero, there are as many as fit into the
	// context's time.
	count int64
	// commands take turns.
	commands []string
	// stopAtFirst makes a connection stop at its first error. Use it while the server is being
	// stopped.
	stopAtFirst bool
}

// outcome is the result of a load.
type outcome struct {
	mu       sync.Mutex
	times    []time.Duration
	statuses map[int]int
	answered map[discord.Snowflake]reply
	tried    map[discord.Snowflake]bool
	refusals []error // of answers that Discord would not take
	errors   []error // of connections

	begun      atomic.Int64   // requests
	processing sync.WaitGroup // answers that Discord has received and does not know yet
}

// reply is the answer to an interaction. A deferred answer is completed later.
type reply struct {
	command  string
	deferred bool
}

// run sends the load until ctx ends or all requests are made. It returns when all answers have come
// and are processed. If a request had to wait for the previous one on its connection, its time
// counts from when it was due. Otherwise it counts from when it is sent, because this process may
// itself be late.
func (l load) run(ctx context.Context, d *discordSide, address string) *outcome {
	o := &outcome{statuses: map[int]int{}, answered: map[discord.Snowflake]reply{}, tried: map[discord.Snowflake]bool{}}
	every := time.Second * time.Duration(l.connections) / time.Duration(l.rate)
	var all sync.WaitGroup
	for n := range l.connections {
		all.Go(func() {
			next := time.Now().Add(every * time.Duration(n) / time.Duration(l.connections))
			timer := time.NewTimer(time.Until(next))
			defer timer.Stop()
			var c *connection
			var free time.Time // when the connection was free again
			defer func() {
				if c != nil {
					c.Close()
				}
			}()
			for turn := n; ; turn++ {
				select {
				case <-timer.C:
				case <-ctx.Done():
					return
				}
				if o.begun.Add(1) > l.count && l.count > 0 {
					return
				}
				due := time.Now()
				if next.Before(free) {
					due = next
				}
				var err error
				if c, err = o.one(c, d, address, l.commands[turn%len(l.commands)], due); err != nil && l.stopAtFirst {
					return
				}
				free, next = time.Now(), next.Add(every)
				timer.Reset(time.Until(next))
			}
		})
	}
	all.Wait()
	o.processing.Wait()
	return o
}

// one sends an interaction over the connection, or a new one, and returns the connection for the
// next.
func (o *outcome) one(c *connection, d *discordSide, address, command string, due time.Time) (*connection, error) {
	if c == nil {
		var err error
		if c, err = dial(address); err != nil {
			o.failed(err)
			return nil, err
		}
	}
	i := d.interaction(command)
	if err := d.begin(i); err != nil {
		o.failed(err)
		return c, err
	}
	o.mu.Lock()
	o.tried[i.id] = true
	o.mu.Unlock()
	a, err := c.exchange(d.written(i))
	took := time.Since(due)
	if err != nil {
		c.Close()
		o.failed(err)
		return nil, err
	}
	o.processing.Go(func() {
		if refusal := d.ended(i, a); refusal != nil {
			o.mu.Lock()
			defer o.mu.Unlock()
			o.refusals = append(o.refusals, refusal)
		}
	})
	o.mu.Lock()
	defer o.mu.Unlock()
	o.times = append(o.times, took)
	o.statuses[a.status]++
	if a.status/100 == 2 {
		deferred := a.status == http.StatusAccepted || bytes.HasPrefix(a.body, []byte(`{"type":5`))
		o.answered[i.id] = reply{command, deferred}
	}
	return c, nil
}

func (o *outcome) failed(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.errors = append(o.errors, err)
}

// clean reports whether every request got a 2xx answer that Discord accepts.
func (o *outcome) clean() bool {
	for status := range o.statuses {
		if status/100 != 2 {
			return false
		}
	}
	return len(o.times) > 0 && len(o.errors) == 0 && len(o.refusals) == 0
}

func (o *outcome) String() string {
	text := fmt.Sprintf("%d answers", len(o.times))
	for _, status := range slices.Sorted(maps.Keys(o.statuses)) {
		text += fmt.Sprintf(", %d of status %d", o.statuses[status], status)
	}
	if len(o.errors) > 0 {
		text += fmt.Sprintf(", %d connections failed (first: %v)", len(o.errors), o.errors[0])
	}
	if len(o.refusals) > 0 {
		text += fmt.Sprintf(", %d answers refused (first: %v)", len(o.refusals), o.refusals[0])
	}
	return text
}

// quantile returns a quantile of the times, or zero if there are none.
func (o *outcome) quantile(q float64) time.Duration {
	if len(o.times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(o.times))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)].Round(time.Microsecond)
}

// during sends an honest load of pings while something runs, and returns the load's outcome.
func (s *stage) during(p *process, rate int, something func()) *outcome {
	ctx, stop := context.WithCancel(s)
	result := make(chan *outcome, 1)
	go func() {
		result <- load{rate: rate, connections: 4, commands: []string{"ping"}}.run(ctx, s.discord, p.address)
	}()
	defer stop()
	something()
	stop()
	return <-result
}

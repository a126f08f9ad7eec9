package main

import (
	"net/http"
	"time"
)

// misbehavingListeners runs listeners that hang, panic, leak and answer late, together with a good
// one.
func misbehavingListeners(s *stage) {
	const each = 50
	p := s.start()
	before, err := p.figures()
	s.must(err)
	// hanging holds the connections whose listener never returns.
	var hanging []*connection
	call := func(command string) func(int) string {
		return func(int) string {
			c, err := dial(p.address)
			if err != nil {
				return err.Error()
			}
			defer c.Close()
			_ = c.SetDeadline(time.Now().Add(10 * time.Second))
			if _, err := c.Write(s.discord.written(s.discord.interaction(command))); err != nil {
				return err.Error()
			}
			return c.end()
		}
	}
	var panicked, late, leaked map[string]int
	honest := s.during(p, 100, func() {
		for range each {
			c, err := dial(p.address)
			s.must(err)
			_, err = c.Write(s.discord.written(s.discord.interaction("hang")))
			s.must(err)
			hanging = append(hanging, c)
		}
		panicked = crowded(each, call("panic"))
		late = crowded(each, call("late"))
		leaked = crowded(each, call("leak"))
	})
	s.promise(panicked["500"] == each, "a listener that panics gets 500: %v", panicked)
	s.promise(late["200"] == each, "a listener that answers after the deadline is answered all the same: %v", late)
	s.promise(p.log.count("answered later than Discord waits") == each, "and the log says so: %d times", p.log.count("answered later than Discord waits"))
	s.promise(leaked["200"] == each, "a listener that leaks is answered: %v", leaked)
	s.promise(p.alive() && honest.clean(), "honest requests beside all that, and %d that hang: %v; p50 %v, p99 %v", each, honest, honest.quantile(0.5), honest.quantile(0.99))
	for _, c := range hanging {
		c.reset()
	}
	// A goroutine that hangs cannot be ended from outside. net/http has one goroutine for the
	// connection and no other.
	expected := figures{Goroutines: before.Goroutines + 2*each, Files: before.Files + each}
	after := s.settled(p, expected)
	s.promise(after.Goroutines <= expected.Goroutines+2, "of %d hanging and %d leaking listeners %d goroutines are left: theirs", each, each, after.Goroutines-before.Goroutines)
	honest = s.during(p, 100, func() { s.sleep(time.Second) })
	s.promise(honest.clean() && honest.statuses[http.StatusOK] > 0, "honest requests after it: %v", honest)
}

// shutdownOfStuckListeners stops a server while listeners hang.
func shutdownOfStuckListeners(s *stage) {
	const limit = 3 * time.Second
	p := s.start("-shutdown", limit.String())
	for range 10 {
		c, err := dial(p.address)
		s.must(err)
		defer c.reset()
		_, err = c.Write(s.discord.written(s.discord.interaction("hang")))
		s.must(err)
	}
	s.sleep(200 * time.Millisecond)
	took, err := p.terminate(30 * time.Second)
	s.promise(err != nil && took >= limit-100*time.Millisecond && took < limit+3*time.Second, "listeners that hang hold it up for ShutdownTimeout, %v, and no longer: %v", limit, took.Round(time.Millisecond))
	s.promise(p.log.count("requests cut off") == 1, "the log says that requests were cut off, and the status is not 0: %v", err)
}

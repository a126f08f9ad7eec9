package main

import (
	"net/http"
	"strconv"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
)

// keylessStart starts a server that has to fetch its key while Discord's API is down.
func keylessStart(s *stage) {
	api := s.discord.api
	api.Fail(discordtest.Fault{Route: discordtest.RouteApplication, Times: -1, Status: http.StatusServiceUnavailable})
	began := time.Now()
	p := s.startWith([]string{"DISCORD_BOT_TOKEN=" + api.Options().BotToken})
	s.figure("it serves %v after its start, without a key", time.Since(began).Round(time.Millisecond))
	c, err := dial(p.address)
	s.must(err)
	statuses, told := map[int]int{}, true
	ask := func() int {
		a, err := c.exchange(s.discord.written(s.discord.interaction("ping")))
		s.must(err)
		statuses[a.status]++
		if a.status == http.StatusServiceUnavailable {
			seconds, err := strconv.Atoi(a.retryAfter)
			told = told && err == nil && seconds >= 1 && seconds <= 30
		}
		return a.status
	}
	for time.Since(began) < s.outage {
		ask()
		s.sleep(20 * time.Millisecond)
	}
	s.promise(len(statuses) == 1 && statuses[http.StatusServiceUnavailable] > 0, "while the API is down everything is answered 503: %v", statuses)
	s.promise(told, "every 503 says when to try again, in Retry-After")
	calls := len(api.CallsOf(discordtest.RouteApplication))
	// The pauses between the fetches are 0.25, 0.5, 1, 2 seconds and so on. Each fetch may try the
	// call a few times.
	limit := 5
	for wait := 250 * time.Millisecond; wait < s.outage; wait *= 2 {
		limit += 5
	}
	s.promise(calls <= limit, "the API was called %d times in %v by %d requests, at most %d", calls, s.outage, statuses[503], limit)

	api.Heal()
	up := time.Now()
	for ask() != http.StatusOK && time.Since(up) < time.Minute {
		s.sleep(20 * time.Millisecond)
	}
	s.promise(statuses[http.StatusOK] == 1, "the server finds its key %v after the API is up again; the longest wait is 30 s", time.Since(up).Round(time.Millisecond))
	after := len(api.CallsOf(discordtest.RouteApplication))
	for range 100 {
		ask()
	}
	s.promise(statuses[http.StatusOK] == 101 && len(api.CallsOf(discordtest.RouteApplication)) == after, "and keeps it: %v, no further call", statuses)
	c.Close()
	s.goodBye(p)
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

const (
	// usualLag is the longest time that Discord takes to process an inline answer in the scenarios
	// of other faults.
	usualLag = 300 * time.Millisecond
	// longLag is the longest time in the scenario in which the lag is the fault.
	longLag = 2 * time.Second
)

// finished maps each command to the messages that the person must see in the end.
var finished = map[string][]string{
	"work": {"done"}, "slow": {"done"}, "report": {"done", "more"}, "brief": {"done"},
}

// laggingDiscord simulates a Discord that needs up to two seconds to process an inline answer, and
// whose API sometimes fails. Every answer must be completed, and only once.
func laggingDiscord(s *stage) {
	s.discord.api.Lag(0, longLag)
	s.failNowAndThen()
	w := watch(s, s.discord.api)
	defer w.stop()
	for _, callback := range []bool{false, true} {
		name, flags := "inline", []string(nil)
		if callback {
			name, flags = "by callback", []string{"-callback"}
		}
		p := s.start(flags...)
		o := load{rate: 50, connections: 32, count: int64(s.deferred / 2), commands: []string{"work", "slow", "report", "brief"}}.run(s, s.discord, p.address)
		took := s.waitFor(20*time.Second, func() bool { lost, _ := w.weigh(o); return lost == 0 })
		lost, twice := w.weigh(o)
		entries, err := p.entries()
		s.must(err)
		heard := 0
		for id := range o.tried {
			heard += entries[id.String()]["heard"]
		}
		early, refused, completed := w.figures(o)
		s.promise(o.clean() && heard == len(o.tried), "%s: %d interactions, each heard once (%d) and answered: %v", name, len(o.tried), heard, o)
		s.promise(lost == 0 && twice == 0, "%s: every answer is completed, once, %v after the last request: %d lost, %d doubled", name, took.Round(100*time.Millisecond), lost, twice)
		s.promise(p.log.count("level=ERROR") == 0, "%s: the log has no error: %d", name, p.log.count("level=ERROR"))
		s.figure("%s: %d calls came before Discord knew the answer, %d failed otherwise; from Discord's knowing a deferred answer to its completion p50 %v, p99 %v",
			name, early, refused, quantile(completed, 0.5), quantile(completed, 0.99))
		s.goodBye(p)
	}
}

// failNowAndThen makes about one call in twenty fail. It only rate-limits follow-ups, because a
// follow-up whose response is lost may have been sent and cannot be sent again.
func (s *stage) failNowAndThen() {
	limited := discordtest.Fault{Status: http.StatusTooManyRequests, RetryAfter: 200 * time.Millisecond}
	faults := []discordtest.Fault{{Status: 500}, {Status: 502, Acted: true}, {Reset: true}, {Reset: true, Acted: true}, limited}
	for _, route := range []string{discordtest.RouteCallback, discordtest.RouteEditOriginal, discordtest.RouteFollowUp} {
		if route == discordtest.RouteFollowUp {
			faults = []discordtest.Fault{limited}
		}
		for n := range s.deferred / 5 {
			fault := faults[rand.N(len(faults))]
			fault.Route, fault.Skip = route, 20*n+rand.N(20)
			s.discord.api.Fail(fault)
		}
	}
}

// watcher records what people see of each interaction.
type watcher struct {
	mu    sync.Mutex
	shown map[discord.Snowflake]map[discord.Snowflake]string
	// known is when Discord had processed a deferred answer. completed is how long after that it
	// was completed.
	known     map[discord.Snowflake]time.Time
	completed map[discord.Snowflake]time.Duration
	// early counts the calls before that. failed counts the other calls that did not succeed.
	early, failed map[discord.Snowflake]int
	stop          func()
}

func watch(ctx context.Context, api *discordtest.API) *watcher {
	w := &watcher{
		shown: map[discord.Snowflake]map[discord.Snowflake]string{}, known: map[discord.Snowflake]time.Time{},
		completed: map[discord.Snowflake]time.Duration{}, early: map[discord.Snowflake]int{}, failed: map[discord.Snowflake]int{},
	}
	ctx, cancel := context.WithCancel(ctx)
	var watching sync.WaitGroup
	events := api.Events(ctx)
	watching.Go(func() {
		for e := range events {
			w.mu.Lock()
			w.note(e)
			w.mu.Unlock()
		}
	})
	w.stop = func() { cancel(); watching.Wait() }
	return w
}

func (w *watcher) note(e discordtest.Event) {
	switch e.Type {
	case discordtest.EventAnswered:
		if e.Answer == discord.CallbackDeferredMessage {
			w.known[e.Interaction] = e.Time
		}
	case discordtest.EventCall:
		switch refusal := e.Call.Refusal; {
		case refusal != nil && refusal.Code == rest.ErrUnknownWebhook:
			w.early[e.Interaction]++
		case e.Call.Status/100 != 2:
			w.failed[e.Interaction]++
		}
	case discordtest.EventMessage, discordtest.EventEdited:
		var message struct{ Content string }
		_ = json.Unmarshal(e.Message, &message)
		if w.shown[e.Interaction] == nil {
			w.shown[e.Interaction] = map[discord.Snowflake]string{}
		}
		w.shown[e.Interaction][e.MessageID] = message.Content
		if known, deferred := w.known[e.Interaction]; deferred && message.Content == "done" && w.completed[e.Interaction] == 0 {
			w.completed[e.Interaction] = e.Time.Sub(known)
		}
	case discordtest.EventDeleted:
		delete(w.shown[e.Interaction], e.MessageID)
	}
}

// weigh counts the interactions with a missing message, and those with a duplicate message.
func (w *watcher) weigh(o *outcome) (lost, twice int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for id, one := range o.answered {
		var shown []string
		for _, text := range w.shown[id] {
			shown = append(shown, text)
		}
		slices.Sort(shown)
		switch want := finished[one.command]; {
		case len(shown) > len(want):
			twice++
		case !slices.Equal(shown, want):
			lost++
		}
	}
	return lost + len(o.tried) - len(o.answered), twice
}

func (w *watcher) figures(o *outcome) (early, failed int, completed []time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for id := range o.tried {
		early, failed = early+w.early[id], failed+w.failed[id]
		if after, deferred := w.completed[id]; deferred {
			completed = append(completed, after)
		}
	}
	return early, failed, completed
}

// waitFor waits until done returns true, up to a limit, and returns how long that took.
func (s *stage) waitFor(limit time.Duration, done func() bool) time.Duration {
	began := time.Now()
	for !done() && time.Since(began) < limit {
		s.sleep(100 * time.Millisecond)
	}
	return time.Since(began)
}

func quantile(times []time.Duration, q float64) string {
	if len(times) == 0 {
		return "none"
	}
	slices.Sort(times)
	return fmt.Sprint(times[min(int(q*float64(len(times))), len(times)-1)].Round(time.Millisecond))
}

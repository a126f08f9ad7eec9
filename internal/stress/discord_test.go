package stress

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/internal/memnet"
)

// world is a Discord that records what its people see.
type world struct {
	api     *discordtest.API
	network *memnet.Network

	mu sync.Mutex
	// kind is the kind of each interaction. shown are its messages.
	kind  map[discord.Snowflake]int
	shown map[discord.Snowflake]map[discord.Snowflake]string
	early int
}

// newWorld makes a Discord that needs up to two seconds to process an answer. About every twentieth
// API call fails, except calls whose failure loses a message by Discord's own rules.
func newWorld(t *testing.T) *world {
	api := discordtest.NewAPI(discordtest.APIOptions{})
	api.Lag(0, 2*time.Second)
	w := &world{api: api, kind: map[discord.Snowflake]int{}, shown: map[discord.Snowflake]map[discord.Snowflake]string{}}
	limited := discordtest.Fault{Status: http.StatusTooManyRequests, RetryAfter: 200 * time.Millisecond}
	faults := []discordtest.Fault{{Status: 500}, {Status: 502, Acted: true}, {Reset: true}, {Reset: true, Acted: true}, {Latency: 300 * time.Millisecond}, limited}
	for _, route := range []string{discordtest.RouteCallback, discordtest.RouteEditOriginal, discordtest.RouteGetOriginal, discordtest.RouteDeleteOriginal} {
		w.fail(route, faults)
	}
	// If the response to a send is lost, the message may exist. Nobody can safely send it again.
	w.fail(discordtest.RouteFollowUp, []discordtest.Fault{limited, {Latency: 300 * time.Millisecond}})
	w.network = memnet.Serve(t, api)
	api.SetURL("http://discord.memory")
	return w
}

func (w *world) fail(route string, faults []discordtest.Fault) {
	for n := range 100 {
		fault := faults[rand.N(len(faults))]
		fault.Route, fault.Skip = route, 20*n+rand.N(20)
		w.api.Fail(fault)
	}
}

// watch records what people see until the context ends.
func (w *world) watch(ctx context.Context) {
	for e := range w.api.Events(ctx) {
		w.mu.Lock()
		if e.Type == discordtest.EventCall && e.Call.Refusal != nil && e.Call.Refusal.Code == 10015 {
			w.early++
		}
		if shown := w.shown[e.Interaction]; shown != nil && e.MessageID != 0 {
			var message struct{ Content string }
			_ = json.Unmarshal(e.Message, &message)
			shown[e.MessageID] = message.Content
			if e.Type == discordtest.EventDeleted {
				delete(shown, e.MessageID)
			}
		}
		w.mu.Unlock()
	}
}

// interaction makes an interaction of a kind.
func (w *world) interaction(kind int) (discord.Snowflake, []byte) {
	id := w.api.NewID()
	name, number := kinds[kind].name, discord.InteractionCommand
	data := fmt.Sprintf(`"data":{"id":"9","name":%q,"type":1}`, name)
	if name == "press" {
		number = discord.InteractionComponent
		data = fmt.Sprintf(`"data":{"custom_id":"press","component_type":2},"message":{"id":"%d","channel_id":"6","content":"Press","author":{"id":"8","username":"bot"}}`, w.api.NewID())
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kind[id], w.shown[id] = kind, map[discord.Snowflake]string{}
	return id, fmt.Appendf(nil, `{"type":%d,"id":"%d","application_id":"%d","token":"token-of-%d","version":1,"guild_id":"5","channel_id":"6",
		"member":{"user":{"id":"7","username":"mira"},"roles":[],"permissions":"8"},%s}`, number, id, w.api.Options().ApplicationID, id, data)
}

// answer is the answer of an endpoint.
type answer struct {
	status      int
	contentType string
	body        []byte
}

// use makes a person use the bot, and applies the bot's answer.
func (w *world) use(t *testing.T, send func([]byte) (answer, error)) {
	id, body := w.interaction(rand.N(len(kinds)))
	if err := w.api.Begin(body); err != nil {
		t.Error(err)
		return
	}
	got, err := send(body)
	switch {
	case err != nil:
		t.Errorf("%d: %v", id, err)
	case got.status == http.StatusOK:
		if err := w.api.Answered(id, got.contentType, got.body); err != nil {
			t.Errorf("%d: Discord refuses the answer: %v", id, err)
		}
	case got.status != http.StatusAccepted:
		t.Errorf("%d: answered %d %s", id, got.status, got.body)
	}
}

// check reports answers that people do not see or see twice. It returns the number of apologies.
func (w *world) check(t *testing.T, b *bot) (apologies int) {
	lost, doubled := 0, 0
	for id, kind := range w.kind {
		b.check(t, id, kind)
		var shown []string
		for _, text := range w.shown[id] {
			shown = append(shown, text)
		}
		slices.Sort(shown)
		want := kinds[kind].shows
		apologised := slices.Equal(shown, []string{apology})
		if apologised {
			apologies++
		}
		switch {
		case slices.Equal(shown, want), apologised && kinds[kind].mayFail:
			continue
		case len(shown) > len(want):
			doubled++
		default:
			lost++
		}
		t.Logf("%s %d shows %q, want %q", kinds[kind].name, id, shown, want)
	}
	if lost > 0 || doubled > 0 {
		t.Errorf("of %d interactions %d lost something and %d doubled something", len(w.kind), lost, doubled)
	}
	return apologies
}

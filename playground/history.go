package playground

import (
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/hotaru-go/hotaru/discord"
)

// history keeps the messages and the newest exchanges. It sends each change to the pages before it
// allows the next one: a page keeps the last event about a message or an exchange.
type history struct {
	pages     *hub
	mu        sync.Mutex
	messages  map[discord.Snowflake]json.RawMessage
	exchanges []*exchange
}

// remembered is how many exchanges, and how many messages, are kept.
const remembered = 500

// all returns the messages and the exchanges, oldest first.
func (h *history) all() ([]json.RawMessage, []*exchange) {
	h.mu.Lock()
	defer h.mu.Unlock()
	messages := make([]json.RawMessage, 0, len(h.messages))
	for _, id := range h.ids() {
		messages = append(messages, h.messages[id])
	}
	exchanges := make([]*exchange, len(h.exchanges))
	for n, e := range h.exchanges {
		copied := *e
		exchanges[n] = &copied
	}
	return messages, exchanges
}

func (h *history) ids() []discord.Snowflake {
	ids := make([]discord.Snowflake, 0, len(h.messages))
	for id := range h.messages {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// put stores a message.
func (h *history) put(id discord.Snowflake, message json.RawMessage) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.messages == nil {
		h.messages = map[discord.Snowflake]json.RawMessage{}
	}
	h.messages[id] = message
	if len(h.messages) > remembered {
		delete(h.messages, h.ids()[0])
	}
	h.pages.send("message", message)
}

// remove removes a message.
func (h *history) remove(id discord.Snowflake) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.messages, id)
	h.pages.tell("delete", struct {
		ID discord.Snowflake `json:"id"`
	}{id})
}

// add adds an exchange.
func (h *history) add(e *exchange) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.exchanges = append(h.exchanges, e)
	if len(h.exchanges) > remembered {
		h.exchanges = slices.Delete(h.exchanges, 0, len(h.exchanges)-remembered)
	}
	h.pages.tell("exchange", e)
}

// change changes an exchange. It reports whether the exchange is still kept.
func (h *history) change(id discord.Snowflake, change func(*exchange)) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range slices.Backward(h.exchanges) {
		if e.ID == id {
			change(e)
			h.pages.tell("exchange", e)
			return true
		}
	}
	return false
}

// newest returns the newest interaction that began after a time, or zero.
func (h *history) newest(after time.Time) discord.Snowflake {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range slices.Backward(h.exchanges) {
		if e.Kind != "call" && e.At.After(after) {
			return e.ID
		}
	}
	return 0
}

// find returns an exchange as it is now.
func (h *history) find(id discord.Snowflake) (exchange, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.exchanges {
		if e.ID == id {
			return *e, true
		}
	}
	return exchange{}, false
}

// message returns a message's JSON, or nil if there is no such message.
func (h *history) message(id discord.Snowflake) json.RawMessage {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.messages[id]
}

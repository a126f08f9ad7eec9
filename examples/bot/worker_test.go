package bot_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discordtest"
)

// channel is Discord's channel for the worker's jobs. One job in three fails in its first run, two
// jobs always fail, and the worker is killed during the twelfth call.
type channel struct {
	mu    sync.Mutex
	calls int
	tries map[string]int
	ran   map[string]int
	kill  func()
}

func (c *channel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, _ := io.ReadAll(r.Body)
	var sent struct{ Content string }
	_ = json.Unmarshal(text, &sent)
	_, about, _ := strings.Cut(sent.Content, "reminded: ")
	c.mu.Lock()
	c.calls++
	c.tries[about]++
	die := c.calls == 12
	fails := strings.HasPrefix(about, "poison") || strings.HasPrefix(about, "flaky") && c.tries[about] == 1
	if !fails && !die {
		c.ran[about]++
	}
	c.mu.Unlock()
	switch {
	case die:
		c.kill()
	case fails:
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, `{"code":50013,"message":"Missing Permissions"}`)
	default:
		_, _ = io.WriteString(w, `{"id":"1","channel_id":"1","content":"","author":{"id":"1","username":"firefly"}}`)
	}
}

// done returns how many times each job was done.
func (c *channel) done() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.ran)
}

// The built worker is killed in the middle of a batch, some of its jobs fail, and two are poisoned.
// Every other job is done at least once, none is lost, the poisoned ones are the dead letters, and
// a batch with failures is not run again as a whole.
func TestWorkerIsKilled(t *testing.T) {
	t.Parallel()
	a := onAWS(t)
	discord := &channel{tries: map[string]int{}, ran: map[string]int{}, kill: func() {
		if n := a.worker.Kill(); n != 1 {
			t.Errorf("%d workers were killed", n)
		}
	}}
	a.app.API.Handle("POST /channels/{channel}/messages", discord)
	var names []string
	for n := range 36 {
		name := fmt.Sprint("good", n)
		switch {
		case n%18 == 17:
			name = fmt.Sprint("poison", n)
		case n%3 == 0:
			name = fmt.Sprint("flaky", n)
		}
		names = append(names, name)
		a.app.Slash("remind", discordtest.Values{"about": name, "minutes": 20})
	}
	dead := map[string]bool{}
	for step := 0; step < 20; step++ {
		a.advance(t, 30*time.Minute)
		for _, body := range a.deadLetters(t) {
			dead[body] = true
		}
		if len(dead) == 2 && len(discord.done()) == 34 {
			break
		}
	}
	twice, done := 0, discord.done()
	for _, name := range names {
		n := done[name]
		switch {
		case strings.HasPrefix(name, "poison"):
			if n != 0 {
				t.Errorf("%s was done", name)
			}
		case n == 0:
			t.Errorf("%s is lost", name)
		case n > 1:
			twice++
		}
	}
	if len(dead) != 2 {
		t.Errorf("%d dead letters, want the two poisoned jobs", len(dead))
	}
	if twice > 9 {
		t.Errorf("%d jobs were done twice: more than what the killed batch can have done", twice)
	}
	if n := a.worker.Started(); n != 2 {
		t.Errorf("%d workers were started, want one and its replacement", n)
	}
	if n := a.left(t); n != 0 {
		t.Errorf("%d messages are left in the queue", n)
	}
}

// deadLetters receives the messages in the dead-letter queue.
func (a *aws) deadLetters(t *testing.T) (bodies []string) {
	t.Helper()
	var out struct{ Messages []struct{ Body string } }
	err := a.queues.Call(t.Context(), "ReceiveMessage", map[string]any{"QueueUrl": a.queues.DeadURL, "MaxNumberOfMessages": 10, "VisibilityTimeout": 43200}, &out)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range out.Messages {
		bodies = append(bodies, m.Body)
	}
	return bodies
}

// left counts the messages of the queue, hidden or not.
func (a *aws) left(t *testing.T) (n int) {
	t.Helper()
	var out struct{ Attributes map[string]string }
	if err := a.queues.Call(t.Context(), "GetQueueAttributes", map[string]any{"QueueUrl": a.queues.URL, "AttributeNames": []string{"All"}}, &out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"} {
		var one int
		if _, err := fmt.Sscan(out.Attributes[name], &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		n += one
	}
	return n
}

package gcf_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// recorder is Discord with a record of the calls to it and of the entries that tests add.
type recorder struct {
	*discordtest.API
	key discordtest.Key
	url string

	mu      sync.Mutex
	news    chan struct{}
	entries []string
}

func newRecorder(t *testing.T) *recorder {
	key := discordtest.NewKey()
	r := &recorder{API: discordtest.NewAPI(discordtest.APIOptions{Key: key}), key: key, news: make(chan struct{}, 1)}
	server := httptest.NewServer(r)
	t.Cleanup(r.Close)
	t.Cleanup(server.Close)
	r.SetURL(server.URL)
	r.url = r.URL()
	return r
}

// ServeHTTP lets Discord answer, and records the call: "callback" and its type, "original" and its
// content. It leaves out calls that come before Discord knows the answer: over a network they may.
func (r *recorder) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	r.API.ServeHTTP(w, request)
	calls := r.Calls()
	call := calls[len(calls)-1]
	var body struct {
		Type    int
		Content string
	}
	_ = json.Unmarshal(call.JSON, &body)
	switch {
	case call.Refusal != nil && call.Refusal.Code == rest.ErrUnknownWebhook:
		// The call overtook the answer, and is made again.
	case call.Status >= 300:
		r.add(fmt.Sprintf("%s refused: %d %s", call.Route, call.Status, call.Response))
	case call.Route == discordtest.RouteCallback:
		r.add(fmt.Sprint("callback ", body.Type))
	case call.Route == discordtest.RouteEditOriginal:
		r.add("original " + body.Content)
	default:
		r.add(call.Route)
	}
}

func (r *recorder) add(entry string) {
	r.mu.Lock()
	r.entries = append(r.entries, entry)
	r.mu.Unlock()
	select {
	case r.news <- struct{}{}:
	default:
	}
}

func (r *recorder) all() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.entries)
}

// wait returns the record when it has n entries.
func (r *recorder) wait(t *testing.T, n int) []string {
	t.Helper()
	for late := time.After(20 * time.Second); ; {
		if entries := r.all(); len(entries) >= n {
			return entries
		}
		select {
		case <-r.news:
		case <-late:
			t.Fatalf("Discord was called %d times, not %d: %q", len(r.all()), n, r.all())
		}
	}
}

// interaction is a slash command that Discord sends.
type interaction struct {
	*http.Request
	id discord.Snowflake
}

// command begins an interaction; options are JSON objects.
func (r *recorder) command(t *testing.T, ctx context.Context, to *process, name string, options ...string) interaction {
	t.Helper()
	i := interaction{id: r.NewID()}
	body := fmt.Appendf(nil, `{"type":2,"id":"%s","application_id":"%s","token":"token-of-%[1]s","version":1,"channel_id":"4",
		"data":{"id":"2","name":%[3]q,"type":1,"options":[%[4]s]},"user":{"id":"3","username":"someone"}}`,
		i.id, r.Options().ApplicationID, name, strings.Join(options, ","))
	if err := r.Begin(body); err != nil {
		t.Fatal(err)
	}
	i.Request = r.key.Request(ctx, to.url, body)
	return i
}

// send sends a command, and gives Discord the answer if it comes with the response.
func (r *recorder) send(t *testing.T, to *process, name string, options ...string) (status int, body string) {
	t.Helper()
	return r.do(t, r.command(t, t.Context(), to, name, options...))
}

func (r *recorder) do(t *testing.T, i interaction) (status int, body string) {
	t.Helper()
	response, err := http.DefaultClient.Do(i.Request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode == http.StatusOK {
		if err := r.Answered(i.id, response.Header.Get("Content-Type"), text); err != nil {
			t.Errorf("Discord refuses the answer: %v", err)
		}
	}
	return response.StatusCode, string(text)
}

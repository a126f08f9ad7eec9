package adapters_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hotaru-go/hotaru/adapters"
	"github.com/hotaru-go/hotaru/core"
	"github.com/hotaru-go/hotaru/discord"
	"github.com/hotaru-go/hotaru/discordtest"
	"github.com/hotaru-go/hotaru/rest"
)

// lab is a bot over net/http, and the Discord it talks to.
type lab struct {
	*testing.T
	api      *discordtest.API
	endpoint *adapters.Endpoint
	serving  *httptest.Server
	client   *http.Client
	// answered is closed when the one interaction has been answered. It may be nil.
	answered chan struct{}
	log      *logbook

	mu     sync.Mutex
	events []discordtest.Event
}

func newLab(t *testing.T, o core.Options, routes ...core.Route) *lab {
	t.Helper()
	return newLabWith(t, discordtest.APIOptions{}, o, routes...)
}

func newLabWith(t *testing.T, api discordtest.APIOptions, o core.Options, routes ...core.Route) *lab {
	t.Helper()
	// These tests do not check whether a busy machine answers within three seconds.
	api.AnswerTime = cmp.Or(api.AnswerTime, time.Minute)
	l := &lab{T: t, api: discordtest.NewAPI(api), log: new(logbook)}
	l.api.Start()
	var watching sync.WaitGroup
	happening := l.api.Events(context.Background())
	watching.Go(func() {
		for e := range happening {
			l.mu.Lock()
			l.events = append(l.events, e)
			l.mu.Unlock()
		}
	})
	t.Cleanup(func() {
		l.api.Close()
		watching.Wait()
	})
	with := l.api.CoreOptions()
	o.PublicKey, o.BotToken, o.APIURL = with.PublicKey, with.BotToken, with.APIURL
	o.Logger = slog.New(slog.NewTextHandler(l.log, nil))
	server, err := core.NewServer(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Handle(routes...); err != nil {
		t.Fatal(err)
	}
	l.endpoint = adapters.Handler(server)
	l.serving = httptest.NewServer(l.endpoint)
	t.Cleanup(l.serving.Close)
	l.client = l.serving.Client()
	return l
}

// logbook is a log that a test reads.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logbook) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(line)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// use sends an interaction to the bot as Discord does, and passes an inline answer to the API. It
// returns the interaction's ID and the bot's response.
func (l *lab) use(ctx context.Context, kind discord.InteractionType, fields string) (discord.Snowflake, int, string) {
	l.Helper()
	id := l.api.NewID()
	body := fmt.Appendf(nil, `{"type":%d,"id":"%d","application_id":"%d","token":"token-of-%d","version":1,
		"guild_id":"5","channel_id":"6","member":{"user":{"id":"7","username":"mira"},"roles":[],"permissions":"8"},%s}`,
		kind, id, l.api.Options().ApplicationID, id, fields)
	if err := l.api.Begin(body); err != nil {
		l.Fatal(err)
	}
	request := l.api.Options().Key.Request(ctx, l.serving.URL, body)
	response, err := l.client.Do(request)
	if err != nil {
		return id, 0, err.Error()
	}
	defer response.Body.Close()
	if l.answered != nil {
		defer close(l.answered)
	}
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		l.Errorf("reading the answer: %v", err)
	}
	if response.StatusCode == http.StatusOK {
		if err := l.api.Answered(id, response.Header.Get("Content-Type"), answer); err != nil {
			l.Errorf("Discord refuses the answer: %v", err)
		}
	}
	return id, response.StatusCode, string(answer)
}

func (l *lab) slash(name string) (discord.Snowflake, int, string) {
	l.Helper()
	return l.use(l.Context(), discord.InteractionCommand, fmt.Sprintf(`"data":{"id":"9","name":%q,"type":1}`, name))
}

func (l *lab) press(customID string) (discord.Snowflake, int, string) {
	l.Helper()
	return l.use(l.Context(), discord.InteractionComponent,
		fmt.Sprintf(`"data":{"custom_id":%q,"component_type":2},"message":{"id":"%d","channel_id":"6","content":"Vote","author":{"id":"8","username":"bot"}}`, customID, l.api.NewID()))
}

// wait ends the serving and waits until the work after the answers is done.
func (l *lab) wait() {
	l.Helper()
	l.serving.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := l.endpoint.Wait(ctx); err != nil {
		l.Errorf("waiting for the work: %v", err)
	}
}

// overtook reports whether the call arrived before Discord knew the answer. Such a call is made
// again.
func overtook(call *discordtest.Call) bool {
	return call.Refusal != nil && call.Refusal.Code == rest.ErrUnknownWebhook
}

// happened returns the calls that Discord saw for an interaction, in order, and the status of each
// call that it refused. It leaves out calls that overtook the answer.
func (l *lab) happened(id discord.Snowflake) string {
	var steps []string
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.events {
		if e.Interaction != id {
			continue
		}
		switch e.Type {
		case discordtest.EventAnswered:
			way := "by callback"
			if e.Inline {
				way = "inline"
			}
			steps = append(steps, fmt.Sprintf("answer %d %s", e.Answer, way))
		case discordtest.EventCall:
			if e.Call.Status >= 400 && !overtook(e.Call) {
				steps = append(steps, fmt.Sprintf("refused %d", e.Call.Status))
			}
		case discordtest.EventBegun:
		default:
			steps = append(steps, string(e.Type))
		}
	}
	return strings.Join(steps, ", ")
}

// expect waits a short time until Discord has seen exactly these calls.
func (l *lab) expect(id discord.Snowflake, want string) {
	l.Helper()
	got := ""
	for range 200 {
		if got = l.happened(id); got == want {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	l.Errorf("Discord saw: %s\nwant:        %s\nlog: %s", got, want, l.log)
}

// bodies returns what the bot sent for an interaction after its answer, as JSON, in order.
func (l *lab) bodies(id discord.Snowflake) string {
	var all []string
	for _, call := range l.api.Calls() {
		if call.Interaction == id && call.Route != discordtest.RouteCallback && len(call.JSON) > 0 {
			all = append(all, string(call.JSON))
		}
	}
	return strings.Join(all, "\n")
}
